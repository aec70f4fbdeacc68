import { beforeEach, describe, expect, it } from 'vitest'
import type { RoundState } from '../../src/database/generated/client.ts'
import { UNKNOWN_KIND } from '../../src/outbox/effect.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { moveRoundsOn, STANDS_STILL_MS } from '../../src/programme/rounds/move-on.ts'
import { planRound } from '../../src/programme/rounds/plan.ts'
import { roundStatus } from '../../src/programme/rounds/status.ts'
import { nextTopic } from '../../src/programme/topics/current.ts'
import { postNextTopicNow } from '../../src/programme/topics/issue.ts'
import { type Published, published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, team, ...world } = useWorld()
let desk: Desk
let made: Published
let wall = 0

beforeEach(async () => {
  wall = Date.now()
  desk = { ...world.desk, wall: () => wall }
  made = await published(desk, team())
})

const state = async () => {
  await moveRoundsOn(desk)
  const { id } = made.programme
  return (await database.prisma.round.findFirstOrThrow({ where: { programmeId: id } })).state
}
const effects = (kind: string | undefined, data: object) =>
  database.prisma.effect.updateMany({
    where: { programmeId: made.programme.id, ...(kind ? { kind } : {}) },
    data,
  })
const workspace = (data: object) =>
  database.prisma.workspace.update({ where: { id: made.workspace.id }, data })
const removed = () =>
  database.prisma.installation.updateMany({
    where: { workspaces: { some: { id: made.workspace.id } } },
    data: { gone: new Date(wall) },
  })

/** Ends the round that has just been published. */
async function ending(): Promise<void> {
  await database.prisma.round.updateMany({
    where: { programmeId: made.programme.id },
    data: { state: 'running' },
  })
  await endRound(desk, made.programme, made.by)
}

describe.each<[RoundState, RoundState, () => Promise<void>]>([
  ['publishing', 'running', async () => undefined],
  ['closing', 'closed', ending],
])('a round that is %s', (waits, goesOn, begin) => {
  beforeEach(begin)

  it('waits for what is under way, and for nothing that failed or was dropped', async () => {
    expect(await state()).toBe(waits)
    await effects(undefined, { state: 'failed' })
    await effects('announcement', { state: 'calling' })
    expect(await state()).toBe(waits)
    await effects('announcement', { state: 'dropped' })
    expect(await state()).toBe(goesOn)
  })

  it('waits for nothing of the programme as a whole, and nothing of another round', async () => {
    await effects(undefined, { state: 'done' })
    const { programme, workspace } = made
    const at = { programmeId: programme.id, workspaceId: workspace.id, payload: {} }
    const when = { notBefore: new Date(wall), createdAt: new Date(wall) }
    await database.prisma.effect.create({ data: { ...at, ...when, kind: 'channel-access', key: 'late' } })
    expect(await state()).toBe(goesOn)
  })

  it('does not wait for what a newer version recorded', async () => {
    await effects(undefined, { state: 'done' })
    await effects('announcement', { state: 'ready', error: UNKNOWN_KIND })
    expect(await state()).toBe(goesOn)
  })

  it.each([
    ['a workspace that is halted', {}],
    ['what nobody works at', {}],
    ['what is put off each time that it is tried', { attempt: 900, error: 'platform not connected' }],
    ['what no look settles', { state: 'unknown', error: 'a time-out' }],
    ['what was left in the middle by a process that is gone', { state: 'calling' }],
  ])('waits a day, and no longer, for %s', async (what, data) => {
    if (what.includes('halted')) await workspace({ haltedAt: new Date(wall), haltedWhy: 'token' })
    await effects(undefined, data)
    wall += STANDS_STILL_MS - 60_000
    expect(await state()).toBe(waits)
    if (!what.includes('nobody')) await effects(undefined, { notBefore: new Date(wall) })
    wall += 120_000
    expect(await state()).toBe(goesOn)
  })

  it('does not wait for a workspace that the bot was removed from', async () => {
    await removed()
    expect(await state()).toBe(goesOn)
  })
})

it('goes on without a workspace that was halted a day ago, whatever is wanted there since', async () => {
  await effects(undefined, { state: 'done' })
  await workspace({ haltedAt: new Date(wall - STANDS_STILL_MS - 60_000), haltedWhy: 'token' })
  await effects('space', { state: 'ready' })
  expect(await state()).toBe('running')
})

it('gets its next topic, and its end, though a workspace is gone and a post cannot be delivered', async () => {
  const { programme, by } = made
  await expect(nextTopic(desk, programme.id)).rejects.toMatchObject({ code: 'wrong-state' })
  await effects('forum-post', { state: 'failed', error: 'gone:channel' })
  await removed()
  expect(await state()).toBe('running')
  await postNextTopicNow(desk, programme.id, by, (await nextTopic(desk, programme.id)).id)
  await endRound(desk, programme, by)
  expect(await state()).toBe('closed')
})

it('does not carry what failed over into the rounds after it, and says how much that is', async () => {
  const { programme, by } = made
  await ending()
  await database.prisma.effect.updateMany({
    where: { programmeId: programme.id, key: { startsWith: 'end:' } },
    data: { state: 'failed', error: 'gone:channel', doneAt: new Date(wall) },
  })
  await removed()
  expect(await state()).toBe('closed')
  expect(await planRound(desk, programme, by)).toMatchObject({ number: 2, letGo: 1 })
  expect(await roundStatus(desk, programme.id)).toMatchObject({ failureCount: 0 })
})
