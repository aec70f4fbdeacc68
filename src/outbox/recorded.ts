import { channel } from 'node:diagnostics_channel'
import type { Prisma } from '../database/generated/client.ts'
import { afterCommit } from '../database/transaction.ts'
import type { Tx } from './effect.ts'

/** Wakes the runners of this process: there is work that was not there before. */
export const RECORDED = channel('counterpart:recorded')

/** Lets what a transaction recorded be carried out as soon as it has ended, instead of at the next turn. */
export function wakeAfter(tx: Tx): void {
  afterCommit(tx, () => RECORDED.publish(undefined))
}

/**
 * Puts effects that came to their end in line again, as if they were new.
 *
 * @returns how many there were
 */
export async function tryAgain(tx: Tx, where: Prisma.EffectWhereInput, wallNow: number): Promise<number> {
  const { count } = await tx.effect.updateMany({
    where,
    data: {
      state: 'ready',
      notBefore: new Date(wallNow),
      attempt: 0,
      thrown: 0,
      unclearAt: null,
      doneAt: null,
      error: null,
    },
  })
  if (count > 0) wakeAfter(tx)
  return count
}
