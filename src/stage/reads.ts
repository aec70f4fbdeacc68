import type { PrismaClient } from '../database/generated/client.ts'
import type { Joined } from './even-out.ts'

/** A round as its stage shows it, from what the bot's database holds. */
export async function readRound(prisma: PrismaClient) {
  const round = await prisma.round.findFirst({
    orderBy: { number: 'desc' },
    include: { programme: { select: { name: true } } },
  })
  const workspaces = await prisma.workspace.findMany({
    select: {
      id: true,
      platform: true,
      externalId: true,
      announcementsRef: true,
      forumRef: true,
      organisersRef: true,
    },
  })
  if (round === null) return { workspaces }
  const enrolments = await prisma.enrolment.findMany({
    where: { roundId: round.id, state: { not: 'withdrawn' } },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    select: {
      personId: true,
      state: true,
      account: { select: { externalId: true, workspaceId: true } },
      person: { select: { country: true, languages: true } },
    },
  })
  const partnerships = await prisma.partnership.findMany({
    where: { roundId: round.id },
    orderBy: { id: 'asc' },
    select: {
      workspaceId: true,
      members: {
        select: {
          personId: true,
          person: { select: { name: true } },
          account: { select: { externalId: true, workspaceId: true } },
        },
      },
      spaces: { select: { ref: true, workspaceId: true, openedAt: true } },
    },
  })
  const [drafts, prompts, issued, ahead] = await Promise.all([
    prisma.matchRun.count({ where: { roundId: round.id } }),
    prisma.prompt.count({ where: { roundTopic: { roundId: round.id, index: 0 }, postedAt: { not: null } } }),
    prisma.roundTopic.count({ where: { roundId: round.id, issuedAt: { not: null } } }),
    prisma.roundTopic.count({ where: { roundId: round.id, issuedAt: null } }),
  ])
  return { workspaces, round, enrolments, partnerships, drafts, prompts, issued, ahead }
}

export type RoundRead = Awaited<ReturnType<typeof readRound>>

/** The latest round's state, and how many of its topics have come. */
export async function progressOf(prisma: PrismaClient) {
  const round = await prisma.round.findFirst({
    orderBy: { number: 'desc' },
    select: { state: true, topics: { where: { issuedAt: { not: null } }, select: { index: true } } },
  })
  return { state: round?.state, issued: round?.topics.length ?? 0 }
}

/** Changes whenever `readRound` would; far cheaper. */
export async function signOf(prisma: PrismaClient): Promise<string> {
  const [round, enrolled, spaces, posted, done] = await Promise.all([
    prisma.round.findFirst({ orderBy: { number: 'desc' }, select: { id: true, state: true } }),
    prisma.enrolment.aggregate({ _count: true, _max: { changedAt: true } }),
    prisma.space.count({ where: { openedAt: { not: null } } }),
    prisma.prompt.count({ where: { postedAt: { not: null } } }),
    prisma.matchRun.count(),
  ])
  return JSON.stringify([round, enrolled, spaces, posted, done])
}

/** Who has joined the latest round, as far as it decides who can be their partner. */
export async function joinedOf(prisma: PrismaClient): Promise<Joined[]> {
  const { round, enrolments = [], workspaces } = await readRound(prisma)
  if (!round) return []
  const platformOf = new Map(workspaces.map(({ id, platform }) => [id, platform]))
  return enrolments
    .filter(({ state }) => state === 'joined')
    .flatMap(({ account, person: { country, languages } }) => {
      const platform = platformOf.get(account.workspaceId)
      return platform === undefined || country === null ? [] : [{ platform, country, languages }]
    })
}
