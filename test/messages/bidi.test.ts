import { TYPE } from '@formatjs/icu-messageformat-parser'
import bidiFactory from 'bidi-js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isolated, unmarked } from '../../src/chat/isolate.ts'
import { plain } from '../../src/chat/message.ts'
import { AS_IT_IS } from '../../src/messages/filling.ts'
import { profileFields } from '../../src/messages/profile.ts'
import type { MessageKey } from '../../src/messages/voice.ts'
import { cleanTyped } from '../../src/port/clean.ts'
import { filledWith, MESSAGES, parsed, voiceOn } from './said.ts'

const bidi = bidiFactory()

/** Names and places as people write them: two scripts from the left, four from the right, with signs and numbers. */
const TYPED = ['أحمد (12)', 'Zoë 3', 'דנה כהן, 7!', 'मीरा', 'ߞߊ߬ߙߊ߲߬ߜߍ߫ 5', 'Ahmed أحمد', 'ދިވެހި?', '李明']

/** The parts of a line that stand in no isolate, and at which level each is. */
function ours(line: string): { text: string; level: number }[] {
  const { levels } = bidi.getEmbeddingLevels(line)
  let open = 0
  return Array.from({ length: line.length }, (_, at) => {
    const sign = line.charAt(at)
    if (/[\u2066-\u2068]/.test(sign)) open += 1
    const outside = open === 0
    if (sign === '\u2069') open -= 1
    return outside ? [{ text: sign, level: levels[at] ?? 0 }] : []
  }).flat()
}

/** Whether a line reads from left to right, with what is ours in its order whatever is filled in. */
const inOrder = (line: string): boolean =>
  bidi.getEmbeddingLevels(line).paragraphs.every(({ level }) => level === 0) &&
  ours(line).every(({ level }) => level === 0)

/** All that a message can be, with people's words in it, in an order that begins at another one each time. */
function said(key: string, message: string, from: number): string[] {
  const { shown, counted, chosen } = filledWith(message)
  const words = Object.fromEntries(
    shown.map((name, index) => [
      name,
      AS_IT_IS.has(name) ? '/join' : (TYPED[(from + index) % TYPED.length] ?? ''),
    ]),
  )
  const counts = Object.fromEntries(counted.map((name) => [name, 3]))
  const [only] = parsed(message)
  const options = only?.type === TYPE.select ? Object.keys(only.options) : ['']
  return options.flatMap((option) => {
    const values = { ...words, ...counts, ...Object.fromEntries(chosen.map((name) => [name, option])) }
    // What a message both chooses by and shows is the same there as here.
    return [plain(voiceOn('discord').rich(key as MessageKey, values))]
  })
}

const filled = MESSAGES.filter(([, message]) => filledWith(message).shown.length > 0)

describe.each(filled)('%s', (key, message) => {
  it('stays in its order whoever it is about', () => {
    for (let from = 0; from < TYPED.length; from += 1)
      for (const line of said(key, message, from)) expect(inOrder(line), JSON.stringify(line)).toBe(true)
  })
})

it('would be turned around without the marks', () => {
  const voice = voiceOn('slack')
  const line = voice.text('review.pair', { one: 'أحمد (12)', other: 'דנה', strength: 'weak' })
  expect(inOrder(line)).toBe(true)
  expect(inOrder(unmarked(line))).toBe(false)
})

it('keeps the names of a list apart', () => {
  expect(inOrder(voiceOn('slack').and(['אבא 1', 'Zoë', 'أحمد 2', '李明']))).toBe(true)
  expect(inOrder(unmarked(voiceOn('slack').and(['אבא 1', 'Zoë', 'أحمد 2'])))).toBe(false)
})

it('sets a profile’s answers apart from what they answer', () => {
  const person = { name: 'أحمد (12)', workplace: 'ספרייה 5', languages: [], interests: [], canTell: [] }
  const fields = profileFields({ ...person, wantsToLearn: [] } as never, voiceOn('slack'))
  const lines =
    fields.kind === 'fields' ? fields.fields.map(({ label, value }) => `${label}: ${plain(value)}`) : []
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(inOrder(line)).toBe(true)
})

it('cannot be left by whoever types such marks', () => {
  const marks = fc.constantFrom('\u2066', '\u2067', '\u2068', '\u2069', 'a', 'ב', 'ج', '1', ' ', '(')
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 12 }), (signs) => {
      const typed = signs.join('')
      expect(inOrder(`from ${isolated(typed)} to here, 12.`)).toBe(true)
      expect(cleanTyped(typed)).not.toMatch(/[\u2066-\u2069]/)
    }),
  )
})

it.each(['command', 'reference', 'id'] as const)('leaves %s as it is: people copy it', (name) => {
  const key = {
    command: 'problem.unknown-command',
    reference: 'failed.reference',
    id: 'problem.workspace-not-allowed',
  }
  expect(voiceOn('slack').text(key[name] as MessageKey, { [name]: 'X' })).not.toMatch(/[\u2066-\u2069]/)
})
