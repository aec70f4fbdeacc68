import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { plain } from '../../src/chat/message.ts'
import type { Unmatched } from '../../src/matching/result.ts'
import { draftCard } from '../../src/messages/draft.ts'
import catalogue from '../../src/messages/en.json' with { type: 'json' }
import { QUESTIONS } from '../../src/messages/people.ts'
import type { MessageKey } from '../../src/messages/voice.ts'
import { filledWith, parsed, variants, voiceOn } from './said.ts'

it.each(Object.entries(catalogue))('%s can be read by the formatter', (_key, message) => {
  expect(() => new IntlMessageFormat(message, 'en')).not.toThrow()
})

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

const counting = Object.entries(catalogue).filter(([, message]) => parsed(message)[0]?.type === TYPE.plural)

it.each(counting)('%s has a sentence for nobody, for one and for many', (key, message) => {
  const [only] = parsed(message)
  if (only?.type !== TYPE.plural) throw new TypeError('no plural')
  expect(Object.keys(only.options)).toEqual(['=0', 'one', 'other'])
  const said = (count: number) => {
    const values = Object.fromEntries(filledWith(message).shown.map((name) => [name, 'it']))
    return plain(voiceOn('slack').rich(key as MessageKey, { ...values, [only.value]: count }))
  }
  expect(said(0)).not.toMatch(/\d/)
  expect(said(1)).not.toMatch(/\d/)
  expect(said(7)).toContain('7')
  expect(new Set([said(0), said(1), said(7)]).size).toBe(3)
})

it.each(Object.entries(catalogue))(
  '%s points nowhere: a screen is not the same for everybody',
  (_, message) => {
    expect(message).not.toMatch(
      /\b(below|above|beneath|underneath|on the (left|right)|at the (top|bottom))\b/i,
    )
  },
)

/** What is said of one platform alone, also to an organiser who is on the other. */
const OF_ONE =
  /^adapter\.only-in-servers$|^problem\.guest-|^fix\.(restricted|access|scope|editing|message-limit|denied\.slack|kept-out\.)/

it.each(Object.entries(catalogue).filter(([key]) => !OF_ONE.test(key)))(
  '%s calls a place what it is called where it is read',
  (_, message) => {
    for (const words of variants(message, 'discord'))
      expect(words.replace(/\{workspace\}|ALLOWED_WORKSPACES|Slack workspace/g, '')).not.toMatch(/workspace/i)
    for (const words of variants(message, 'slack'))
      expect(
        words.replace(/Discord server|AutoMod of the server|In Discord: Server|This server asks/g, ''),
      ).not.toMatch(/\bserver\b/i)
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
  ['same-country', 'all who are left live in the same country. They would have a partner if people of one'],
  [
    'few-hours',
    'nobody is free at enough of their hours. They would have a partner if partners needed fewer',
  ],
  ['earlier-partners', 'all who are left were their partner before. They would have a partner if earlier'],
] as const)('says why somebody is left over, and what would help: %s', (why, words) => {
  const left: Unmatched = { id: 'p1', why, candidates: 0, wayOut: why }
  const result = { pairs: [], trios: [], unmatched: [left], weight: 0, seed: 1, inputsHash: 'abc' }
  const card = draftCard(
    { result, roundId: 'r1', name: 'abc', countries: 1, nameOf: () => 'Aroha' },
    voiceOn('slack'),
  )
  const items = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  expect(unmarked(items.map(plain).join('\n'))).toContain(`Aroha: ${words}`)
})
