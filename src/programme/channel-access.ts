import type { Account } from '../database/generated/client.ts'
import { oneAtATime } from '../database/one-at-a-time.ts'
import { transaction } from '../database/transaction.ts'
import type { EffectWanted, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import type { Desk } from './desk.ts'
import { type Attempt, plainly } from './each.ts'
import { OPEN_PURPOSES, type OpenPurpose } from './open-purposes.ts'

/** How many people one request lets in: what every platform takes at once. */
const AT_ONCE = 100

/**
 * Notes that somebody takes part, and so should be in the programme's public channels where nobody is in a
 * channel unasked. Once for each account: whoever walks out of a channel is not brought back.
 */
export async function wishAccess(tx: Tx, desk: Desk, accountId: string): Promise<void> {
  await tx.account.updateMany({
    where: { id: accountId, accessWishedAt: null },
    data: { accessWishedAt: new Date(desk.clock.now()), accessDue: true },
  })
}

/** Records that those who have come to take part are let in, many at a time. */
export async function recordAccess(desk: Desk, attempt: Attempt = plainly): Promise<number> {
  const workspaces = await desk.prisma.workspace.findMany({
    where: { disconnectedAt: null, accounts: { some: { accessDue: true } } },
    select: { id: true, programmeId: true },
  })
  let recorded = 0
  for (const { id: subject, programmeId } of workspaces) {
    await attempt({ programmeId, kind: 'access', subject }, async () => {
      recorded += await recordAccessTo(desk, subject)
    })
  }
  return recorded
}

function recordAccessTo(desk: Desk, workspaceId: string): Promise<number> {
  return transaction(desk.prisma, async (tx) => {
    await oneAtATime(tx, 'due')
    const accounts = await tx.account.findMany({
      where: { workspaceId, accessDue: true },
      orderBy: { id: 'asc' },
    })
    if (accounts.length === 0) return 0
    await tx.account.updateMany({
      where: { id: { in: accounts.map(({ id }) => id) } },
      data: { accessDue: false },
    })
    // An account is let in once, so that the first of them names them all.
    const effects = [...groups(accounts)].flatMap((some) =>
      OPEN_PURPOSES.map((purpose) => accessOf(some, purpose, '')),
    )
    await recordEffects(tx, effects, desk.wall())
    return effects.length
  })
}

/** At most `AT_ONCE` people each. */
function* groups(accounts: readonly Account[]): Iterable<readonly [Account, ...Account[]]> {
  for (let from = 0; from < accounts.length; from += AT_ONCE) {
    const [first, ...others] = accounts.slice(from, from + AT_ONCE)
    if (first) yield [first, ...others]
  }
}

/** Records that everybody who was let into a channel is let into another that has come in its place. */
export async function letAllInto(
  tx: Tx,
  desk: Desk,
  workspaceId: string,
  purpose: OpenPurpose,
  ref: string,
): Promise<void> {
  const accounts = await tx.account.findMany({
    where: { workspaceId, leftAt: null, accessWishedAt: { not: null }, accessDue: false },
    orderBy: { id: 'asc' },
  })
  const effects = [...groups(accounts)].map((some) => accessOf(some, purpose, `:${ref}`))
  await recordEffects(tx, effects, desk.wall())
}

function accessOf(some: readonly [Account, ...Account[]], purpose: OpenPurpose, where: string): EffectWanted {
  const [{ id, programmeId, workspaceId }] = some
  return {
    programmeId,
    workspaceId,
    kind: 'channel-access',
    key: `${workspaceId}:${purpose}:${id}${where}`,
    payload: { purpose, accountIds: some.map((account) => account.id) },
  }
}
