import { expect, it } from 'vitest'
import type { Desk } from '../../src/programme/desk.ts'
import { runDue } from '../../src/programme/due.ts'
import { leaveRound } from '../../src/programme/leaving.ts'
import { callOffRound } from '../../src/programme/rounds/call-off.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { retryFailures } from '../../src/programme/rounds/status.ts'
import { recordDueDeliveries } from '../../src/programme/topics/due-deliveries.ts'
import { issueTopics } from '../../src/programme/topics/issue.ts'
import { postOffice } from '../support/post-office.ts'
import { published } from '../support/published.ts'
import { DAY_MS } from '../support/time.ts'
import { useWorld } from '../support/world.ts'

const { database, clock, desk, team, begin } = useWorld()
/** What was posted, in words. */
const words = ({ done }: ReturnType<typeof postOffice>) =>
  done
    .filter(({ verb }) => verb === 'ensurePost' || verb === 'ensureForumPost')
    .map(({ what }) =>
      what
        .split(':')
        .slice(0, what.startsWith('announcement') ? 2 : 1)
        .join(' '),
    )
const run = async (office: ReturnType<typeof postOffice>) => {
  await office.deliver()
  await runDue(desk, clock.at)
}

/** A round that runs, of four people, with what comes of its publication delivered. */
async function running(office: ReturnType<typeof postOffice>) {
  const four = ['NZ', 'PE', 'GH', 'DE'].map((country, at) => [`U${at}`, country] as const)
  const made = await published(desk, team(), four)
  await run(office)
  office.done.length = 0
  return made
}

it('a topic that was worked out before the end opens in no forum and no space after it, however it was waiting', async () => {
  const office = postOffice(desk)
  const { programme, by } = await running(office)
  // One is recorded, and has not gone out yet.
  clock.at += 31 * DAY_MS
  await issueTopics(desk, clock.at)
  await recordDueDeliveries(desk, clock.at)
  expect(
    await database.prisma.effect.count({
      where: { programmeId: programme.id, kind: 'prompt', state: 'ready' },
    }),
  ).toBe(2)
  // The next is worked out, and its hour has not come.
  const next = await database.prisma.roundTopic.findFirstOrThrow({
    where: { round: { programmeId: programme.id }, issuedAt: null },
    orderBy: { index: 'asc' },
  })
  clock.at = next.from.getTime()
  await issueTopics(desk, clock.at)
  expect(await database.prisma.forumPost.count({ where: { roundTopicId: next.id, recordedAt: null } })).toBe(
    1,
  )
  const { dropped } = await endRound(desk, programme, by)
  expect(dropped).toBeGreaterThan(0)
  for (let day = 0; day < 40; day += 1) {
    clock.at += DAY_MS
    await run(office)
  }
  expect(words(office).sort()).toEqual(['announcement end', 'farewell', 'farewell'])
  const left = { programmeId: programme.id, state: { in: ['ready' as const, 'failed' as const] } }
  expect(await database.prisma.effect.count({ where: left })).toBe(0)
})

it('what was on its way when the round was ended finds out that it is too late', async () => {
  let end: (() => Promise<unknown>) | undefined
  const office = postOffice(desk, async ({ what }) => {
    const first = end
    end = undefined
    if (what.startsWith('space:')) await first?.()
  })
  const made = await published(desk, team())
  // It runs since a day passed, and one space is still being opened.
  await database.prisma.round.updateMany({
    where: { programmeId: made.programme.id },
    data: { state: 'running' },
  })
  end = () => endRound(desk, made.programme, made.by)
  await run(office)
  await run(office)
  const said = words(office)
  for (const late of ['introduction', 'prompt', 'forum-post', 'announcement kick-off'])
    expect(said).not.toContain(late)
  expect(said).toContain('announcement end')
  expect(office.done.map(({ verb }) => verb)).toContain('closeSpace')
})

it('what failed before the end is not sent after it, though it is tried once more', async () => {
  const failing: Desk = desk
  let broken = true
  const office = postOffice(failing, ({ what }) =>
    broken && /^(forum-post|partner-left|announcement:kick-off)/.test(what)
      ? { kind: 'refused', code: 'no' }
      : undefined,
  )
  const made = await running(office)
  const { programme, by } = made
  const members = await database.prisma.membership.findMany({ where: { programmeId: programme.id } })
  await leaveRound(desk, { id: members[0]!.personId, programmeId: programme.id })
  await run(office)
  expect(await database.prisma.effect.count({ where: { programmeId: programme.id, state: 'failed' } })).toBe(
    3,
  )
  await endRound(desk, programme, by)
  await run(office)
  broken = false
  office.done.length = 0
  await retryFailures(desk, programme.id, by, Date.now())
  await run(office)
  // Who was left alone has had the farewell meanwhile.
  expect(words(office)).toEqual([])
})

it('nothing says that a round is open which was called off, or closed, before that went out', async () => {
  const office = postOffice(desk)
  const { programme, by } = await begin()
  await openRegistration(desk, programme, by)
  await callOffRound(desk, programme, by)
  await run(office)
  expect(words(office)).toEqual(['announcement called-off'])
  office.done.length = 0
  await openRegistration(desk, programme, by)
  // It is on its way already, and is refused.
  await database.prisma.effect.updateMany({
    where: { programmeId: programme.id, state: 'ready' },
    data: { state: 'failed', doneAt: new Date() },
  })
  await database.prisma.round.updateMany({
    where: { programmeId: programme.id, state: 'open' },
    data: { state: 'matching' },
  })
  await retryFailures(desk, programme.id, by, Date.now())
  await run(office)
  expect(words(office)).toEqual([])
})
