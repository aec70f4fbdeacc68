import type { Account, Round } from '../database/generated/client.ts'
import type { EffectWanted } from '../outbox/effect.ts'
import type { Desk } from './desk.ts'

/**
 * What is told to one person alone: what became of their place, that the round they waited for is open, or that the
 * one they had joined was called off, or ended before they had a channel in it.
 */
export type News = 'place' | 'open' | 'called-off' | 'ended'

/**
 * News of a round for each of some accounts. Whoever hears the same twice hears it once.
 *
 * @param again where it is true for another time, when that was: then they hear it again
 */
export function newsFor(
  { id: roundId, programmeId }: Pick<Round, 'id' | 'programmeId'>,
  what: News,
  accounts: readonly Pick<Account, 'id' | 'workspaceId'>[],
  again?: Date,
): EffectWanted[] {
  return accounts.map(({ id: accountId, workspaceId }) => ({
    programmeId,
    workspaceId,
    roundId,
    kind: 'private-news',
    key: [what, roundId, accountId, ...(again ? [again.getTime()] : [])].join(':'),
    payload: { what, accountId },
  }))
}

/** Whom news is for; undefined where they are not in the workspace any more. */
export async function recipientOf({ prisma }: Desk, accountId: string): Promise<Account | undefined> {
  return (await prisma.account.findFirst({ where: { id: accountId, leftAt: null } })) ?? undefined
}

/** Notes where only this person and the bot are. */
export async function keepPrivatePlace({ prisma }: Desk, accountId: string, ref: string): Promise<void> {
  await prisma.account.update({ where: { id: accountId }, data: { privateRef: ref } })
}
