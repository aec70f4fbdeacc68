import type { Effect, Round } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { UNDER_WAY, UNKNOWN_KIND } from '../../outbox/effect.ts'
import { tryAgain } from '../../outbox/record.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'
import { nextTopicDay } from '../topics/next.ts'
import { type TroubleSeen, troublesOf } from '../troubles.ts'
import { connectedIn } from '../workspaces.ts'
import { currentRound } from './current.ts'
import { howManyTakePart } from './taking-part.ts'

/** Something that needs an organiser. */
export interface Failure {
  readonly id: string
  readonly kind: string
  readonly error: string
  readonly workspaceId: string
  /** The names of those whom it is about, and nobody else. */
  readonly people: readonly string[]
}

export interface RoundStatus {
  readonly round: Round
  /** As of when, epoch ms, wall time. */
  readonly at: number
  readonly joined: number
  readonly countries: number
  readonly waitlisted: number
  readonly unmatched: number
  readonly withdrawn: number
  readonly partnerships: number
  readonly spacesOpen: number
  readonly introduced: number
  readonly promptsPosted: number
  readonly promptsDue: number
  readonly underWay: number
  readonly failures: readonly Failure[]
  readonly failureCount: number
  /** How much a newer version recorded that this one does not know: it is left until that is started again. */
  readonly unknownKinds: number
  /** What has been tried for over an hour, again and again, without a permission being missing: the oldest. */
  readonly delayed: (Failure & { readonly count: number }) | undefined
  /** Workspaces where nothing is sent because a permission is missing. */
  readonly halted: readonly { readonly name: string; readonly platform: string; readonly why: string }[]
  /** What is due and cannot be worked out. */
  readonly troubles: readonly TroubleSeen[]
  /** ISO 8601 date of the next topic. */
  readonly nextTopic: string | undefined
}

/** Longer than anything that mends itself while somebody looks on, ms; and more tries than a busy hour needs. */
const LONG_MS = 3_600_000
const MANY_TRIES = 5

/** Where the current round stands, in numbers. */
export async function roundStatus(desk: Desk, programmeId: string): Promise<RoundStatus | undefined> {
  const at = desk.wall()
  const round = await currentRound(desk, programmeId)
  if (!round) return undefined
  const { prisma } = desk
  const inRound = { roundId: round.id }
  const states = await prisma.enrolment.groupBy({ by: ['state'], where: inRound, _count: true })
  const count = (state: string) => states.find((row) => row.state === state)?._count ?? 0
  const { people, countries } = await howManyTakePart(prisma, round.id)
  const failedWhere = { programmeId, state: 'failed' } as const
  const failures = await prisma.effect.findMany({ where: failedWhere, orderBy: { doneAt: 'desc' }, take: 10 })
  const delayedWhere = {
    programmeId,
    state: { in: UNDER_WAY },
    createdAt: { lt: new Date(at - LONG_MS) },
    attempt: { gt: MANY_TRIES },
    error: { not: UNKNOWN_KIND },
    workspace: { haltedAt: null },
  }
  const oldest = await prisma.effect.findFirst({ where: delayedWhere, orderBy: { createdAt: 'asc' } })
  const halted = await prisma.workspace.findMany({
    where: { ...connectedIn(programmeId), haltedAt: { not: null } },
  })
  return {
    round,
    at,
    joined: people,
    countries,
    waitlisted: count('waitlisted'),
    unmatched: count('unmatched'),
    withdrawn: count('withdrawn'),
    partnerships: await prisma.partnership.count({ where: inRound }),
    spacesOpen: await prisma.space.count({ where: { ref: { not: null }, partnership: inRound } }),
    introduced: await prisma.effect.count({
      where: { ...inRound, kind: 'introduction', state: 'done' },
    }),
    promptsPosted: await prisma.prompt.count({ where: { roundTopic: inRound, postedAt: { not: null } } }),
    promptsDue: await prisma.prompt.count({ where: { roundTopic: inRound, recordedAt: { not: null } } }),
    underWay: await prisma.effect.count({
      where: { programmeId, state: { in: UNDER_WAY } },
    }),
    failures: await Promise.all(failures.map((effect) => failureOf(desk, effect))),
    failureCount: await prisma.effect.count({ where: failedWhere }),
    unknownKinds: await prisma.effect.count({
      where: { programmeId, state: { in: UNDER_WAY }, error: UNKNOWN_KIND },
    }),
    delayed: oldest
      ? { ...(await failureOf(desk, oldest)), count: await prisma.effect.count({ where: delayedWhere }) }
      : undefined,
    halted: halted.map(({ name, platform, haltedWhy }) => ({ name, platform, why: haltedWhy ?? '' })),
    troubles: await troublesOf(desk, programmeId),
    nextTopic: await nextTopicDay(prisma, round.id),
  }
}

async function failureOf({ prisma }: Desk, { id, kind, error, workspaceId }: Effect): Promise<Failure> {
  const users = /^refused:[^:]+:(.+)$/s.exec(error ?? '')?.[1]?.split(',') ?? []
  const accounts =
    users.length === 0
      ? []
      : await prisma.account.findMany({
          where: { workspaceId, externalId: { in: users } },
          select: { person: { select: { name: true } } },
          orderBy: { id: 'asc' },
        })
  return { id, kind, error: error ?? '', workspaceId, people: accounts.map(({ person }) => person.name) }
}

/**
 * Puts what failed in line again, after an organiser mended what stood in its way.
 *
 * @param until epoch ms, wall time: what failed later was not asked about
 */
export async function retryFailures(
  desk: Desk,
  programmeId: string,
  by: Actor,
  until: number,
): Promise<number> {
  const before = { lte: new Date(until) }
  return transaction(desk.prisma, async (tx) => {
    const count = await tryAgain(tx, { programmeId, state: 'failed', doneAt: before }, desk.wall())
    await tx.workspace.updateMany({
      where: { programmeId, haltedAt: before },
      data: { haltedAt: null, haltedWhy: null, haltTriedAt: null },
    })
    await audit(tx, desk, by, 'failed-retried', [], { count })
    return count
  })
}
