import type { Desk } from '../../../src/programme/desk.ts'
import { joinRound } from '../../../src/programme/joining.ts'
import { addOrganiser } from '../../../src/programme/organisers.ts'
import { meet } from '../../../src/programme/people.ts'
import { saveProfile } from '../../../src/programme/profile/profile.ts'
import { closeRegistration } from '../../../src/programme/rounds/close.ts'
import { computeDraft } from '../../../src/programme/rounds/draft.ts'
import { openRegistration, planRound } from '../../../src/programme/rounds/plan.ts'
import { publishRound } from '../../../src/programme/rounds/publish.ts'
import { makeConnectCode } from '../../../src/programme/setup.ts'
import { programmeOn } from '../../support/desk.ts'
import { STANDS, type Stage, type Stand } from './doings.ts'
import type { Saved, Shelf } from './saved.ts'

/** People of four countries in a programme, and its database as it is at each stand. */
export async function setStages(
  desk: Desk,
  shelf: Shelf,
): Promise<{ stage: Stage; saved: ReadonlyMap<Stand, Saved> }> {
  const { programme, workspace, by } = await programmeOn(desk)
  const somebody = async (user: string, country: string) => {
    const account = await meet(desk, workspace, { user, name: user })
    await saveProfile(desk, account.personId, { country, zone: 'UTC', languages: ['en'], name: user })
    return account
  }
  const people = [await somebody('UA', 'NZ'), await somebody('UB', 'PE')] as const
  const others = [await somebody('UC', 'KE'), await somebody('UD', 'DE')] as const
  const newcomers = [await somebody('UE', 'PL'), await somebody('UF', 'FR')] as const
  const second = await somebody('UG', 'IN')
  await addOrganiser(desk, by, second.personId)
  const code = await makeConnectCode(desk, programme.id, by)
  const reach: Readonly<Record<Stand, () => Promise<unknown>>> = {
    begun: async () => undefined,
    planned: () => planRound(desk, programme, by),
    open: async () => {
      const { id } = await openRegistration(desk, programme, by)
      for (const account of [...people, ...others]) await joinRound(desk, account, id)
    },
    drafted: async () => {
      await closeRegistration(desk, programme, by)
      await computeDraft(desk, programme, by)
    },
    publishing: () => publishRound(desk, programme, undefined, by),
    // By then everybody has a channel.
    running: async () => {
      await desk.prisma.space.updateMany({ data: { ref: 'C1' } })
      await desk.prisma.round.updateMany({ data: { state: 'running' } })
    },
  }
  const saved = new Map<Stand, Saved>()
  for (const stand of STANDS) {
    await reach[stand]()
    saved.set(stand, await shelf.read())
  }
  return { stage: { desk, programme, workspace, organisers: [by, second], people, newcomers, code }, saved }
}
