import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { isolated } from '../chat/isolate.ts'
import type { Inline } from '../chat/message.ts'
import type catalogue from './en.json'
import { asItIs, asShown, type Filling, setApart } from './filling.ts'

export type MessageKey = keyof typeof catalogue

/**
 * What a message can be filled with. A person's text is text whatever it holds: it is never parsed, and set apart from
 * the sentence around it.
 */
export type Values = Readonly<Record<string, Filling>>

/** How we speak to one reader (or to all readers of a channel): their language, their platform's names. */
export interface Voice {
  /** BCP 47. */
  readonly locale: string
  text(key: MessageKey, values?: Readonly<Record<string, string | number>>): string
  rich(key: MessageKey, values?: Values): Inline[]
  /** Whether the catalogue has a message of this key. */
  has(key: string): key is MessageKey
  /** "a, b and c" in the reader's language, each set apart from the others. */
  and(items: readonly string[]): string
  /** A command as it is typed on the reader's platform, such as `/join-round`. */
  command(name: CommandName, input?: Readonly<Record<string, string>>): string
  /** The id of a button or select that stands for an action, sealed for whoever may press it. */
  press(action: string, ...args: string[]): string
  /** The id of a form, sealed for the reader. */
  form(name: string, ...args: string[]): string
}

/** A command of which the catalogue says what it is for: `command.<name>`. */
export type CommandName = NameOf<MessageKey>
type NameOf<K> = K extends `command.${infer N}` ? (N extends `${string}.${string}` ? never : N) : never

export interface VoiceOptions {
  readonly locale: string
  /** The reader's platform: what it calls things (`{platform, select, …}`). */
  readonly platform: string
  /** A command as it is typed on the platform, slash and all. */
  readonly typed: (command: CommandName, input?: Readonly<Record<string, string>>) => string
  readonly press: (action: string, args: readonly string[]) => string
  readonly form: (name: string, args: readonly string[]) => string
}

export function createVoice(options: VoiceOptions): Voice {
  const { messages, locale } = catalogueFor(options.locale)
  const commands = Object.fromEntries(commandNames().map((name) => [name, options.typed(name)]))
  const ours = { ...commands, platform: options.platform }
  const usual = { ...ours, ...asItIs(ours) }
  const format = (key: MessageKey) => compiled(locale, key, messages)
  return {
    locale,
    text(key, values = {}) {
      return String(format(key).format({ ...usual, ...values, ...asShown(values) } as Record<string, string>))
    },
    rich(key, values = {}) {
      const filled: Record<string, unknown> = { ...usual, ...TAGS, ...values, ...asShown(values) }
      // The formatter passes on whatever it is given; its types know only some of that.
      return inlines(format(key).format<unknown>(filled as Record<string, string>))
    },
    has: (key): key is MessageKey => key in messages,
    and: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items.map(isolated)),
    command: (name, input) => options.typed(name, input),
    press: (action, ...args) => options.press(action, args),
    form: (name, ...args) => options.form(name, args),
  }
}

/** The tags that a catalogue's message may have. */
const TAGS = {
  b: (chunks: unknown) => ({ kind: 'bold', children: inlines(chunks) }),
  i: (chunks: unknown) => ({ kind: 'italic', children: inlines(chunks) }),
}

/** What a formatter gives back (a string, a node, a nested list of both) as inline nodes. */
function inlines(made: unknown): Inline[] {
  if (Array.isArray(made)) return made.flatMap(inlines)
  if (typeof made === 'object' && made !== null && 'kind' in made) return [made as Inline]
  return made === '' ? [] : [{ kind: 'text', text: String(made) }]
}

type Messages = Readonly<Record<string, string>>

/** The languages that have a catalogue (BCP 47). */
export const LANGUAGES = ['en'] as const
const loaded = new Map<string, Messages>()
const formats = new Map<string, IntlMessageFormat>()

/** In English, what platforms show beside a command or one of its options. */
export function described(key: Extract<MessageKey, `command.${string}` | `option.${string}`>): string {
  return catalogueFor('en').messages[key] ?? ''
}

/** Those of which the catalogue says what they are for. */
function commandNames(): CommandName[] {
  return Object.keys(catalogueFor('en').messages).flatMap((key) => {
    const name = /^command\.([a-z]+)$/.exec(key)?.[1]
    return name === undefined ? [] : [name as CommandName]
  })
}

/** The catalogue nearest to a locale, English where there is none. */
function catalogueFor(locale: string): { messages: Messages; locale: string } {
  const [wanted = 'en'] = locale.toLowerCase().split('-')
  const name = LANGUAGES.find((have) => have === wanted) ?? 'en'
  let messages = loaded.get(name)
  if (!messages) {
    messages = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Messages
    loaded.set(name, messages)
  }
  return { messages, locale: name }
}

function compiled(locale: string, key: string, messages: Messages): IntlMessageFormat {
  const id = `${locale}:${key}`
  let format = formats.get(id)
  if (!format) {
    format = new IntlMessageFormat(
      setApart(new IntlMessageFormat(messages[key] ?? key, locale).getAst()),
      locale,
    )
    formats.set(id, format)
  }
  return format
}
