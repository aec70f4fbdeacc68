import { IntlMessageFormat } from 'intl-messageformat'
import { expect, it } from 'vitest'
import type { Inline } from '../../src/chat/message.ts'
import type { Unmatched } from '../../src/matching/result.ts'
import catalogue from '../../src/messages/en.json' with { type: 'json' }
import { draftCard } from '../../src/messages/round.ts'
import { createVoice } from '../../src/messages/voice.ts'

it.each(Object.entries(catalogue))('%s can be read by the formatter', (_key, message) => {
  expect(() => new IntlMessageFormat(message, 'en')).not.toThrow()
})

/** A modal of Discord's cuts what is longer (discord-api-docs, label component). */
const ROOM = { label: 45, hint: 100 }

it.each(Object.entries(catalogue).filter(([key]) => /^field\.\w+(\.hint)?$/.test(key)))(
  '%s is read whole wherever the form is',
  (key, words) => {
    expect(words.length).toBeLessThanOrEqual(key.endsWith('.hint') ? ROOM.hint : ROOM.label)
  },
)

it.each([
  ['same-country', 'everybody possible is from the same country. They would have one if people of one'],
  ['few-hours', 'nobody is free at enough of their hours. They would have one if partners needed fewer'],
  ['earlier-partners', 'everybody possible was their partner before. They would have one if earlier'],
] as const)('says why somebody is left over, and what would help: %s', (why, words) => {
  const left: Unmatched = { id: 'p1', why, candidates: 0, wayOut: why }
  const result = { pairs: [], trios: [], unmatched: [left], weight: 0, seed: 1, inputsHash: 'abc' }
  const voice = createVoice({ locale: 'en', typed: (name) => `/${name}`, press: () => '', form: () => '' })
  const card = draftCard({ result, name: 'abc', countries: 1, nameOf: () => 'Aroha' }, voice)
  const items = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  expect(items.map(plain).join('\n')).toContain(`Aroha: ${words}`)
})

const plain = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('')
