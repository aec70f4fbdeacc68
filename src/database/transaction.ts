import type { Prisma, PrismaClient } from './generated/client.ts'

/** PostgreSQL's codes for a transaction that lost a race: a deadlock, and what could not be put in an order. */
const LOST_RACES = ['40P01', '40001']
/** What Prisma makes of them where it knows the statement. */
const WRITE_CONFLICT = 'P2034'

/** What waits for a transaction's end. */
const waiting = new WeakMap<object, (() => void)[]>()

const TRIES = 6
/** The longest wait before the second try, ms; each further one may be twice as long. */
const FIRST_WAIT_MS = 25

/**
 * Does `work` in one transaction, whole or not at all. One that lost a race is tried again, so that whatever
 * `work` does beside it is done as often. Inside, nothing but `tx` may be used, and nobody else be waited for.
 */
export async function transaction<T>(
  prisma: PrismaClient,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      const after: (() => void)[] = []
      const done = await prisma.$transaction((tx) => {
        waiting.set(tx, after)
        return work(tx)
      })
      for (const then of after) then()
      return done
    } catch (error) {
      if (tries >= TRIES || !lostARace(error)) throw error
      const wait = FIRST_WAIT_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2)
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

/**
 * Does `then` when what was done with `tx` is saved: after its transaction, and never where that fails; at once where
 * `tx` is in no transaction of ours.
 */
export function afterCommit(tx: Prisma.TransactionClient, then: () => void): void {
  const after = waiting.get(tx)
  if (after) after.push(then)
  else then()
}

/** Whether an error says that a transaction was given up for another's sake. */
export function lostARace(error: unknown): boolean {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 6; depth += 1) {
    const { code, originalCode, cause, meta } = at as Record<string, unknown>
    if (code === WRITE_CONFLICT || LOST_RACES.includes(String(originalCode ?? code))) return true
    at = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  }
  return false
}
