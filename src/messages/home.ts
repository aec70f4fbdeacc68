import { type Block, type Inline, type Message, type Text, text } from '../chat/message.ts'
import type { PartnershipMember } from '../programme/partnerships.ts'
import { dateInWords } from './moments.ts'
import type { MessageKey, Voice } from './voice.ts'

export interface HomeFacts {
  readonly partners: readonly PartnershipMember[]
  /** When they were told of each other. */
  readonly since: Date | undefined
  /** Where they talk. */
  readonly space: string | undefined
  readonly topic: { readonly title: string; readonly link: string | undefined } | undefined
  /** ISO 8601. */
  readonly next: string | undefined
}

/** The guide with what is asked for most at a glance: in the page that is somebody's alone, which is always there. */
export function home(guide: Message, facts: HomeFacts, voice: Voice): Message {
  const { partners, since, space, topic, next } = facts
  const day = (date: string): Text => [text(dateInWords(date, voice.locale))]
  const rows: (readonly [MessageKey, Text | undefined])[] = [
    ['home.partner', partners.length === 0 ? undefined : [linked(voice.and(namesOf(partners)), space)]],
    ['home.since', partners.length > 0 && since ? day(since.toISOString().slice(0, 10)) : undefined],
    ['home.topic', topic && [linked(topic.title, topic.link)]],
    ['home.next', next === undefined ? undefined : day(next)],
  ]
  const fields = rows.flatMap(([label, value]) => (value ? [{ label: voice.text(label), value }] : []))
  if (fields.length === 0) return guide
  const [title, ...rest] = guide.blocks
  const glance: Block = { kind: 'fields', fields }
  return { ...guide, blocks: [...(title ? [title] : []), glance, ...rest] }
}

const namesOf = (partners: readonly PartnershipMember[]) => partners.map(({ person }) => person.name)

const linked = (words: string, url: string | undefined): Inline =>
  url === undefined ? text(words) : { kind: 'link', url, children: [text(words)] }
