import type { Account } from '../database/generated/client.ts'
import { oneAtATime } from '../database/one-at-a-time.ts'
import { transaction } from '../database/transaction.ts'
import type { EffectWanted, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { OPEN_PURPOSES } from './channels.ts'
import type { Desk } from './desk.ts'
import { type Attempt, plainly } from './each.ts'

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
    where: { accounts: { some: { accessDue: true } } },
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
      include: { workspace: { select: { programmeId: true } } },
      orderBy: { id: 'asc' },
    })
    if (accounts.length === 0) return 0
    await tx.account.updateMany({
      where: { id: { in: accounts.map(({ id }) => id) } },
      data: { accessDue: false },
    })
    const effects = [...groups(accounts)].flatMap((some) => effectsFor(some))
    await recordEffects(tx, effects, desk.wall())
    return effects.length
  })
}

type Waiting = Account & { workspace: { programmeId: string } }

/** At most `AT_ONCE` people each. */
function* groups(accounts: readonly Waiting[]): Iterable<readonly [Waiting, ...Waiting[]]> {
  for (let from = 0; from < accounts.length; from += AT_ONCE) {
    const [first, ...others] = accounts.slice(from, from + AT_ONCE)
    if (first) yield [first, ...others]
  }
}

function effectsFor(some: readonly [Waiting, ...Waiting[]]): EffectWanted[] {
  const [{ id, workspaceId, workspace }] = some
  return OPEN_PURPOSES.map((purpose) => ({
    programmeId: workspace.programmeId,
    workspaceId,
    kind: 'channel-access' as const,
    // An account is let in once, so that the first of them names them all.
    key: `${workspaceId}:${purpose}:${id}`,
    payload: { purpose, accountIds: some.map((account) => account.id) },
  }))
}
