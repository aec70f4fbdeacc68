import type { PrismaClient } from '../database/generated/client.ts'
import { QUIET_MS } from '../port/outcome.ts'

/**
 * For a process that is known to be the only one on its database, at its start: whoever was calling is
 * dead, so that what they called need not wait for its lease, only until nothing can be on its way.
 */
export async function takeOverFromDead(prisma: PrismaClient, wallNow: number): Promise<number> {
  const { count } = await prisma.effect.updateMany({
    where: { state: 'calling' },
    data: { state: 'unknown', leaseUntil: null, notBefore: new Date(wallNow + QUIET_MS) },
  })
  await prisma.effect.updateMany({ where: { state: 'claimed' }, data: { leaseUntil: new Date(wallNow) } })
  return count
}
