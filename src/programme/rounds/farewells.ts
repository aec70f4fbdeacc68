import type { Round } from '../../database/generated/client.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { newsFor } from '../private-news.ts'
import { stepOf } from '../spaces/spaces.ts'

/**
 * What is said to everybody who was given a partner and has not left, once each, when their round ends: a farewell in
 * their space, though they may be alone in it by then, or where none was opened a word in private. A space in which
 * nobody is left is closed without a word.
 */
export async function farewellsOf(tx: Tx, round: Pick<Round, 'id' | 'programmeId'>): Promise<EffectWanted[]> {
  const spaces = await tx.space.findMany({
    where: { closedAt: null, workspace: { disconnectedAt: null }, partnership: { roundId: round.id } },
    include: {
      partnership: {
        select: {
          programmeId: true,
          roundId: true,
          members: {
            where: { leftAt: null },
            select: { personId: true, account: { select: { id: true, workspaceId: true } } },
          },
        },
      },
    },
  })
  const steps: EffectWanted[] = []
  const without = []
  for (const space of spaces) {
    const here = space.partnership.members.filter(({ account }) => account.workspaceId === space.workspaceId)
    if (space.ref === null) without.push(...here)
    else steps.push(stepOf(space, here.length === 0 ? 'close-space' : 'farewell'))
  }
  await haveWaited(
    tx,
    round.id,
    without.map(({ personId }) => personId),
  )
  const accounts = without.map(({ account }) => account)
  return [...steps, ...newsFor(round, 'ended', accounts)]
}

/** Those who had a partner and never a channel come first in the next round, as those who were left alone do already. */
async function haveWaited(tx: Tx, roundId: string, personIds: readonly string[]): Promise<void> {
  await tx.person.updateMany({
    where: { id: { in: [...personIds] }, enrolments: { some: { roundId, state: 'matched' } } },
    data: { waited: { increment: 1 } },
  })
}
