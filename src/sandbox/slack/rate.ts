import { performance } from 'node:perf_hooks'

/**
 * Slack's tiers, in calls a minute for one method, one workspace and one app. `special` stands for methods
 * that Slack limits generously and does not put a number on.
 */
const TIERS = { t1: 1, t2: 20, t3: 50, t4: 100, special: 600 } as const
export type Tier = keyof typeof TIERS

export interface Quota {
  readonly key: string
  readonly perMinute: number
  /** How many may come at once. */
  readonly burst: number
}

/** Channels are named by whoever posts, and need not exist. */
const MOST_BUCKETS = 20_000

interface Bucket {
  left: number
  at: number
}

/** One message a second into a channel, a few more for a moment. */
export const perChannel = (key: string): Quota => ({ key: `channel:${key}`, perMinute: 60, burst: 4 })
/** The cap of a workspace, of which Slack says no more than "several hundred a minute". */
export const perWorkspace = (key: string): Quota => ({ key: `workspace:${key}`, perMinute: 300, burst: 300 })
export const perMethod = (key: string, tier: Tier): Quota => ({
  key: `method:${key}`,
  perMinute: TIERS[tier],
  burst: TIERS[tier],
})

/** Token buckets on a clock that can run faster than the real one. */
export class Limits {
  readonly #buckets = new Map<string, Bucket>()
  scale: number

  constructor(scale: number) {
    this.scale = scale
  }

  /** Takes one from each quota, or none and says how many real milliseconds to wait. */
  take(quotas: readonly Quota[]): number {
    const now = performance.now()
    if (this.#buckets.size > MOST_BUCKETS) this.#forgetFull(now)
    let wait = 0
    const filled = quotas.map((quota) => {
      const perMs = (quota.perMinute * this.scale) / 60_000
      const bucket = this.#buckets.get(quota.key) ?? { left: quota.burst, at: now }
      bucket.left = Math.min(quota.burst, bucket.left + (now - bucket.at) * perMs)
      bucket.at = now
      this.#buckets.set(quota.key, bucket)
      if (bucket.left < 1) wait = Math.max(wait, (1 - bucket.left) / perMs)
      return bucket
    })
    if (wait === 0) for (const bucket of filled) bucket.left -= 1
    return wait
  }

  /** A bucket that nobody took from for a minute is as full as a new one. */
  #forgetFull(now: number): void {
    for (const [key, { at }] of this.#buckets) {
      if ((now - at) * this.scale > 60_000) this.#buckets.delete(key)
    }
  }
}
