import { describe, expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { type Block, type Message, plain } from '../../src/chat/message.ts'
import type { Reason } from '../../src/matching/result.ts'
import { introduction } from '../../src/messages/introduction.ts'
import type { SpaceView } from '../../src/programme/spaces/spaces.ts'
import { voiceOn } from './said.ts'

const NOW = Date.UTC(2026, 10, 28)

/** Two people who told all that can be told. */
const WHOLE = {
  languages: ['en', 'fr'],
  sector: 'public',
  workplace: 'The Central Library of a large town',
  role: 'Head of the children’s department',
  careerStage: 'mid',
  interests: ['children', 'reading', 'outreach', 'multilingual'],
  wishes: 'Somebody with whom I can talk about reading to children in many languages.',
}
const people = [
  {
    ...WHOLE,
    id: 'p1',
    name: 'Agnieszka',
    country: 'PL',
    place: 'Gdańsk',
    zone: 'Europe/Warsaw',
    contact: null,
  },
  {
    ...WHOLE,
    id: 'p2',
    name: 'Meera',
    country: 'IN',
    place: 'Pune',
    zone: 'Asia/Kolkata',
    contact: 'meera@example.org',
  },
]
const REASONS: readonly Reason[] = [
  { kind: 'shared-interests', interests: ['children', 'reading'] },
  { kind: 'countries', countries: ['PL', 'IN'] },
  { kind: 'same-frequency', frequency: 'monthly' },
  { kind: 'shared-languages', languages: ['en', 'fr'] },
  { kind: 'same-medium', medium: 'video' },
] as const

const view = (list = people) =>
  ({
    round: { number: 3 },
    reasons: REASONS,
    members: list.map((person, index) => ({ person, user: `U${index}` })),
  }) as unknown as SpaceView

const wordsOf = (block: Block): string => {
  if (block.kind === 'heading') return block.text
  if (block.kind === 'list') return block.items.map(plain).join('\n')
  if (block.kind === 'fields')
    return block.fields.map(({ label, value }) => `${label}: ${plain(value)}`).join('\n')
  if (block.kind === 'buttons') return block.buttons.map(({ label }) => `[${label}]`).join(' ')
  return 'children' in block ? plain(block.children) : ''
}
const read = ({ blocks }: Message) => blocks.map(wordsOf).join('\n')

describe.each(['slack', 'discord'] as const)('the introduction on %s', (platform) => {
  const said = unmarked(read(introduction(view(), NOW, voiceOn(platform))))

  it('says what two people need for their first word, and no more', async () => {
    await expect(`${said}\n`).toMatchFileSnapshot(`golden/introduction.${platform}.txt`)
    // Version 0.1 said it in 1,355, of which most is to be read elsewhere, too.
    expect(said.length).toBeLessThanOrEqual(1_355 / 3)
  })

  it('says who says hello, and it is the same one wherever it is read', () => {
    expect(said).toContain('Agnieszka, please say hello')
    expect(unmarked(read(introduction(view(people.toReversed()), NOW, voiceOn(platform))))).toContain(
      'Agnieszka, please say hello',
    )
  })
})
