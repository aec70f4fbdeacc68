import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { plain } from '../../src/chat/message.ts'
import about from '../../src/messages/en.about.json' with { type: 'json' }
import type { MessageKey } from '../../src/messages/voice.ts'
import { PERMISSIONS } from '../../src/platforms/discord/permissions.ts'
import { filledWith, MESSAGES, type Platform, parsed, voiceOn } from './said.ts'

interface About {
  /** What stands where, and how long it may be there, in characters. */
  readonly places: Readonly<Record<string, { readonly most: number; readonly is: string }>>
  /** By key, or by the beginning of keys (`day.*`), the place and what it says there. */
  readonly keys: Readonly<Record<string, readonly string[]>>
}
const { places, keys }: About = about

/** The entry that describes a message: its own, or the nearest of those for several. */
function entryOf(key: string): string | undefined {
  if (key in keys) return key
  const parts = key.split('.')
  return parts
    .map((_, index) => `${parts.slice(0, parts.length - index).join('.')}.*`)
    .slice(1)
    .find((several) => several in keys)
}

it.each(MESSAGES)('%s is described for whoever translates it', (key) => {
  const [place = '', says = ''] = keys[entryOf(key) ?? ''] ?? []
  expect(Object.keys(places)).toContain(place)
  expect(says).toMatch(/^\S.*\.$/)
})

it('describes nothing that is not there', () => {
  const used = new Set(MESSAGES.map(([key]) => entryOf(key)))
  expect(Object.keys(keys).filter((entry) => !used.has(entry))).toEqual([])
  const stood = new Set(Object.values(keys).map(([place]) => place))
  expect(Object.keys(places).filter((place) => !stood.has(place))).toEqual([])
})

/** As long as what is filled in is, but for what people type. */
const LONG: Readonly<Record<string, string | number>> = {
  number: 999,
  page: 20,
  pages: 20,
  done: 999,
  all: 999,
}
const TYPED = 'Agnieszka Wiśniewska'

/** A message in each of its variants, with what it is filled with as long as that usually is. */
function longest(key: string, message: string, platform: Platform): number {
  const { shown, counted, chosen } = filledWith(message)
  const [only] = parsed(message)
  const options = only?.type === TYPE.select ? Object.keys(only.options) : ['']
  const values = {
    ...Object.fromEntries(shown.map((name) => [name, LONG[name] ?? TYPED])),
    ...Object.fromEntries(counted.map((name) => [name, 999])),
  }
  // The names of commands and of the platform are the voice's own.
  const own = (option: string) =>
    Object.fromEntries(chosen.filter((name) => name !== 'platform').map((name) => [name, option]))
  const said = (option: string) =>
    unmarked(plain(voiceOn(platform).rich(key as MessageKey, { ...values, ...own(option) }))).length
  return Math.max(...options.map(said))
}

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  it.each(MESSAGES)('%s has room where it stands', (key, message) => {
    const [place = ''] = keys[entryOf(key) ?? ''] ?? []
    expect(longest(key, message, platform)).toBeLessThanOrEqual(places[place]?.most ?? 0)
  })
})

/** Where people are spoken to by way of the catalogue alone. */
const SPEAKING = [
  'commands',
  ...['platforms', 'interactions', 'deliveries', 'programme'].map((one) => `src/${one}`),
]
/** What is said to whoever runs the bot: at start, in its log, and in the set-up guide. */
const TO_OPERATORS = /Error\(|throw |\blog\.|\.log\b|why: |_HINT =|Counterpart pairs/
const OPERATORS_FILES =
  /slack\/(connect|manifest|errors|check)\.ts$|discord\/(permissions|discord|check|start-error)\.ts$|\/lookup\//

it('says nothing in English that is not in the catalogue', () => {
  const found = SPEAKING.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => file.endsWith('.ts') && !OPERATORS_FILES.test(file))
      .flatMap((file) => sentencesIn(readFileSync(file, 'utf8')).map((line) => `${file}: ${line}`)),
  )
  expect(found).toEqual([])
})

/** Lines that hold a sentence, or words for one, as a constant. */
function sentencesIn(code: string): string[] {
  return code
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && !TO_OPERATORS.test(line))
    .map((line) => PERMISSIONS.reduce((left, { name }) => left.replaceAll(`'${name}'`, ''), line))
    .filter((line) =>
      /(['"`])[A-Z][\w’-]*( [\w’-]+){2,}[^'"`]*\1/.test(line.replace(/posted\(.*|\/.*\//, '')),
    )
    .map((line) => line.trim())
}

it.each([
  ["const FAILED = sentence('Something went wrong on our side.')", 1],
  ["  // It says 'Something went wrong' there", 0],
  ["throw new StartError('Something went wrong on our side.')", 0],
  ["name: 'pair-r1'", 0],
])('would notice %s', (line, count) => {
  expect(sentencesIn(line)).toHaveLength(count)
})
