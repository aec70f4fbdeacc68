import type { PrismaClient } from '../database/generated/client.ts'
import type { Clock } from './clock.ts'

/** What every use case works with. */
export interface Desk {
  readonly prisma: PrismaClient
  readonly clock: Clock
  /** Wall time, epoch ms: for effects, leases and deadlines, which no moved calendar may shift. */
  readonly wall: () => number
  /** The installation's secret: keys the hashes by which we know things again. */
  readonly secret: string
  /** The kinds of effects that are let go of where their round is over before they were begun. */
  readonly letGoWithRound: readonly string[]
  /** The platforms' ids of the workspaces that may have a programme; any, where it is left out. */
  readonly allowed?: ReadonlySet<string>
}
