import { type Block, bold, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import { knowsZone } from '../programme/calendar/zone.ts'
import { offsetMinutes } from '../programme/lookup/offsets.ts'
import type { SpaceView } from '../programme/spaces/spaces.ts'
import { interestsOf, languagesOf, placeOf, somebody, valueName } from './people.ts'
import { reasonsInWords } from './reasons.ts'
import type { Voice } from './voice.ts'

/** The first words in a partnership's space: who they are, why they were matched, how to begin. */
export function introduction(view: SpaceView, now: number, voice: Voice): Message {
  const { members, round } = view
  const people: Inline[] = members.flatMap(({ person, user }, index) => [
    ...(index === 0 ? [] : [text(index === members.length - 1 ? ' & ' : ', ')]),
    somebody(user, person.name),
  ])
  const nameOf = (id: string) => members.find(({ person }) => person.id === id)?.person.name ?? ''
  return {
    summary: voice.text('introduction.summary', { number: round.number }),
    notify: members.flatMap(({ user }) => user ?? []),
    blocks: [
      { kind: 'heading', text: voice.text('introduction.heading', { number: round.number }) },
      paragraph(...voice.rich('introduction.meet', { names: people })),
      ...members.flatMap(({ person }) => portrait(person, voice)),
      ...clocks(view, now, voice),
      paragraph(bold(text(voice.text(members.length > 2 ? 'introduction.why.many' : 'introduction.why')))),
      { kind: 'list', ordered: false, items: reasonsInWords(view.reasons, nameOf, voice, 'partners') },
      paragraph(bold(text(voice.text('introduction.begin')))),
      {
        kind: 'list',
        ordered: true,
        items: [
          voice.rich('introduction.begin.1'),
          voice.rich('introduction.begin.2'),
          voice.rich('introduction.begin.3'),
        ],
      },
      { kind: 'note', children: voice.rich('introduction.note') },
    ],
  }
}

/** One person as their partner sees them: nothing that they did not choose to share. */
function portrait(person: SpaceView['members'][number]['person'], voice: Voice): Block[] {
  const facts: { label: string; value: Inline[] }[] = []
  const add = (key: 'sector' | 'languages' | 'interests' | 'wishes' | 'contact' | 'role', value: string) =>
    facts.push({ label: voice.text(`profile.${key}`), value: [text(value)] })
  const work = [person.role, person.workplace].filter((part) => part !== null).join(', ')
  if (work !== '') add('role', work)
  else if (person.sector) add('sector', valueName('sector', person.sector, voice))
  add('languages', languagesOf(person.languages, voice))
  if (person.interests.length > 0) add('interests', interestsOf(person.interests, voice))
  if (person.wishes) add('wishes', person.wishes)
  if (person.contact) add('contact', person.contact)
  return [
    paragraph(
      bold(...voice.rich('introduction.where', { name: person.name, place: placeOf(person, voice) })),
    ),
    { kind: 'fields', fields: facts },
  ]
}

/** How far two partners' clocks are apart at the moment: an hour of the day would soon be untrue. */
function clocks({ members }: SpaceView, now: number, voice: Voice): Block[] {
  const [one, other, third] = members.map(({ person }) => person)
  if (!one?.zone || !other?.zone || third || !knowsZone(one.zone) || !knowsZone(other.zone)) return []
  const ahead = (offsetMinutes(one.zone, now) - offsetMinutes(other.zone, now)) / 60
  if (ahead === 0) return [paragraph(...voice.rich('introduction.clock.same'))]
  const [first, second] = ahead > 0 ? [one, other] : [other, one]
  const values = { hours: Math.abs(ahead), ahead: first.name, behind: second.name }
  return [paragraph(...voice.rich('introduction.clock', values))]
}
