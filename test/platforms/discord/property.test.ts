import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, buttons, heading, type Inline, text } from '../../../src/chat/message.ts'
import { escapedStart, escapeText } from '../../../src/platforms/discord/escape.ts'
import { blockText } from '../../../src/platforms/discord/text.ts'
import { clean, cut } from '../../../src/port/clean.ts'
import { cases } from '../../support/thorough.ts'
import { rendered } from './check.ts'
import { HOSTILE } from './hostile.ts'

const word = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: fc.constantFrom(...'\\*_~`|<>[]()#+@-:.!&/1a \n'), maxLength: 30 }),
  fc.string({ unit: 'binary' }),
  fc.string(),
)

/** What Discord reads as itself: what stands behind a backslash, and addresses. */
const withoutLiterals = (said: string) =>
  said.replace(/\\[^0-9A-Za-z\s]/g, '¤').replace(/https?:\/\/[^\s<>()[\]\\*|`]+/g, '')
const MEANS_SOMETHING = /[\\*_~`|<>[\]()#+@-]|:[\w+-]+:|^\s*\d+\.(\s|$)/m

test('an escaped text means nothing to Discord, and is read as it was typed', () => {
  fc.assert(
    fc.property(word, (typed) => {
      const said = escapeText(typed)
      expect(withoutLiterals(said)).not.toMatch(MEANS_SOMETHING)
      if (!/https?:/.test(typed)) expect(said.replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(clean(typed))
    }),
    { numRuns: cases(300, 1_000) },
  )
})

test('what is cut is a beginning, no longer than it may be, and as harmless', () => {
  fc.assert(
    fc.property(word, fc.integer({ min: 1, max: 40 }), (typed, most) => {
      const start = escapedStart(typed, most)
      expect(start.length).toBeLessThanOrEqual(most)
      expect(start).toMatch(/…$/)
      expect(() => encodeURIComponent(start)).not.toThrow()
      expect(withoutLiterals(start)).not.toMatch(MEANS_SOMETHING)
      expect(cut(typed, most).length).toBeLessThanOrEqual(most)
    }),
    { numRuns: cases(300, 1_000) },
  )
})

const inline = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3 },
    word.map(text),
    fc.record({
      kind: fc.constantFrom('bold' as const, 'italic' as const),
      children: fc.array(tie('inline'), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('link' as const),
      url: fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), word),
      children: fc.array(tie('inline'), { maxLength: 2 }),
    }),
    word.map((name): Inline => ({ kind: 'person', user: '1002', name })),
    word.map((name): Inline => ({ kind: 'person', user: name, name })),
    word.map((name): Inline => ({ kind: 'space', ref: name, name })),
    word.map((fallback): Inline => ({ kind: 'instant', at: 1_735_722_000_000, style: 'relative', fallback })),
  ),
})).inline
const line = fc.array(inline, { maxLength: 4 })
const option = fc.record({ value: word, label: word, hint: word })
const textBlock = fc.oneof(
  word.map(heading),
  line.map((children): Block => ({ kind: 'paragraph', children })),
  line.map((children): Block => ({ kind: 'quote', children })),
  line.map((children): Block => ({ kind: 'note', children })),
  fc
    .tuple(fc.boolean(), fc.array(line, { maxLength: 3 }))
    .map(([ordered, items]): Block => ({ kind: 'list', ordered, items })),
  fc
    .array(fc.record({ label: word, value: line }), { maxLength: 3 })
    .map((fields): Block => ({ kind: 'fields', fields })),
)
const block = fc.oneof(
  textBlock,
  fc.constant<Block>({ kind: 'divider' }),
  fc
    .array(
      word.map((label) => ({ label, id: label })),
      { maxLength: 8 },
    )
    .map((list) => buttons(...list)),
  fc.array(fc.record({ label: word, url: word }), { maxLength: 3 }).map((list) => buttons(...list)),
  fc
    .tuple(word, word, fc.array(option, { maxLength: 30 }))
    .map(([id, placeholder, options]): Block => ({ kind: 'select', id, placeholder, options })),
)

/** The only things in angle brackets that we write ourselves. */
const OURS = /<@1002>|<#\d{1,20}>|<@\d{1,20}>|<t:1735722000:R>|<https?:\/\/[^\s<>]+>/g

test('a message can be anything: Discord takes it, and nobody is mentioned or notified who is not meant', () => {
  fc.assert(
    fc.property(word, fc.array(word), fc.array(block, { maxLength: 14 }), (summary, notify, blocks) => {
      const { post, answer, texts } = rendered({ summary, notify, blocks })
      for (const { allowed_mentions } of [post, answer]) {
        expect(allowed_mentions.parse).toEqual([])
        expect(notify).toEqual(expect.arrayContaining(allowed_mentions.users))
      }
      for (const said of texts) {
        const left = withoutLiterals(said.replace(/\\[^0-9A-Za-z\s]/g, '').replace(OURS, ''))
        expect(left).not.toMatch(/[<@`~_|\\]|https?:/)
      }
    }),
    { numRuns: cases(100, 500) },
  )
})

test('a text is never longer than its room', () => {
  fc.assert(
    fc.property(textBlock, fc.integer({ min: 0, max: 120 }), (given, room) => {
      const whole = blockText(given) ?? ''
      const said = blockText(given, room) ?? ''
      expect(said.length).toBeLessThanOrEqual(room)
      if (whole.length <= room) expect(said).toBe(whole)
    }),
    { numRuns: cases(300, 1_000) },
  )
})
