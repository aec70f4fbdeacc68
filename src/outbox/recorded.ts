import { channel } from 'node:diagnostics_channel'
import { afterCommit } from '../database/transaction.ts'
import type { Tx } from './effect.ts'

/** Wakes the runners of this process: there is work that was not there before. */
export const RECORDED = channel('counterpart:recorded')

/** Lets what a transaction recorded be carried out as soon as it has ended, instead of at the next turn. */
export function wakeAfter(tx: Tx): void {
  afterCommit(tx, () => RECORDED.publish(undefined))
}
