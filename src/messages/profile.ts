import { isolated } from '../chat/isolate.ts'
import { type Block, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { Person } from '../database/generated/client.ts'
import { onlyZone, zoneCity } from '../programme/lookup/zones.ts'
import { clockTime } from './moments.ts'
import { interestsOf, languagesOf, placeOf, type Question, valueName } from './people.ts'
import { PAGE_TITLES } from './profile-form.ts'
import type { Voice } from './voice.ts'

/** A profile as the partner will see it. */
export function profileFields(person: Person, voice: Voice): Block {
  const fields: { label: string; value: Inline[] }[] = []
  const add = (key: ProfileKey, value: string | null) => {
    if (value) fields.push({ label: voice.text(`profile.${key}`), value: [text(isolated(value))] })
  }
  const named = (question: Question, value: string | null) => value && valueName(question, value, voice)
  const interests = (ids: readonly string[]) => (ids.length > 0 ? interestsOf(ids, voice) : null)
  add('name', person.name)
  add('where', placeOf(person, voice))
  add('languages', person.languages.length > 0 ? languagesOf(person.languages, voice) : null)
  add('sector', named('sector', person.sector))
  add('workplace', person.workplace)
  add('role', person.role)
  add('careerStage', named('stage', person.careerStage))
  add('interests', interests(person.interests))
  add('canTell', interests(person.canTell))
  add('wantsToLearn', interests(person.wantsToLearn))
  add('wishes', person.wishes)
  const touch = [named('frequency', person.frequency), named('medium', person.medium)].filter(Boolean)
  add('touch', touch.join(', '))
  add('contact', person.contact)
  return { kind: 'fields', fields }
}

type ProfileKey =
  | 'name'
  | 'where'
  | 'languages'
  | 'sector'
  | 'workplace'
  | 'role'
  | 'careerStage'
  | 'interests'
  | 'canTell'
  | 'wantsToLearn'
  | 'wishes'
  | 'touch'
  | 'contact'

/** The answer to the command that shows one's own profile. */
export function profileCard(person: Person, voice: Voice): Message {
  return {
    summary: voice.text('profile.heading'),
    blocks: [
      { kind: 'heading', text: voice.text('profile.heading') },
      paragraph(...voice.rich('profile.intro')),
      profileFields(person, voice),
      { kind: 'note', children: voice.rich('profile.private') },
      paragraph(...voice.rich('profile.change')),
      buttons(
        ...PAGE_TITLES.map((title, page) => ({
          label: voice.text(title),
          id: voice.press('profile-page', String(page)),
        })),
      ),
    ],
  }
}

/** How what somebody wrote of where they live was read, to be seen by whoever was misread. */
export function understood({ person, now }: { person: Person; now: number }, voice: Voice): Block[] {
  const { country, zone } = person
  if (country === null || zone === null) return []
  const told = person.place !== null || onlyZone(country, now) !== undefined
  return [
    paragraph(
      ...voice.rich(told ? 'profile.understood' : 'profile.understood.zone', {
        place: placeOf(person, voice),
        city: zoneCity(zone),
        time: clockTime(now, zone, voice.locale),
      }),
    ),
    buttons({ label: voice.text('profile.understood.wrong'), id: voice.press('profile-page', '0') }),
  ]
}

/** Before joining a further round: the profile as it is, to be confirmed or changed. */
export function stillRight(person: Person, round: { id: string; number: number }, voice: Voice): Message {
  return {
    summary: voice.text('join.still-right', { number: round.number }),
    blocks: [
      paragraph(...voice.rich('join.still-right', { number: round.number })),
      profileFields(person, voice),
      paragraph(...voice.rich('join.conduct')),
      buttons(
        { label: voice.text('join.yes'), id: voice.press('join-now', round.id), style: 'primary' },
        { label: voice.text('join.change'), id: voice.press('join-change', round.id) },
      ),
    ],
  }
}
