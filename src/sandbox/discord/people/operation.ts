import type { Faults } from '../faults.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Stats } from '../stats.ts'
import type { World } from '../world/world.ts'
import type { Feed } from './feed.ts'
import type { Input } from './who.ts'

export interface ControlParts {
  readonly world: World
  readonly faults: Faults
  readonly stats: Stats
  readonly gateway: Gateway
  readonly feed: Feed
}

/** `gone` tells that nobody waits for the answer any more. */
export type Operation = (input: Input, gone: AbortSignal) => unknown
