import type { Round, Workspace } from '../../database/generated/client.ts'
import type { Unmatched } from '../../matching/result.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { calling } from './announcing.ts'
import { WHY_NOT } from './why-not.ts'

/** Nobody is left out without being told why: those without a partner are called to read their news. */
export async function tellTheRest(
  tx: Tx,
  round: Round,
  workspaces: readonly Workspace[],
  unmatched: readonly Unmatched[],
  now: Date,
): Promise<EffectWanted[]> {
  for (const why of new Set(unmatched.map((one) => one.why))) {
    const personIds = unmatched.filter((one) => one.why === why).map(({ id }) => id)
    await tx.enrolment.updateMany({
      where: { roundId: round.id, personId: { in: personIds } },
      data: { state: 'unmatched', why: WHY_NOT[why], changedAt: now },
    })
  }
  const left = await tx.enrolment.findMany({
    where: { roundId: round.id, state: { in: ['unmatched', 'waitlisted'] } },
    select: { personId: true, account: { select: { id: true, workspaceId: true } } },
  })
  await tx.person.updateMany({
    where: { id: { in: left.map(({ personId }) => personId) } },
    data: { waited: { increment: 1 } },
  })
  return workspaces.flatMap((workspace) => {
    const there = left.flatMap(({ account }) => (account.workspaceId === workspace.id ? [account.id] : []))
    return calling(round, workspace, 'news', there)
  })
}
