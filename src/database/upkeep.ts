import type { PrismaClient } from './generated/client.ts'

const HOUR_MS = 3_600_000

/**
 * Has the embedded database do each hour what a PostgreSQL of many processes does by itself: it gives back the room of
 * rows that were changed or removed, and learns how its tables look, without which it plans joins of many rows badly.
 *
 * @returns ends it
 */
export function startUpkeep(prisma: PrismaClient, everyMs = HOUR_MS): () => void {
  let atIt = false
  const keepUp = () => {
    if (atIt) return
    atIt = true
    prisma
      .$executeRawUnsafe('VACUUM (ANALYZE)')
      // Left for the next time, as on a full disk.
      .catch(() => undefined)
      .finally(() => {
        atIt = false
      })
  }
  const timer = setInterval(keepUp, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
