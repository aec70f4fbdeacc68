import type { Account, Person, Programme, Workspace } from '../../src/database/generated/client.ts'
import type { Database } from '../../src/database/open.ts'
import { LET_GO_WITH_ROUND } from '../../src/deliveries/kinds.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { meet } from '../../src/programme/people.ts'
import { saveProfile } from '../../src/programme/profile/profile.ts'
import { currentRound } from '../../src/programme/rounds/current.ts'
import { startProgramme } from '../../src/programme/setup.ts'

/** A calendar that a test moves. */
export interface TestClock {
  at: number
}

export function deskOn(database: Database, clock: TestClock): Desk {
  return {
    get prisma() {
      return database.prisma
    },
    clock: { now: () => clock.at },
    wall: Date.now,
    secret: 'a secret for tests',
    letGoWithRound: LET_GO_WITH_ROUND,
  }
}

export const TOPICS = ['First', 'Second', 'Third', 'Fourth'].map((title) => ({
  slug: title.toLowerCase(),
  title,
  question: `What of ${title}?`,
  suggestions: ['One', 'Two', 'Three', 'Four'],
  introduction: `About ${title}.`,
}))

/** A programme on Slack whose channels are there, and its organiser, by whom things are done. */
export async function programmeOn(
  desk: Desk,
  externalId = 'T1',
): Promise<{ programme: Programme; workspace: Workspace; by: Account }> {
  const made = await startProgramme(
    desk,
    { platform: 'slack', externalId, name: 'A workspace' },
    { user: 'UORG', name: 'Organiser' },
    { name: 'A programme', zone: 'Europe/London' },
    TOPICS,
  )
  await desk.prisma.effect.deleteMany({ where: { programmeId: made.programme.id } })
  const workspace = await desk.prisma.workspace.update({
    where: { id: made.workspace.id },
    data: { announcementsRef: 'CNEWS', forumRef: 'CFORUM', forumKind: 'text', organisersRef: 'CORG' },
  })
  const by = await desk.prisma.account.findFirstOrThrow({ where: { workspaceId: workspace.id } })
  return { programme: made.programme, workspace, by }
}

/** Somebody with enough of a profile to be matched. */
async function personIn(
  desk: Desk,
  workspace: Workspace,
  user: string,
  country: string,
  zone: string,
): Promise<Person> {
  const account = await meet(desk, workspace, { user, name: `Person ${user}` })
  return saveProfile(desk, account.personId, { country, zone, languages: ['en'], name: `Person ${user}` })
}

/** The same, and they have joined the open round. */
export async function joinedIn(
  desk: Desk,
  workspace: Workspace,
  user: string,
  country: string,
  zone = 'UTC',
): Promise<Person> {
  const person = await personIn(desk, workspace, user, country, zone)
  const account = await desk.prisma.account.findFirstOrThrow({ where: { personId: person.id } })
  const round = await currentRound(desk, workspace.programmeId)
  await joinRound(desk, account, round?.id ?? '')
  return person
}
