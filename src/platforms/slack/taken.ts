import type { Bot } from './bot.ts'

/**
 * How long a channel that should be ours may be missing from a listing before we believe that somebody
 * else has its name, ms: Slack's lists can lag behind.
 */
const LAG = 30_000
const LEAST_LAG = 1_500
const REMEMBERED = 2_000

/** Remembers since when a name has been taken by nobody we can see. */
export interface TakenNames {
  /** When to look again, or undefined once it has been long enough to believe in a stranger. */
  lookAgain(name: string): { readonly kind: 'retryAt'; readonly at: number; readonly why: string } | undefined
  /** It is ours after all. */
  found(name: string): void
}

export function createTakenNames({ wall, scale }: Pick<Bot, 'wall' | 'scale'>): TakenNames {
  const since = new Map<string, number>()
  const patience = Math.max(LEAST_LAG, LAG / scale)
  return {
    lookAgain(name) {
      const first = since.get(name) ?? wall()
      since.set(name, first)
      const [oldest] = since.keys()
      if (since.size > REMEMBERED && oldest !== undefined) since.delete(oldest)
      if (wall() >= first + patience) return undefined
      return { kind: 'retryAt', at: first + patience, why: 'name taken, not listed yet' }
    },
    found: (name) => void since.delete(name),
  }
}
