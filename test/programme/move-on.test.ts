import { beforeEach, expect, it } from 'vitest'
import { UNKNOWN_KIND } from '../../src/outbox/effect.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { moveRoundsOn, STANDS_STILL_MS } from '../../src/programme/rounds/move-on.ts'
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

it('waits for what is under way, and for nothing that failed or was dropped', async () => {
  expect(await state()).toBe('publishing')
  await effects(undefined, { state: 'done' })
  await effects('space', { state: 'failed' })
  await effects('announcement', { state: 'calling' })
  expect(await state()).toBe('publishing')
  await effects('announcement', { state: 'dropped' })
  expect(await state()).toBe('running')
})

it('waits for nothing of the programme as a whole, and nothing of another round', async () => {
  await effects(undefined, { state: 'done' })
  const { programme, workspace } = made
  const at = { programmeId: programme.id, workspaceId: workspace.id, payload: {} }
  const when = { notBefore: new Date(wall), createdAt: new Date(wall) }
  await database.prisma.effect.create({ data: { ...at, ...when, kind: 'channel-access', key: 'late' } })
  expect(await state()).toBe('running')
})

it('does not wait for what a newer version recorded', async () => {
  await effects(undefined, { state: 'done' })
  await effects('space', { state: 'ready', error: UNKNOWN_KIND })
  expect(await state()).toBe('running')
})

it.each([
  ['is halted', { haltedAt: new Date(0), haltedWhy: 'token' }],
  ['nobody works for', {}],
])('waits a day, and no longer, for a workspace that %s', async (_, data) => {
  await workspace('haltedAt' in data ? { ...data, haltedAt: new Date(wall) } : data)
  wall += STANDS_STILL_MS - 60_000
  expect(await state()).toBe('publishing')
  if ('haltedAt' in data) await effects(undefined, { notBefore: new Date(wall) })
  wall += 120_000
  expect(await state()).toBe('running')
})

it('does not wait for a workspace that the bot was removed from', async () => {
  await database.prisma.installation.updateMany({
    where: { workspaces: { some: { id: made.workspace.id } } },
    data: { gone: new Date(wall) },
  })
  expect(await state()).toBe('running')
})
