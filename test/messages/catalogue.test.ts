import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, it } from 'vitest'
import type { Inline } from '../../src/chat/message.ts'
import type { Unmatched } from '../../src/matching/result.ts'
import { draftCard } from '../../src/messages/draft.ts'
import catalogue from '../../src/messages/en.json' with { type: 'json' }
import { QUESTIONS } from '../../src/messages/people.ts'
import { createVoice } from '../../src/messages/voice.ts'

it.each(Object.entries(catalogue))('%s can be read by the formatter', (_key, message) => {
  expect(() => new IntlMessageFormat(message, 'en')).not.toThrow()
})

/** What a message is made of, as its formatter reads it. */
const parsed = (message: string) => new IntlMessageFormat(message, 'en').getAst()
const SELECTORS: readonly number[] = [TYPE.select, TYPE.plural]

/** Whether something in a message, or within a variant or a tag of it, chooses between variants. */
const chooses = (elements: readonly MessageFormatElement[]): boolean =>
  elements.some(
    (element) => SELECTORS.includes(element.type) || (element.type === TYPE.tag && chooses(element.children)),
  )

it.each(Object.entries(catalogue))(
  '%s can be translated: where it chooses, it chooses whole',
  (_key, message) => {
    const [only, ...others] = parsed(message)
    if (only && others.length === 0 && (only.type === TYPE.select || only.type === TYPE.plural)) {
      expect(Object.keys(only.options)).toContain('other')
      for (const { value } of Object.values(only.options)) expect(chooses(value)).toBe(false)
    } else expect(chooses(parsed(message))).toBe(false)
  },
)

it('has no message that nobody reads', () => {
  const code = ['src', 'commands'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('database/generated'))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  )
  const text = code.join('\n')
  const beginnings = [...text.matchAll(/`([a-z][\w.-]*\.)\$\{/g)].map(([, beginning = '']) => beginning)
  beginnings.push(...QUESTIONS.map((question) => `${question}.`))
  const used = (key: string) =>
    text.includes(`'${key}'`) || beginnings.some((beginning) => key.startsWith(beginning))
  expect(Object.keys(catalogue).filter((key) => !used(key))).toEqual([])
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
  ['same-country', 'everybody possible is from the same country. They would have a partner if people of one'],
  [
    'few-hours',
    'nobody is free at enough of their hours. They would have a partner if partners needed fewer',
  ],
  ['earlier-partners', 'everybody possible was their partner before. They would have a partner if earlier'],
] as const)('says why somebody is left over, and what would help: %s', (why, words) => {
  const left: Unmatched = { id: 'p1', why, candidates: 0, wayOut: why }
  const result = { pairs: [], trios: [], unmatched: [left], weight: 0, seed: 1, inputsHash: 'abc' }
  const voice = createVoice({
    locale: 'en',
    platform: 'slack',
    typed: (name) => `/${name}`,
    press: () => '',
    form: () => '',
  })
  const card = draftCard({ result, roundId: 'r1', name: 'abc', countries: 1, nameOf: () => 'Aroha' }, voice)
  const items = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  expect(items.map(plain).join('\n')).toContain(`Aroha: ${words}`)
})

const plain = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('')
