import type { Account, Person, Programme, Workspace } from '../../src/database/generated/client.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { joinedIn, programmeOn } from './desk.ts'

export interface Published {
  readonly programme: Programme
  readonly workspace: Workspace
  readonly by: Account
  readonly persons: readonly Person[]
}

/** A programme of its own whose round of these people (user and country) has just been published. */
export async function published(
  desk: Desk,
  externalId: string,
  people: readonly (readonly [string, string])[] = [
    ['U1', 'NZ'],
    ['U2', 'PE'],
  ],
): Promise<Published> {
  const { programme, workspace, by } = await programmeOn(desk, externalId)
  await openRegistration(desk, programme, by)
  const persons = []
  for (const [user, country] of people) persons.push(await joinedIn(desk, workspace, user, country))
  await closeRegistration(desk, programme, by)
  await computeDraft(desk, programme, by)
  await publishRound(desk, programme, undefined, by)
  return { programme, workspace, by, persons }
}
