import { buttons, type File, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

interface Mentioned {
  readonly user: string
  readonly name: string
}

const mentions = (people: readonly Mentioned[]): Inline[] =>
  people.flatMap(({ user, name }, index) => [
    ...(index === 0 ? [] : [text(', ')]),
    { kind: 'person' as const, user, name },
  ])

/** Registration is open. */
export function opened(round: { id: string; number: number }, programme: string, voice: Voice): Message {
  return {
    summary: voice.text('announcement.open.summary', { number: round.number, programme }),
    blocks: [
      { kind: 'heading', text: voice.text('announcement.open.heading', { number: round.number }) },
      paragraph(...voice.rich('announcement.open.what', { programme })),
      paragraph(...voice.rich('announcement.open.how')),
      paragraph(...voice.rich('join.conduct')),
      buttons({
        label: voice.text('announcement.open.join', { number: round.number }),
        id: voice.press('join', round.id),
        style: 'primary',
      }),
    ],
  }
}

/** For those who asked to be told that a round opens. */
export function told(
  round: { id: string; number: number },
  people: readonly Mentioned[],
  voice: Voice,
): Message {
  return {
    summary: voice.text('announcement.told.summary', { number: round.number }),
    notify: people.map(({ user }) => user),
    blocks: [
      paragraph(...voice.rich('announcement.told', { people: mentions(people), number: round.number })),
      buttons({
        label: voice.text('announcement.open.join', { number: round.number }),
        id: voice.press('join', round.id),
        style: 'primary',
      }),
    ],
  }
}

export interface KickOff {
  readonly number: number
  readonly people: number
  readonly countries: number
  readonly partnerships: number
  readonly topic: string
  readonly forum: Inline | undefined
  /** A picture of the world, PNG. */
  readonly map: Uint8Array | undefined
}

/** The round has begun: its numbers, and a map. */
export function kickOff(facts: KickOff, voice: Voice): Message {
  const files: File[] = facts.map ? [{ name: 'round.png', type: 'image/png', bytes: facts.map }] : []
  return {
    summary: voice.text('announcement.kick-off.summary', { number: facts.number }),
    files,
    blocks: [
      { kind: 'heading', text: voice.text('announcement.kick-off.heading', { number: facts.number }) },
      paragraph(
        ...together(
          voice.rich('announcement.kick-off.people', { people: facts.people }),
          voice.rich('announcement.kick-off.countries', { countries: facts.countries }),
          voice.rich('announcement.kick-off.partnerships', { partnerships: facts.partnerships }),
        ),
      ),
      ...(facts.forum
        ? [
            paragraph(
              ...voice.rich('announcement.kick-off.forum', { title: facts.topic, forum: facts.forum }),
            ),
          ]
        : []),
      ...files.map((file) => ({
        kind: 'picture' as const,
        file: file.name,
        alt: voice.text('announcement.kick-off.map', { countries: facts.countries }),
      })),
    ],
  }
}

/** Calls people to private news, without saying what it is. */
export function news(number: number, people: readonly Mentioned[], voice: Voice): Message {
  return {
    summary: voice.text('announcement.news.summary', { number }),
    notify: people.map(({ user }) => user),
    blocks: [
      paragraph(...voice.rich('announcement.news', { people: mentions(people), number })),
      buttons({ label: voice.text('announcement.news.button'), id: voice.press('news') }),
    ],
  }
}

export function ended(
  facts: { number: number; people: number; partnerships: number },
  voice: Voice,
): Message {
  return {
    summary: voice.text('announcement.end.summary', { number: facts.number }),
    blocks: [
      { kind: 'heading', text: voice.text('announcement.end.heading', { number: facts.number }) },
      paragraph(
        ...together(
          voice.rich('announcement.end.people', { people: facts.people }),
          voice.rich('announcement.end.partnerships', { partnerships: facts.partnerships }),
          voice.rich('announcement.end.next'),
        ),
      ),
    ],
  }
}

/** In a partnership's space, at the end of its round. */
export function farewell(number: number, voice: Voice): Message {
  return {
    summary: voice.text('farewell.summary', { number }),
    blocks: [
      { kind: 'heading', text: voice.text('farewell.heading', { number }) },
      paragraph(...voice.rich('farewell.body')),
      { kind: 'note', children: voice.rich('farewell.next') },
    ],
  }
}

/** In a partnership's space, to whoever stays when somebody left: their ids, where they are in its workspace. */
export function partnerLeft(name: string, stay: readonly (string | undefined)[], voice: Voice): Message {
  const key = stay.length > 1 ? 'partner-left.others' : 'partner-left.alone'
  return {
    summary: voice.text('partner-left.summary'),
    notify: stay.flatMap((user) => user ?? []),
    blocks: [paragraph(...voice.rich(key, { name }))],
  }
}
