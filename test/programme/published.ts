import type { Person, Programme, Workspace } from '../../src/database/generated/client.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { joinedIn, programmeOn } from '../support/desk.ts'

export interface Published {
  readonly programme: Programme
  readonly workspace: Workspace
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
  const { programme, workspace } = await programmeOn(desk, externalId)
  await openRegistration(desk, programme)
  const persons = []
  for (const [user, country] of people) persons.push(await joinedIn(desk, workspace, user, country))
  await closeRegistration(desk, programme)
  await computeDraft(desk, programme)
  await publishRound(desk, programme, undefined)
  return { programme, workspace, persons }
}
