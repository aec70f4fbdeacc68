/** How often something may be done: `perMinute` in the long run, `burst` of them at once. */
export interface Quota {
  /** What is counted together, such as a method in a workspace. */
  readonly key: string
  readonly perMinute: number
  readonly burst: number
}

/** A place in the queue: wait `inMs` and go, or come again at `at` (epoch ms, wall time). */
type Slot = { readonly kind: 'go'; readonly inMs: number } | { readonly kind: 'later'; readonly at: number }

/**
 * Keeps what we send below a platform's limits before the platform complains. Pure but for its clock:
 * the caller does the waiting.
 */
export interface Budget {
  /**
   * Takes one from each quota. Where there is no room within `patienceMs`, whoever gives a `ticket` (the
   * key of their deed) gets a place of their own in the queue: they are told when it is their turn, and
   * coming back then with the same ticket they go at once. So a crowd that is sent away does not meet again.
   */
  take(quotas: readonly Quota[], patienceMs: number, ticket?: string): Slot
  /** The platform said to wait: nothing of this key goes before `until` (epoch ms). */
  hold(key: string, until: number): void
  /** How many of this quota may go at once, below nothing where places are booked; when all may, epoch ms. */
  room(quota: Quota): { readonly left: number; readonly fullAt: number }
}

/** A budget that several processes draw from. */
export interface SharedBudget {
  /** Resolves when one of this quota may go. Rejects where that cannot be told: nothing may go then. */
  turn(quota: Quota): Promise<void>
}

export interface BudgetOptions {
  /** Wall time, epoch ms. */
  readonly wall?: () => number
  /** Multiplies all rates (not the bursts): 1 for a real platform, more for a local one that runs faster. */
  readonly scale?: number
}

/** A ticket whose owner does not come back is forgotten after this, ms. */
const TICKET_LIVES = 300_000
/** Beyond so many remembered keys those that no longer matter are dropped. */
const KEYS = 5_000

/**
 * The generic cell rate algorithm (ITU-T I.371): a key remembers the one instant at which its bucket will
 * be full again, from which follows when the next may go.
 */
export function createBudget({ wall = Date.now, scale = 1 }: BudgetOptions = {}): Budget {
  const fullAgain = new Map<string, number>()
  const heldUntil = new Map<string, number>()
  const tickets = new Map<string, number>()

  const stepOf = (quota: Quota) => 60_000 / (quota.perMinute * scale)

  function earliest(quotas: readonly Quota[], now: number): number {
    const starts = quotas.map((quota) => (fullAgain.get(quota.key) ?? 0) - (quota.burst - 1) * stepOf(quota))
    return Math.max(now, ...starts)
  }

  function book(quotas: readonly Quota[], at: number): void {
    for (const quota of quotas) {
      fullAgain.set(quota.key, Math.max(fullAgain.get(quota.key) ?? 0, at) + stepOf(quota))
    }
  }

  function tidy(now: number): void {
    if (fullAgain.size > KEYS) for (const [key, at] of fullAgain) if (at <= now) fullAgain.delete(key)
    if (tickets.size > KEYS) {
      for (const [ticket, at] of tickets) if (at + TICKET_LIVES <= now) tickets.delete(ticket)
    }
  }

  return {
    take(quotas, patienceMs, ticket) {
      const now = wall()
      tidy(now)
      const held = Math.max(0, ...quotas.map((quota) => heldUntil.get(quota.key) ?? 0))
      const booked = ticket === undefined ? undefined : tickets.get(ticket)
      const at = Math.max(booked ?? earliest(quotas, now), held)
      if (at - now <= patienceMs) {
        if (booked === undefined) book(quotas, at)
        else if (ticket !== undefined) tickets.delete(ticket)
        return { kind: 'go', inMs: Math.max(0, at - now) }
      }
      if (ticket !== undefined && booked === undefined) {
        book(quotas, at)
        tickets.set(ticket, at)
      }
      return { kind: 'later', at: Math.ceil(at) }
    },
    hold(key, until) {
      heldUntil.set(key, Math.max(heldUntil.get(key) ?? 0, until))
    },
    room(quota) {
      const now = wall()
      const fullAt = Math.max(now, fullAgain.get(quota.key) ?? 0, heldUntil.get(quota.key) ?? 0)
      return { left: quota.burst - (fullAt - now) / stepOf(quota), fullAt }
    },
  }
}
