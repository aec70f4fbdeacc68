import { recordAccess } from './channel-access.ts'
import type { Desk } from './desk.ts'
import { type Trouble, takeNotes } from './each.ts'
import { tendRemovals } from './removals.ts'
import { removeOutdated } from './retention.ts'
import { moveRoundsOn } from './rounds/move-on.ts'
import { recordDueDeliveries } from './topics/due-deliveries.ts'
import { issueTopics } from './topics/issue.ts'
import { lookAtStrangeZones } from './topics/strange-zones.ts'

/**
 * Does what is due by now (epoch ms, calendar time). What is due is computed from the database, so that a
 * missed hour is caught up, and running it twice or in two processes changes nothing. What fails keeps
 * nothing else waiting. Throws where the database cannot be asked.
 *
 * @returns what could not be done, and is to be said in the log: its organisers see the same reference
 */
export async function runDue(desk: Desk, now: number): Promise<readonly Trouble[]> {
  const { attempt, close } = await takeNotes(desk)
  await issueTopics(desk, now, attempt)
  await recordDueDeliveries(desk, now, attempt)
  await recordAccess(desk, attempt)
  await moveRoundsOn(desk, attempt)
  await lookAtStrangeZones(desk, attempt)
  await tendRemovals(desk, attempt)
  await removeOutdated(desk, now)
  return close()
}
