import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { claimEffects } from '../../src/outbox/claim.ts'
import { type EffectKind, UNKNOWN_KIND } from '../../src/outbox/effect.ts'
import { startRunner } from '../../src/outbox/runner.ts'
import { MOST_THROWN } from '../../src/outbox/thrown.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { HOUR_MS } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'
import { deedKind, recordDeeds } from './deeds.ts'

const log = pino({ level: 'silent' })
const database = useDatabase()
let at: { programmeId: string; workspaceId: string }
let counter = 0

beforeEach(async () => {
  counter += 1
  await database.prisma.effect.deleteMany()
  const { programme, workspace } = await programmeOn(deskOn(database, { at: Date.now() }), `T${counter}`)
  at = { programmeId: programme.id, workspaceId: workspace.id }
})

const row = (key = 'one') =>
  database.prisma.effect.findFirstOrThrow({ where: { programmeId: at.programmeId, key } })

/**
 * Lets a runner work while the wall clock is turned on to each moment at which something is due, until nothing
 * is under way.
 *
 * @returns how many hours passed
 */
async function toTheEnd(kind: EffectKind): Promise<number> {
  let ahead = 0
  const wall = () => Date.now() + ahead
  const runner = startRunner({ prisma: database.prisma, kinds: [kind], log, everyMs: 5, wall })
  const { prisma } = database
  for (;;) {
    const next = await prisma.effect.findFirst({
      where: { state: { in: ['ready', 'claimed', 'calling', 'unknown'] } },
      orderBy: { notBefore: 'asc' },
    })
    if (!next) break
    const resting = next.state === 'ready' || next.state === 'unknown'
    if (resting && next.notBefore.getTime() > wall()) ahead = next.notBefore.getTime() - Date.now()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await runner.stop(2_000)
  return ahead / HOUR_MS
}

const throws = (): never => {
  throw new TypeError('of somebody, whose name is not kept')
}
const lost = async () => ({ kind: 'unknown', why: 'cut' }) as const

describe('what is thrown each time', () => {
  it.each([
    ['doing it', { run: async () => throws() }],
    ['reading what it carries', { payload: { parse: throws } }],
    ['looking for it', { run: lost, probe: async () => throws() }],
    ['saving it', { done: async () => throws() }],
  ] satisfies [string, Partial<EffectKind>][])('by %s ends as failed', async (_, work) => {
    await recordDeeds(database, [{ ...at, key: 'one' }])
    const hours = await toTheEnd(deedKind(work))
    expect(await row()).toMatchObject({ state: 'failed', thrown: MOST_THROWN, error: 'threw:TypeError' })
    expect(hours).toBeGreaterThan(0.1)
    expect(hours).toBeLessThan(2)
  })

  it('is no end for what is only thrown sometimes', async () => {
    await recordDeeds(database, [{ ...at, key: 'one' }])
    let left = MOST_THROWN - 1
    await toTheEnd(deedKind({ run: async () => (left-- > 0 ? throws() : { kind: 'done', ref: 'R' }) }))
    expect(await row()).toMatchObject({ state: 'done', ref: 'R', error: null })
  })
})

describe('what no look settles', () => {
  const unclear = (wall: () => number) =>
    deedKind({
      run: lost,
      probe: async () => ({ kind: 'retryAt', at: wall() + HOUR_MS, why: 'not_in_region' }),
    })

  it('ends as failed after a day, and is looked for first where it is tried again', async () => {
    await recordDeeds(database, [{ ...at, key: 'one' }])
    let ahead = 0
    const kind = unclear(() => Date.now() + ahead * HOUR_MS)
    const step = async () => {
      const wall = () => Date.now() + ahead * HOUR_MS
      const runner = startRunner({ prisma: database.prisma, kinds: [kind], log, everyMs: 5, wall })
      await new Promise((resolve) => setTimeout(resolve, 60))
      await runner.stop(2_000)
    }
    await step()
    for (ahead = 1; ahead < 25; ahead += 1) {
      await step()
      expect(await row()).toMatchObject({ state: 'unknown' })
    }
    ahead = 26
    await step()
    expect(await row()).toMatchObject({ state: 'failed', error: 'unclear:not_in_region' })
    expect((await row()).firstCallAt).not.toBeNull()
  })

  it('is not counted while nobody looks', async () => {
    await recordDeeds(database, [{ ...at, key: 'one' }])
    let ahead = 0
    const wall = () => Date.now() + ahead * HOUR_MS
    for (ahead of [0, 72]) {
      const runner = startRunner({ prisma: database.prisma, kinds: [unclear(wall)], log, everyMs: 5, wall })
      await new Promise((resolve) => setTimeout(resolve, 60))
      await runner.stop(2_000)
    }
    expect(await row()).toMatchObject({ state: 'unknown' })
  })
})

describe('what is never answered, though a look finds nothing', () => {
  it('is tried less and less often, ends as failed after a day, and is looked for first where it is tried again', async () => {
    await recordDeeds(database, [{ ...at, key: 'one' }])
    const hours = await toTheEnd(deedKind({ run: lost, probe: async () => ({ kind: 'absent' }) }))
    const { state, error, firstCallAt, attempt } = await row()
    expect({ state, error }).toEqual({ state: 'failed', error: 'unclear:cut' })
    expect(firstCallAt).not.toBeNull()
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThan(25)
    expect(attempt).toBeLessThan(200)
  })

  it('is no end for what is answered in between', async () => {
    await recordDeeds(database, [{ ...at, key: 'one' }])
    let tries = 0
    const kind = deedKind({
      run: async () => {
        tries += 1
        return tries < 100 ? lost() : { kind: 'done', ref: 'R' }
      },
      probe: async () => ({ kind: 'absent' }),
    })
    expect(await toTheEnd(kind)).toBeGreaterThan(12)
    expect(await row()).toMatchObject({ state: 'done', ref: 'R' })
  })
})

it('what was denied meanwhile was answered: the day without an answer begins anew', async () => {
  await recordDeeds(database, [{ ...at, key: 'one' }])
  const hours = [0, 1, 2, 30, 31, 32]
  let ahead = 0
  const wall = () => Date.now() + ahead * HOUR_MS
  const looks = async () => {
    if (ahead === 2) return { kind: 'denied', permission: 'Manage Channels', scope: 'workspace' } as const
    return { kind: 'absent' } as const
  }
  for (ahead of hours) {
    const kind = deedKind({ run: lost, probe: looks })
    const runner = startRunner({ prisma: database.prisma, kinds: [kind], log, everyMs: 5, wall })
    const tried = hours.indexOf(ahead) + 1
    await expect.poll(async () => (await row()).attempt).toBe(tried)
    await runner.stop(2_000)
  }
  expect(await row()).toMatchObject({ state: 'unknown', error: 'cut' })
})

describe('a kind that this version does not know', () => {
  it('is left as it is, marked, and keeps nothing waiting', async () => {
    await recordDeeds(database, [
      { ...at, key: 'of a newer version', kind: 'calendar', line: 'L', place: 0 },
      { ...at, key: 'one', line: 'L', place: 1 },
    ])
    const before = await row('of a newer version')
    await toTheEndOfDeeds()
    expect(await row()).toMatchObject({ state: 'done' })
    expect(await row('of a newer version')).toEqual({ ...before, error: UNKNOWN_KIND })
    const [known] = await claimEffects(database.prisma, {
      kinds: ['calendar'],
      limit: 5,
      wallNow: Date.now(),
    })
    expect(known?.effect).toMatchObject({ key: 'of a newer version', attempt: 1 })
    expect(await row('of a newer version')).toMatchObject({ error: null })
  })
})

async function toTheEndOfDeeds(): Promise<void> {
  const runner = startRunner({ prisma: database.prisma, kinds: [deedKind({})], log, everyMs: 5 })
  await expect.poll(async () => (await row()).state, { timeout: 5_000 }).toBe('done')
  await runner.stop(2_000)
}

describe('in a line', () => {
  it('what stands behind is taken up at once after what is before it', async () => {
    await recordDeeds(database, [
      { ...at, key: 'third', line: 'L', place: 7 },
      { ...at, key: 'second', line: 'L', place: 1 },
      { ...at, key: 'first', line: 'L', place: 0 },
      { ...at, key: 'elsewhere', line: 'M', place: 9 },
    ])
    const did: string[] = []
    const kind = deedKind({
      async run({ key }) {
        did.push(key)
        return { kind: 'done', ref: 'R' }
      },
    })
    // No turn of its own comes to help within the time.
    const runner = startRunner({ prisma: database.prisma, kinds: [kind], log, everyMs: 60_000 })
    await expect.poll(() => did.length, { timeout: 5_000 }).toBe(4)
    await runner.stop(2_000)
    expect(did.filter((key) => key !== 'elsewhere')).toEqual(['first', 'second', 'third'])
  })
})

describe('a workspace that is halted', () => {
  it('tries its effects in turns, and one that goes lets all go on', async () => {
    const keys = ['one', 'two', 'three']
    await recordDeeds(
      database,
      keys.map((key, n) => ({ ...at, key, at: Date.now() - 1_000 * (keys.length - n) })),
    )
    const tried: string[] = []
    let granted = ''
    const kind = deedKind({
      async run({ key }) {
        tried.push(key)
        if (granted === 'all' || key === granted) return { kind: 'done', ref: 'R' }
        return { kind: 'denied', permission: 'Manage Channels', scope: 'workspace' }
      },
    })
    let minutes = 0
    const wall = () => Date.now() + minutes * 61_000
    const turn = async () => {
      const runner = startRunner({ prisma: database.prisma, kinds: [kind], log, everyMs: 5, atOnce: 1, wall })
      await new Promise((resolve) => setTimeout(resolve, 80))
      await runner.stop(2_000)
    }
    const workspace = () => database.prisma.workspace.findUniqueOrThrow({ where: { id: at.workspaceId } })
    await turn()
    const since = (await workspace()).haltedAt
    for (minutes = 1; minutes < 5; minutes += 1) await turn()
    expect(tried).toEqual(['one', 'two', 'three', 'one', 'two'])
    expect((await workspace()).haltedAt).toEqual(since)
    granted = 'three'
    await turn()
    expect(tried.slice(0, 6)).toEqual(['one', 'two', 'three', 'one', 'two', 'three'])
    expect(await row('three')).toMatchObject({ state: 'done' })
  })
})

it('a workspace that the bot was removed from is known to be gone, until something is done there again', async () => {
  await recordDeeds(database, [{ ...at, key: 'one' }])
  const gone = async () =>
    (
      await database.prisma.installation.findFirstOrThrow({
        where: { workspaces: { some: { id: at.workspaceId } } },
      })
    ).gone
  await toTheEnd(deedKind({ run: async () => ({ kind: 'gone', what: 'workspace' }) }))
  expect(await row()).toMatchObject({ state: 'failed', error: 'gone:workspace' })
  expect(await gone()).not.toBeNull()
  await recordDeeds(database, [{ ...at, key: 'two' }])
  await toTheEnd(deedKind({}))
  expect(await gone()).toBeNull()
})

it('what is denied where the bot was removed failed for that, and elsewhere for what was denied', async () => {
  const kind = deedKind({ run: async () => ({ kind: 'denied', permission: 'posting', scope: 'item' }) })
  await recordDeeds(database, [{ ...at, key: 'one' }])
  await toTheEnd(kind)
  expect(await row('one')).toMatchObject({ state: 'failed', error: 'denied:posting' })
  const where = { workspaces: { some: { id: at.workspaceId } } }
  await database.prisma.installation.updateMany({ where, data: { gone: new Date() } })
  await recordDeeds(database, [{ ...at, key: 'two' }])
  await toTheEnd(kind)
  expect(await row('two')).toMatchObject({ state: 'failed', error: 'gone:workspace', firstCallAt: null })
  await recordDeeds(database, [{ ...at, key: 'three' }])
  await toTheEnd(deedKind({ run: async () => ({ kind: 'refused', code: 'too_long' }) }))
  expect(await row('three')).toMatchObject({ error: 'refused:too_long' })
})
