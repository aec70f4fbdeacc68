import type { Rights, Role } from '../chat/command.ts'
import { isLeaderless } from '../programme/organisers.ts'
import { isCoordinator, isOrganiser, organiserNames, takesPart } from '../programme/people.ts'
import { Problem } from '../programme/problem.ts'
import type { Visit } from './context.ts'

/** Whether somebody is one of these at this moment: asked of the database or the platform each time. */
const IS: Readonly<Record<Role, (visit: Visit) => Promise<boolean> | boolean>> = {
  anybody: () => true,
  participant: ({ desk, here }) => here !== undefined && takesPart(desk, here.account.person),
  coordinator: ({ desk, here }) =>
    here !== undefined && isCoordinator(desk, here.programme.id, here.account.personId),
  organiser: ({ desk, here }) =>
    here !== undefined && isOrganiser(desk, here.programme.id, here.account.personId),
  manager: (visit) => visit.manages(),
  successor: async (visit) =>
    visit.here !== undefined && (await isLeaderless(visit.desk, visit.here.programme.id)) && visit.manages(),
}

/** How somebody who may not is told, by the first of those who may. */
const REFUSALS: Readonly<Record<Role, (visit: Visit) => Promise<Problem> | Problem>> = {
  anybody: () => new Problem('stale'),
  participant: () => new Problem('not-enrolled'),
  coordinator: notOrganiser,
  organiser: notOrganiser,
  manager: ({ voice }) => new Problem('not-manager', { command: voice.command('programme') }),
  successor: notOrganiser,
}

async function notOrganiser({ desk, voice, here }: Visit): Promise<Problem> {
  if (here && (await isLeaderless(desk, here.programme.id)))
    return new Problem('no-organiser-left', { command: voice.command('programme') })
  const names = here ? await organiserNames(desk, here.programme.id) : []
  return new Problem('not-organiser', { organisers: voice.and(names) })
}

/**
 * The one place where rights are checked, right before what they are for is done.
 *
 * @throws Problem that says who may
 */
export async function requireRights(visit: Visit, rights: Rights): Promise<void> {
  for (const role of rights) if (await IS[role](visit)) return
  const [first = 'anybody'] = rights
  throw await REFUSALS[first](visit)
}
