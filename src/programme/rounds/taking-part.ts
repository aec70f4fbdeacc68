import type { Prisma } from '../../database/generated/client.ts'

/**
 * Who takes part in a round: those who joined (or, once it is published, have a partner), with an account that
 * is still there, and with enough of a profile to be matched. Whoever counts, closes, drafts, publishes or
 * reviews asks this and nothing else.
 */
export const takingPart = (roundId: string) =>
  ({
    roundId,
    state: { in: ['joined', 'matched'] },
    account: { leftAt: null },
    person: { country: { not: null }, zone: { not: null } },
  }) satisfies Prisma.EnrolmentWhereInput
