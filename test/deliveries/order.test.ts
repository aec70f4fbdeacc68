import { expect, it } from 'vitest'
import type { EffectState } from '../../src/database/generated/client.ts'
import { claimEffects } from '../../src/outbox/claim.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { recordDueDeliveries } from '../../src/programme/topics/due-deliveries.ts'
import { issueTopics, postNextTopicNow } from '../../src/programme/topics/issue.ts'
import { deskOn, joinedIn, programmeOn, type TestClock } from '../support/desk.ts'
import { BEGINNING, DAY_MS } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

/** A round of one pair that has its space, and what came of its publication, done. */
async function published(team: string, clock: TestClock) {
  const desk = deskOn(database, clock)
  const { programme, workspace, by } = await programmeOn(desk, team)
  await openRegistration(desk, programme, by)
  await joinedIn(desk, workspace, 'U1', 'NZ', 'Pacific/Auckland')
  await joinedIn(desk, workspace, 'U2', 'PE', 'America/Lima')
  await closeRegistration(desk, programme, by)
  await computeDraft(desk, programme, by)
  await publishRound(desk, programme, undefined, by)
  const where = { programmeId: programme.id }
  await database.prisma.space.updateMany({ where: { partnership: where }, data: { ref: 'C1' } })
  await database.prisma.effect.updateMany({ where, data: { state: 'done' } })
  const recorded = (kind: string) =>
    database.prisma.effect.findMany({ where: { ...where, kind, state: 'ready' } })
  /** Those of the kind that are taken up, of which none is left under way. */
  const taken = async (kind: string) => {
    const wanted = { kinds: [kind], limit: 50, wallNow: Date.now() + 1_000 }
    const claims = (await claimEffects(database.prisma, wanted)).map(({ effect }) => effect)
    return claims.filter(({ programmeId }) => programmeId === programme.id)
  }
  const become = (id: string, state: EffectState) =>
    database.prisma.effect.update({ where: { id }, data: { state, leaseUntil: null } })
  return { desk, programme, by, recorded, taken, become }
}

/** The same, with its next two topics recorded together. */
async function twoTopics(team: string) {
  const clock = { at: BEGINNING }
  const round = await published(team, clock)
  clock.at += 71 * DAY_MS
  await issueTopics(round.desk, clock.at)
  await recordDueDeliveries(round.desk, clock.at)
  return round
}

it.each(['prompt', 'forum-post'] as const)(
  'a later %s waits for the earlier, which is no try of it, and is taken up at once after it',
  async (kind) => {
    const { recorded, taken, become } = await twoTopics(`T-${kind}`)
    expect(await recorded(kind)).toHaveLength(2)
    const [first, ...together] = await taken(kind)
    expect(together).toEqual([])
    await become(first!.id, 'unknown')
    const [again] = await taken(kind)
    expect(again?.id).toBe(first?.id)
    await become(first!.id, 'done')
    const [second] = await taken(kind)
    expect(second).toMatchObject({ attempt: 1 })
    const [before, after] = await inOrder([first!.key, second!.key])
    expect([before, after]).toEqual([first?.key, second?.key])
  },
)

it('a space or a forum that comes to be there between two topics gets neither before the other', async () => {
  const clock = { at: BEGINNING }
  const { desk, programme, recorded } = await published('T-between', clock)
  const where = { programmeId: programme.id }
  const absent = async (ref: string | null) => {
    await database.prisma.space.updateMany({ where: { partnership: where }, data: { ref } })
    await database.prisma.workspace.updateMany({ where, data: { forumRef: ref } })
  }
  clock.at += 71 * DAY_MS
  await issueTopics(desk, clock.at)
  let passed = 0
  await recordDueDeliveries(desk, clock.at, async (_piece, work) => {
    if (passed === 0) await absent(null)
    if (passed === 1) await absent('C1')
    passed += 1
    await work()
  })
  expect(passed).toBe(2)
  expect([...(await recorded('prompt')), ...(await recorded('forum-post'))]).toEqual([])
  await recordDueDeliveries(desk, clock.at)
  expect(await recorded('prompt')).toHaveLength(2)
  expect(await recorded('forum-post')).toHaveLength(2)
})

it('what failed keeps nothing waiting', async () => {
  const { taken, become } = await twoTopics('T-failed')
  const [first] = await taken('prompt')
  await become(first!.id, 'failed')
  expect(await taken('prompt')).toHaveLength(1)
})

it('a topic that is posted now takes one before it along that waits for its hour', async () => {
  const clock = { at: BEGINNING }
  const { desk, programme, by, recorded } = await published('T-now', clock)
  await database.prisma.round.updateMany({ where: { programmeId: programme.id }, data: { state: 'running' } })
  const second = await database.prisma.roundTopic.findFirstOrThrow({
    where: { round: { programmeId: programme.id }, issuedAt: null },
    orderBy: { index: 'asc' },
  })
  clock.at = second.from.getTime()
  await issueTopics(desk, clock.at)
  await recordDueDeliveries(desk, clock.at)
  const before = (await recorded('prompt')).length
  await postNextTopicNow(desk, programme.id, by)
  await recordDueDeliveries(desk, clock.at)
  expect((await recorded('prompt')).length - before).toBe(2)
  const posts = await database.prisma.prompt.findMany({
    where: { roundTopic: { round: { programmeId: programme.id } }, recordedAt: null },
  })
  expect(posts).toEqual([])
})

/** Keys of topics' deliveries by their topics' order in the round. */
async function inOrder(keys: readonly string[]): Promise<string[]> {
  const topics = await database.prisma.roundTopic.findMany({ orderBy: { index: 'asc' } })
  return topics.flatMap(({ id }) => keys.filter((key) => key.startsWith(`${id}:`)))
}
