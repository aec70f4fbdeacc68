import type { PrismaClient } from '../../src/database/generated/client.ts'
import { LET_GO_WITH_ROUND } from '../../src/deliveries/kinds.ts'
import { claimEffects } from '../../src/outbox/claim.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { runDue } from '../../src/programme/due.ts'
import { freshDatabase } from '../support/database.ts'
import { median } from './quantile.ts'
import type { Figure } from './table.ts'

/** When the first topics of all rounds were sent, and a time at which the second ones of some are due. */
const FIRST = Date.UTC(2026, 0, 12)
const SECOND = Date.UTC(2026, 1, 9, 12)

const PARTICIPANTS = 1000

/** Programmes whose second topic is due, however many there are. */
const DUE = 10

const SIZES = [100, 1000]

/**
 * What a tick costs on PostgreSQL when nothing is due, when the topics of ten programmes are, and what it costs to take
 * the next effects from those that this recorded: with a hundred programmes of a thousand people each, and with a
 * thousand. It should grow with what is due, not with what exists.
 */
export async function scale(): Promise<Figure[]> {
  if (process.env.TEST_DATABASE_URL === undefined) {
    console.error('scale: left out; TEST_DATABASE_URL names no PostgreSQL to measure on')
    return []
  }
  const figures: Figure[] = []
  for (const programmes of SIZES) {
    const database = await freshDatabase()
    try {
      figures.push(...(await ofSize(database.prisma, programmes)))
    } finally {
      await database.close()
    }
  }
  return figures
}

