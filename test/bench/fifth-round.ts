import { openInMemory } from '../../src/database/embedded.ts'
import { connectTo, type Database } from '../../src/database/open.ts'
import { LET_GO_WITH_ROUND } from '../../src/deliveries/kinds.ts'
import { inventPool } from '../../src/matching/generate.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { identitiesOf, rememberPairs } from '../../src/programme/past-pairs/past-pairs.ts'
import { FREQUENCIES, MEDIA } from '../../src/programme/profile/values.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { freshDatabase } from '../support/database.ts'
import { programmeOn } from '../support/desk.ts'
import type { Figure } from './table.ts'

const PEOPLE = 10_000
const ROUNDS_BEFORE = 4
const AT = Date.UTC(2026, 0, 12)
const SEED = 1

/**
 * The fifth round of ten thousand people, who had four partners each: how long its organiser waits for the draft,
 * and how long its publication keeps the database.
 */
export async function fifthRound(): Promise<Figure[]> {
  const figures: Figure[] = []
  const server = process.env.TEST_DATABASE_URL
  for (const kind of ['embedded', ...(server === undefined ? [] : ['PostgreSQL'])]) {
    const database = kind === 'embedded' ? await inMemory() : await freshDatabase()
    try {
      figures.push(...(await measure(database, kind)))
    } finally {
      await database.close()
    }
  }
  return figures
}

async function inMemory(): Promise<Database> {
  const memory = await openInMemory('/tmp')
  return connectTo(memory.connection, 'embedded', () => memory.close())
}

async function measure(database: Database, kind: string): Promise<Figure[]> {
  const { prisma } = database
  const desk: Desk = {
    prisma,
    clock: { now: () => AT },
    wall: () => AT,
    secret: 'of a benchmark',
    letGoWithRound: LET_GO_WITH_ROUND,
  }
  const { programme, by } = await programmeOn(desk)
  await openRegistration(desk, programme, by)
  await gather(desk, programme.id)
  await closeRegistration(desk, programme, by)
  const drafting = await timed(() => computeDraft(desk, programme, by))
  const publishing = await timed(() => publishRound(desk, programme, undefined, by))
  const name = (what: string) => `the fifth round of ${PEOPLE.toLocaleString('en')} people, ${kind}: ${what}`
  return [
    { name: name('drafted'), value: drafting, unit: 'ms', limit: 10_000 },
    { name: name('published, in one transaction'), value: publishing, unit: 'ms', limit: 5_000 },
  ]
}

/** Everybody joins; whom each was paired with before is known. */
async function gather(desk: Desk, programmeId: string): Promise<void> {
  const { prisma } = desk
  const workspace = await prisma.workspace.findFirstOrThrow({ where: { programmeId } })
  const round = await prisma.round.findFirstOrThrow({ where: { programmeId } })
  const at = new Date(AT)
  const { people } = inventPool(PEOPLE, SEED)
  const ids = people.map(({ id }) => id)
  await prisma.programme.update({ where: { id: programmeId }, data: { countryCap: 100 } })
  await prisma.person.createMany({
    data: people.map(({ group: _, role, frequency, medium, ...said }) => ({
      ...said,
      languages: [...said.languages],
      interests: [...said.interests],
      canTell: [...said.canTell],
      wantsToLearn: [...said.wantsToLearn],
      mentoring: role,
      frequency: FREQUENCIES.find((one) => one === frequency) ?? null,
      medium: MEDIA.find((one) => one === medium) ?? null,
      programmeId,
      name: said.id,
      createdAt: at,
      profileAt: at,
    })),
  })
  await prisma.account.createMany({
    data: ids.map((personId, n) => ({
      id: `a${n}`,
      programmeId,
      personId,
      workspaceId: workspace.id,
      externalId: `U${n}`,
      displayName: '',
    })),
  })
  await prisma.enrolment.createMany({
    data: ids.map((personId, n) => ({
      programmeId,
      roundId: round.id,
      personId,
      accountId: `a${n}`,
      joinedAt: at,
      changedAt: at,
    })),
  })
  const identities = await identitiesOf(desk, prisma, { programmeId })
  for (let before = 1; before <= ROUNDS_BEFORE; before += 1) {
    const couples = ids.flatMap((a, n): [string, string][] => {
      const b = ids[n + 2 * before - 1]
      return n % 2 === 0 && b !== undefined ? [[a, b]] : []
    })
    const pairs = couples.map((people) => ({ kind: 'partners' as const, people, round: before, at }))
    await rememberPairs(prisma, programmeId, pairs, identities)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
