import {
  boolean,
  type Check,
  type Field,
  integer,
  list,
  maybe,
  needed,
  object,
  oneOf,
  string,
  typed,
} from './schema.ts'

const MOST = 1_000
const LONGEST = 12_000
const TYPE = needed(string(50))

const flags = (...names: string[]): Field =>
  maybe(object(Object.fromEntries(names.map((name) => [name, maybe(boolean)]))))
const MENTION = flags('bold', 'italic', 'strike', 'highlight', 'client_highlight', 'unlink', 'underline')
const WORDS = flags('bold', 'italic', 'strike', 'code', 'underline')

const words = (text: Field): Check => object({ type: TYPE, text, style: WORDS })
const link: Check = object({
  type: TYPE,
  url: needed(string(3_000, 1)),
  text: maybe(string(LONGEST)),
  unsafe: maybe(boolean),
  style: WORDS,
})

const INLINE: Readonly<Record<string, Check>> = {
  text: words(needed(string(LONGEST, 1))),
  link,
  user: object({ type: TYPE, user_id: needed(string(20, 1)), style: MENTION }),
  usergroup: object({ type: TYPE, usergroup_id: needed(string(20, 1)), style: MENTION }),
  channel: object({ type: TYPE, channel_id: needed(string(20, 1)), style: MENTION }),
  emoji: object({
    type: TYPE,
    name: needed(string(100, 1)),
    unicode: maybe(string(100)),
    skin_tone: maybe(integer(1, 6)),
    style: MENTION,
  }),
  date: object({
    type: TYPE,
    timestamp: needed(integer(0, 100_000_000_000)),
    format: needed(string(500, 1)),
    url: maybe(string(3_000)),
    fallback: maybe(string(500)),
    style: WORDS,
  }),
  broadcast: object({ type: TYPE, range: needed(oneOf('here', 'channel', 'everyone')), style: WORDS }),
}

const inline = needed(list(typed(INLINE), MOST))
const border = maybe(integer(0, 1))
const section: Check = object({ type: TYPE, elements: inline })

const PARTS: Readonly<Record<string, Check>> = {
  rich_text_section: section,
  rich_text_list: object({
    type: TYPE,
    style: needed(oneOf('bullet', 'ordered')),
    elements: needed(list(typed({ rich_text_section: section }), MOST)),
    indent: maybe(integer(0, 8)),
    offset: maybe(integer(0, 10_000)),
    border,
  }),
  rich_text_preformatted: object({
    type: TYPE,
    elements: needed(list(typed({ text: words(needed(string(LONGEST, 1))), link }), MOST)),
    language: maybe(string(50)),
    border,
  }),
  rich_text_quote: object({ type: TYPE, elements: inline, border }),
}

export const richTextElements: Check = list(typed(PARTS), MOST)
