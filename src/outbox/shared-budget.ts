import type { PrismaClient } from '../database/generated/client.ts'
import type { Quota, SharedBudget } from '../port/budget.ts'

/** How many are booked at once, so that not every call costs a statement. */
const SLICE = 8
/** Whoever comes later than this after a slice's end gets none of what it left: it counted then, not now. */
const STALE_MS = 250

interface Slice {
  left: number
  /** When the next of it may go, by this machine's steady clock, ms. */
  next: number
}

/**
 * Keeps several processes together below a limit that counts all their calls: the generic cell rate
 * algorithm on one row for each key, of which a process books some places at a time.
 */
export function createSharedBudget(prisma: PrismaClient): SharedBudget {
  const slices = new Map<string, Slice>()
  const queues = new Map<string, Promise<unknown>>()

  /** One after another, a step apart: after a stop of this machine nothing is caught up at once. */
  async function go(quota: Quota): Promise<void> {
    const step = 60_000 / quota.perMinute
    let slice = slices.get(quota.key)
    if (!slice || slice.left === 0 || performance.now() > slice.next + slice.left * step + STALE_MS) {
      const wait = await book(prisma, quota, SLICE)
      slice = { left: SLICE, next: performance.now() + wait }
      slices.set(quota.key, slice)
    }
    slice.left -= 1
    const wait = slice.next - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    slice.next = performance.now() + step
  }

  return {
    turn(quota) {
      const before = queues.get(quota.key) ?? Promise.resolve()
      const mine = before.then(
        () => go(quota),
        () => go(quota),
      )
      queues.set(quota.key, mine)
      return mine
    },
  }
}

/**
 * Books so many places after those that were booked before.
 *
 * @returns in how many ms the first of them comes; each further one a step later
 */
async function book(prisma: PrismaClient, quota: Quota, places: number): Promise<number> {
  const step = 60 / quota.perMinute
  const span = places * step
  const ahead = span + (quota.burst - 1) * step
  const [row] = await prisma.$queryRaw<{ waitMs: number }[]>`
    INSERT INTO "Pace" AS p ("key", "fullAgain")
    VALUES (${quota.key}, clock_timestamp() + make_interval(secs => ${span}::float8))
    ON CONFLICT ("key") DO UPDATE
       SET "fullAgain" = greatest(p."fullAgain", clock_timestamp()) + make_interval(secs => ${span}::float8)
    RETURNING 1000 * extract(epoch FROM p."fullAgain" - clock_timestamp())::float8
              - 1000 * ${ahead}::float8 AS "waitMs"`
  return Math.max(0, row?.waitMs ?? 0)
}
