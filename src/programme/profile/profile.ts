import type { Person } from '../../database/generated/client.ts'
import type { Desk } from '../desk.ts'
import type { ProfileChange } from './check.ts'

const LISTS = ['languages', 'interests', 'canTell', 'wantsToLearn'] as const

/** Saves what a person said of themselves. */
export async function saveProfile(desk: Desk, personId: string, change: ProfileChange): Promise<Person> {
  return desk.prisma.person.update({
    where: { id: personId },
    data: { ...change, ...listsIn(change), profileAt: new Date(desk.clock.now()) },
  })
}

/**
 * A list that is written as it is stands in the plan of its statement, which Prisma makes anew for each other list and
 * keeps, a thousand of them. Said with `set`, it is a parameter.
 */
function listsIn(change: ProfileChange): Partial<Record<(typeof LISTS)[number], { set: string[] }>> {
  return Object.fromEntries(LISTS.flatMap((name) => (change[name] ? [[name, { set: change[name] }]] : [])))
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
