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

/** What somebody filled in that could not be taken yet, by account and form. */
export async function loadDraft(
  desk: Desk,
  accountId: string,
  form: string,
): Promise<Record<string, string | string[]> | undefined> {
  const draft = await desk.prisma.formDraft.findUnique({ where: { accountId_form: { accountId, form } } })
  return draft ? (draft.values as Record<string, string | string[]>) : undefined
}

export async function saveDraft(
  desk: Desk,
  accountId: string,
  form: string,
  values: Readonly<Record<string, string | readonly string[]>>,
): Promise<void> {
  const kept = { values: values as Record<string, string | string[]>, at: new Date(desk.clock.now()) }
  await desk.prisma.formDraft.upsert({
    where: { accountId_form: { accountId, form } },
    create: { accountId, form, ...kept },
    update: kept,
  })
}

export async function dropDraft(desk: Desk, accountId: string, form: string): Promise<void> {
  await desk.prisma.formDraft.deleteMany({ where: { accountId, form } })
}
