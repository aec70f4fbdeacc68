import type { Person } from '../../database/generated/client.ts'
import type { Desk } from '../desk.ts'
import type { ProfileChange } from './check.ts'

/** Saves what a person said of themselves. */
export async function saveProfile(desk: Desk, personId: string, change: ProfileChange): Promise<Person> {
  return desk.prisma.person.update({
    where: { id: personId },
    data: { ...change, profileAt: new Date(desk.clock.now()) },
  })
}

export type CompletePerson = Person & { country: string; zone: string }

/** Whether there is enough to be matched by: name, country, zone and a language. */
export function isComplete(person: Person): person is CompletePerson {
  return (
    person.profileAt !== null &&
    person.country !== null &&
    person.zone !== null &&
    person.languages.length > 0
  )
}
