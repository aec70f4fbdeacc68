import type { Prisma } from './generated/client.ts'

/** Numbers by which PostgreSQL knows our advisory locks, whoever takes them. */
const LOCKS = { due: 7_102_027, convert: 7_102_028 } as const

/**
 * Waits until no other process is at this kind of work, and keeps the others waiting until the
 * transaction ends. What is read after it is what the one before left.
 */
export async function oneAtATime(tx: Prisma.TransactionClient, work: keyof typeof LOCKS): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${LOCKS[work]}::bigint)::text`
}
