import type { Desk } from './desk.ts'

const DAY_MS = 24 * 3_600_000

/**
 * How long what has served its purpose is kept, ms. What is not here stays: what was done for a programme as a
 * whole (its channels, who was let into them) is not to be done again.
 */
export const KEPT_MS = {
  /** After its round: half a year, in which organisers may still ask what became of a post. */
  effectsOfARound: 180 * DAY_MS,
  /** After a code has run out, used or not: a month, in which “that code is no longer valid” is a true answer. */
  connectCodes: 30 * DAY_MS,
  /** A form that was begun: a quarter of a year, longer than somebody waits for the next round to open. */
  formDrafts: 90 * DAY_MS,
} as const

/** How many rows one statement removes: few enough that nobody waits for it. */
const AT_ONCE = 5_000

/** Removes what was kept for its time. @param now epoch ms, calendar time */
export async function removeOutdated(desk: Desk, now: number): Promise<void> {
  const { prisma, wall } = desk
  const ended = new Date(now - KEPT_MS.effectsOfARound)
  let removed = AT_ONCE
  while (removed === AT_ONCE) {
    removed = await prisma.$executeRaw`
      DELETE FROM "Effect" WHERE "id" IN (
        SELECT e."id" FROM "Round" r JOIN "Effect" e ON e."roundId" = r."id"
         WHERE r."state" = 'closed' AND r."endedAt" < ${ended} AND e."state" IN ('done', 'failed', 'dropped')
         LIMIT ${AT_ONCE})`
  }
  await prisma.connectCode.deleteMany({
    where: { expiresAt: { lt: new Date(wall() - KEPT_MS.connectCodes) } },
  })
  await prisma.formDraft.deleteMany({ where: { at: { lt: new Date(now - KEPT_MS.formDrafts) } } })
}