async function ofSize(prisma: PrismaClient, programmes: number): Promise<Figure[]> {
  await fill(prisma, programmes)
  const desk: Desk = {
    prisma,
    clock: { now: () => SECOND },
    wall: () => SECOND,
    secret: 'of a benchmark',
    letGoWithRound: LET_GO_WITH_ROUND,
  }
  const name = (what: string) => `${programmes.toLocaleString('en')} programmes: ${what}`
  const idle = await medianOf(5, () => runDue(desk, FIRST))
  const due = await timed(() => runDue(desk, SECOND))
  const prompts = await prisma.effect.count({ where: { kind: 'prompt', state: 'ready' } })
  const claim = await medianOf(5, () =>
    claimEffects(prisma, { kinds: ['prompt'], limit: 16, wallNow: SECOND }),
  )
  const [size] = await prisma.$queryRaw<
    { bytes: bigint }[]
  >`SELECT pg_database_size(current_database()) AS bytes`
  return [
    { name: name('a tick with nothing due'), value: idle, unit: 'ms' },
    { name: name(`a tick with ${prompts.toLocaleString('en')} prompts due`), value: due, unit: 'ms' },
    { name: name('taking 16 effects from these'), value: claim, unit: 'ms' },
    {
      name: name('bytes a participant'),
      value: Number(size?.bytes ?? 0) / (programmes * PARTICIPANTS),
      unit: 'B',
    },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function medianOf(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push(await timed(work))
  return median(times)
}

/**
 * Programmes with a workspace and a thousand people each, in the midst of a round: everybody is in a partnership, the
 * first of six topics was sent. The second is due in ten programmes, later in all others.
 */
async function fill(prisma: PrismaClient, programmes: number): Promise<void> {
  const pairs = PARTICIPANTS / 2
  const first = new Date(FIRST)
  const run = (sql: string) => prisma.$executeRawUnsafe(sql)
  const at = `TIMESTAMPTZ '${first.toISOString()}'`
  const second = `TIMESTAMPTZ '${new Date(SECOND - 43_200_000).toISOString()}'`
  const all = `generate_series(1, ${programmes}) AS p`
  const everybody = `${all}, generate_series(1, ${PARTICIPANTS}) AS i`
  const couples = `${all}, generate_series(1, ${pairs}) AS c`
  await run(
    `INSERT INTO "Programme" ("id", "name", "createdAt") SELECT 'p' || p, 'Programme ' || p, ${at} FROM ${all}`,
  )
  await run(
    `INSERT INTO "Installation" ("platform", "externalId", "since") SELECT 'slack', 'T' || p, ${at} FROM ${all}`,
  )
  await run(`INSERT INTO "Workspace" ("id", "programmeId", "platform", "externalId", "name", "forumRef", "connectedAt")
    SELECT 'w' || p, 'p' || p, 'slack', 'T' || p, 'Workspace ' || p, 'C' || p, ${at} FROM ${all}`)
  await run(`INSERT INTO "Person" ("id", "programmeId", "createdAt", "name", "country", "zone", "languages", "profileAt")
    SELECT 'p' || p || '.' || i, 'p' || p, ${at}, 'Person ' || i, CASE WHEN i % 2 = 0 THEN 'NZ' ELSE 'SE' END,
           CASE WHEN i % 2 = 0 THEN 'Pacific/Auckland' ELSE 'Europe/Stockholm' END, ARRAY['en'], ${at} FROM ${everybody}`)
  await run(`INSERT INTO "Account" ("id", "programmeId", "personId", "workspaceId", "externalId", "displayName", "accessDue")
    SELECT 'a' || p || '.' || i, 'p' || p, 'p' || p || '.' || i, 'w' || p, 'U' || i, 'Person ' || i, false FROM ${everybody}`)
  await run(`INSERT INTO "Round" ("id", "programmeId", "number", "state", "topicsPerRound", "cadence", "plannedAt")
    SELECT 'r' || p, 'p' || p, 1, 'running', 6, 'monthly', ${at} FROM ${all}`)
  await run(`INSERT INTO "Enrolment" ("id", "programmeId", "roundId", "personId", "accountId", "state", "joinedAt", "changedAt")
    SELECT 'e' || p || '.' || i, 'p' || p, 'r' || p, 'p' || p || '.' || i, 'a' || p || '.' || i, 'matched', ${at}, ${at}
      FROM ${everybody}`)
  await run(`INSERT INTO "Partnership"
    ("id", "programmeId", "roundId", "workspaceId", "score", "reasons", "createdAt")
    SELECT 'c' || p || '.' || c, 'p' || p, 'r' || p, 'w' || p, 500, '[]', ${at} FROM ${couples}`)
  await run(`INSERT INTO "Space" ("id", "programmeId", "partnershipId", "workspaceId", "ref", "openedAt")
    SELECT 'c' || p || '.' || c, 'p' || p, 'c' || p || '.' || c, 'w' || p, 'C' || p || '.' || c, ${at} FROM ${couples}`)
  await run(`INSERT INTO "Membership" ("programmeId", "partnershipId", "personId", "accountId")
    SELECT 'p' || p, 'c' || p || '.' || c, 'p' || p || '.' || i, 'a' || p || '.' || i
      FROM ${couples}, LATERAL (VALUES (2 * c - 1), (2 * c)) AS m(i)`)
  await run(`INSERT INTO "Topic" ("id", "programmeId", "slug", "position", "title", "introduction", "suggestions", "question")
    SELECT 't' || p || '.' || k, 'p' || p, 'topic-' || k, k, 'Topic ' || k, 'About it', ARRAY['One'], 'What?'
      FROM ${all}, generate_series(0, 5) AS k`)
  await run(`INSERT INTO "RoundTopic" ("id", "programmeId", "roundId", "topicId", "index", "date", "from", "issuedAt")
    SELECT 'q' || p || '.' || k, 'p' || p, 'r' || p, 't' || p || '.' || k, k, d::date, d - INTERVAL '1 day',
           CASE WHEN k = 0 THEN ${at} END
      FROM ${all}, generate_series(0, 5) AS k, LATERAL (SELECT CASE WHEN k = 0 THEN ${at}
             ELSE ${second} + (CASE WHEN p <= ${DUE} THEN k - 1 ELSE k END) * INTERVAL '28 days' END AS d) AS dates`)
  await run(`INSERT INTO "Prompt" ("programmeId", "roundTopicId", "partnershipId", "dueAt", "recordedAt", "postedAt", "ref")
    SELECT 'p' || p, 'q' || p || '.0', 'c' || p || '.' || c, ${at}, ${at}, ${at}, '1' FROM ${couples}`)
  for (const [place, kind] of ['space', 'introduction', 'prompt'].entries()) {
    await run(`INSERT INTO "Effect" ("id", "programmeId", "workspaceId", "roundId", "kind", "key", "payload", "line",
        "place", "state", "notBefore", "createdAt", "doneAt")
      SELECT '${kind}' || p || '.' || c, 'p' || p, 'w' || p, 'r' || p, '${kind}', 'q' || p || '.0:c' || p || '.' || c,
             '{}', 'c' || p || '.' || c, ${place}, 'done', ${at}, ${at}, ${at} FROM ${couples}`)
  }
  await run('ANALYZE')
}
