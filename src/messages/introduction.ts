import { isolated, isolatedText } from '../chat/isolate.ts'
import { type Block, bold, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import { knowsZone } from '../programme/calendar/zone.ts'
import { offsetMinutes } from '../programme/lookup/offsets.ts'
import type { SpaceView } from '../programme/spaces/spaces.ts'
import { placeOf, somebody } from './people.ts'
import { reasonsInWords } from './reasons.ts'
import type { Voice } from './voice.ts'

/** The first words in a partnership's space: who they are, why they were matched, who says hello, who may read it. */
export function introduction(view: SpaceView, now: number, voice: Voice): Message {
  const { members, round } = view
  const people: Inline[] = members.flatMap(({ person, user }, index) => [
    ...(index === 0 ? [] : [text(index === members.length - 1 ? ' & ' : ', ')]),
    ...isolatedText([somebody(user, person.name)]),
  ])
  // The same in each of its spaces.
  const [first] = [...members].sort((a, b) => (a.person.id < b.person.id ? -1 : 1))
  return {
    summary: voice.text('introduction.summary', { number: round.number }),
    notify: members.flatMap(({ user }) => user ?? []),
    blocks: [
      { kind: 'heading', text: voice.text('introduction.heading', { number: round.number }) },
      paragraph(...voice.rich('introduction.meet', { names: people })),
      ...members.flatMap(({ person }) => portrait(person, voice)),
      ...clocks(view, now, voice),
      ...why(view, voice),
      ...(first
        ? [paragraph(...voice.rich('introduction.hello', { name: [bold(text(first.person.name))] }))]
        : []),
      { kind: 'note', children: voice.rich('introduction.note') },
      buttons({ label: voice.text('introduction.profile'), id: voice.press('partner') }),
    ],
  }
}

/** Where somebody lives, and how they can be reached elsewhere if they said so. The rest is behind the button. */
function portrait(person: SpaceView['members'][number]['person'], voice: Voice): Block[] {
  const { name, contact } = person
  return [
    paragraph(bold(...voice.rich('introduction.where', { name, place: placeOf(person, voice) }))),
    ...(contact
      ? [
          {
            kind: 'fields' as const,
            fields: [{ label: voice.text('profile.contact'), value: [text(isolated(contact))] }],
          },
        ]
      : []),
  ]
}

/** Why they were matched, but for where they live, which has just been said. */
function why({ members, reasons }: SpaceView, voice: Voice): Block[] {
  const nameOf = (id: string) => members.find(({ person }) => person.id === id)?.person.name ?? ''
  const told = reasons.filter(({ kind }) => kind !== 'countries')
  return told.length === 0
    ? []
    : [{ kind: 'list', ordered: false, items: reasonsInWords(told, nameOf, voice, 'partners') }]
}

/** How far two partners' clocks are apart at the moment: an hour of the day would soon be untrue. */
function clocks({ members }: SpaceView, now: number, voice: Voice): Block[] {
  const [one, other, third] = members.map(({ person }) => person)
  if (!one?.zone || !other?.zone || third || !knowsZone(one.zone) || !knowsZone(other.zone)) return []
  const ahead = (offsetMinutes(one.zone, now) - offsetMinutes(other.zone, now)) / 60
  const [first, second] = ahead > 0 ? [one, other] : [other, one]
  const values = { hours: Math.abs(ahead), ahead: first.name, behind: second.name }
  return [paragraph(...voice.rich('introduction.clock', values))]
}
