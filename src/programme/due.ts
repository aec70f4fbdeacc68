import { recordAccess } from './channel-access.ts'
import type { Desk } from './desk.ts'
import { removeOutdated } from './retention.ts'
import { finishRounds } from './rounds/finish.ts'
import { issueTopics, recordDueDeliveries } from './topics/issue.ts'

/**
 * Does what is due by now (epoch ms, calendar time). What is due is computed from the database, so that a
 * missed hour is caught up, and running it twice or in two processes changes nothing.
 *
 * @returns whether anything new waits to be carried out
 */
export async function runDue(desk: Desk, now: number): Promise<boolean> {
  await issueTopics(desk, now)
  const recorded = (await recordDueDeliveries(desk, now)) + (await recordAccess(desk))
  await finishRounds(desk)
  await removeOutdated(desk, now)
  return recorded > 0
}
