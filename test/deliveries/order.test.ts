import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Effect as Row } from '../../src/database/generated/client.ts'
import type { Database } from '../../src/database/open.ts'
import type { Post } from '../../src/deliveries/delivery.ts'
import { forumPostKind } from '../../src/deliveries/forum-post.ts'
import { promptKind } from '../../src/deliveries/prompt.ts'
import type { Effect } from '../../src/outbox/effect.ts'
import { settle } from '../../src/outbox/settle.ts'
import type { Platform } from '../../src/port/platform.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { recordDueDeliveries } from '../../src/programme/topics/due-deliveries.ts'
import { issueTopics, postNextTopicNow } from '../../src/programme/topics/issue.ts'
import { freshDatabase } from '../support/database.ts'
import { deskOn, joinedIn, programmeOn, type TestClock } from '../support/desk.ts'

let database: Database

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const DAY_MS = 86_400_000

/** A round of one pair that has its space, with its first two topics recorded together. */
async function twoTopics(team: string, clock: TestClock) {
  const desk = deskOn(database, clock)
  const { programme, workspace } = await programmeOn(desk, team)
  await openRegistration(desk, programme)
  await joinedIn(desk, workspace, 'U1', 'NZ', 'Pacific/Auckland')
  await joinedIn(desk, workspace, 'U2', 'PE', 'America/Lima')
  await closeRegistration(desk, programme)
  await computeDraft(desk, programme)
  await publishRound(desk, programme, undefined)
  await database.prisma.partnership.updateMany({
    where: { programmeId: programme.id },
    data: { spaceRef: 'C1' },
  })
  await database.prisma.effect.updateMany({
    where: { programmeId: programme.id },
    data: { state: 'done' },
  })
  const platform = {
    ensurePost: async () => ({ kind: 'done', ref: 'M1' }),
    ensureForumPost: async () => ({ kind: 'done', ref: 'F1' }),
  } satisfies Partial<Platform> as Partial<Platform> as Platform
  const post: Post = { desk, platforms: new Map([['slack', platform]]), commands: [], seal: () => '' }
  const kinds = { prompt: promptKind(post), 'forum-post': forumPostKind(post) }
  /** As though it had been claimed, for the third time. */
  const taken = async (row: Row): Promise<Effect> => {
    const { firstCallAt: _, ...held } = await database.prisma.effect.update({
      where: { id: row.id },
      data: { state: 'calling', attempt: 3 },
    })
    return { ...held, firstCallAt: undefined }
  }
  const recorded = (kind: string) =>
    database.prisma.effect.findMany({
      where: { programmeId: programme.id, kind, state: 'ready' },
      orderBy: { createdAt: 'asc' },
    })
  return { desk, programme, kinds, taken, recorded }
}

it.each(['prompt', 'forum-post'] as const)(
  'a later %s waits for the earlier, which is no try of it, and is woken by it',
  async (name) => {
    const clock = { at: Date.UTC(2026, 10, 17, 10) }
    const { desk, kinds, taken, recorded } = await twoTopics(`T-${name}`, clock)
    clock.at += 71 * DAY_MS
    await issueTopics(desk, clock.at)
    await recordDueDeliveries(desk, clock.at)
    const all = await recorded(name)
    const rows = await inOrder(all)
    const [first, second] = rows
    if (!first || !second) throw new Error(`no two of them: ${all.length}`)
    const kind = kinds[name]

    const held = await taken(second)
    const waits = await kind.run(held)
    expect(waits).toEqual({ kind: 'waits', at: expect.any(Number) })
    await settle(database.prisma, kind, held, waits, Date.now())
    const waiting = await database.prisma.effect.findUniqueOrThrow({ where: { id: second.id } })
    expect(waiting).toMatchObject({ state: 'ready', attempt: 2, firstCallAt: null })
    expect(waiting.notBefore.getTime()).toBeGreaterThan(Date.now())

    const before = await taken(first)
    await settle(database.prisma, kind, before, await kind.run(before), Date.now())
    const woken = await database.prisma.effect.findUniqueOrThrow({ where: { id: second.id } })
    expect(woken.notBefore.getTime()).toBeLessThanOrEqual(Date.now())
    expect(await kind.run(await taken(second))).toMatchObject({ kind: 'done' })
  },
)

it('what failed keeps nothing waiting', async () => {
  const clock = { at: Date.UTC(2026, 10, 17, 10) }
  const { desk, kinds, taken, recorded } = await twoTopics('T-failed', clock)
  clock.at += 71 * DAY_MS
  await issueTopics(desk, clock.at)
  await recordDueDeliveries(desk, clock.at)
  const [first, second] = await inOrder(await recorded('prompt'))
  if (!first || !second) throw new Error('no two of them')
  expect(await kinds.prompt.run(await taken(second))).toMatchObject({ kind: 'waits' })
  await database.prisma.effect.update({ where: { id: first.id }, data: { state: 'failed' } })
  expect(await kinds.prompt.run(await taken(second))).toMatchObject({ kind: 'done' })
})

it('a topic that is posted now takes one before it along that waits for its hour', async () => {
  const clock = { at: Date.UTC(2026, 10, 17, 10) }
  const { desk, programme, recorded } = await twoTopics('T-now', clock)
  await database.prisma.round.updateMany({ where: { programmeId: programme.id }, data: { state: 'running' } })
  const second = await database.prisma.roundTopic.findFirstOrThrow({
    where: { round: { programmeId: programme.id }, issuedAt: null },
    orderBy: { index: 'asc' },
  })
  clock.at = second.from.getTime()
  await issueTopics(desk, clock.at)
  await recordDueDeliveries(desk, clock.at)
  const before = (await recorded('prompt')).length
  await postNextTopicNow(desk, programme.id)
  await recordDueDeliveries(desk, clock.at)
  expect((await recorded('prompt')).length - before).toBe(2)
  const posts = await database.prisma.prompt.findMany({
    where: { roundTopic: { round: { programmeId: programme.id } }, recordedAt: null },
  })
  expect(posts).toEqual([])
})

/** By their topics' order in the round. */
async function inOrder(rows: readonly Row[]): Promise<Row[]> {
  const topics = await database.prisma.roundTopic.findMany({ orderBy: { index: 'asc' } })
  return topics.flatMap(({ id }) => rows.filter(({ key }) => key.startsWith(`${id}:`)))
}
