import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EffectState } from '../../src/database/generated/client.ts'
import { transaction } from '../../src/database/transaction.ts'
import { claimEffects, MOST_IN_ONE, MOST_OF_ONE } from '../../src/outbox/claim.ts'
import type { EffectKind } from '../../src/outbox/effect.ts'
import { recordEffects, tryAgain } from '../../src/outbox/record.ts'
import { startRunner } from '../../src/outbox/runner.ts'
import { beginCalling, settle } from '../../src/outbox/settle.ts'
import { takeOverFromDead } from '../../src/outbox/take-over.ts'
import { QUIET_MS } from '../../src/port/outcome.ts'
import { newId } from '../../src/programme/identifier.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { useDatabase } from '../support/world.ts'
import { scripted as kindOf, recordDeeds } from './deeds.ts'

const database = useDatabase()
let programmeId: string
let workspaceId: string
let counter = 0
const log = pino({ level: 'silent' })

beforeEach(async () => {
  counter += 1
  await database.prisma.effect.deleteMany()
  const made = await programmeOn(deskOn(database, { at: Date.now() }), `T${counter}`)
  programmeId = made.programme.id
  workspaceId = made.workspace.id
})

const record = (key = 'one', at = workspaceId) =>
  recordDeeds(database, [{ programmeId, workspaceId: at, key }])
const claim = (limit: number, ahead = 0, busy: readonly string[] = []) =>
  claimEffects(database.prisma, { kinds: ['deed'], limit, wallNow: Date.now() + ahead, busy })

/** One more workspace of the programme. */
async function anotherWorkspace(): Promise<string> {
  const {
    id: _,
    externalId,
    ...row
  } = await database.prisma.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
  })
  counter += 1
  const installation = { platform: row.platform, externalId: `${externalId}-${counter}` }
  await database.prisma.installation.create({ data: { ...installation, since: new Date() } })
  const made = await database.prisma.workspace.create({ data: { ...row, ...installation, id: newId() } })
  return made.id
}
const row = () => database.prisma.effect.findFirstOrThrow({ where: { programmeId } })

/** How often a halted workspace is tried, ms. */
const HALT_RETRY_MS = 60_000

/** Lets a runner work with a wall clock that runs ahead, until nothing is under way, and nothing due. */
async function carryOut(kind: EffectKind, aheadMs = 0): Promise<void> {
  const runner = startRunner({
    prisma: database.prisma,
    kinds: [kind],
    log,
    everyMs: 10,
    wall: () => Date.now() + aheadMs,
  })
  const open = { in: ['ready', 'unknown'] satisfies EffectState[] }
  const busy = () => {
    const by = (ms: number) => ({ lte: new Date(Date.now() + aheadMs - ms) })
    const workspace = { OR: [{ haltedAt: null }, { haltedAt: by(HALT_RETRY_MS) }] }
    return database.prisma.effect.count({
      where: {
        OR: [{ state: { in: ['claimed', 'calling'] } }, { state: open, notBefore: by(0), workspace }],
      },
    })
  }
  // It looks every 10 ms.
  do await new Promise((resolve) => setTimeout(resolve, 50))
  while ((await busy()) > 0)
  await runner.stop(2_000)
}

it('what is recorded is carried out at once, and not at the next turn', async () => {
  const kind = { ...kindOf([]), kind: 'space-access' }
  const runner = startRunner({ prisma: database.prisma, kinds: [kind], log, everyMs: 3_600_000 })
  const deed = {
    programmeId,
    workspaceId,
    kind: 'space-access',
    key: 'one',
    payload: { spaceId: 's', accountId: 'a' },
  } as const
  await transaction(database.prisma, (tx) => recordEffects(tx, [deed], Date.now()))
  await expect.poll(async () => (await row()).state).toBe('done')
  await database.prisma.effect.updateMany({ data: { state: 'failed' } })
  await transaction(database.prisma, (tx) => tryAgain(tx, { programmeId }, Date.now()))
  await expect.poll(async () => (await row()).state).toBe('done')
  await runner.stop(5_000)
})

describe('an effect', () => {
  it('is recorded once however often it is wanted', async () => {
    await record()
    await record()
    expect(await database.prisma.effect.count({ where: { programmeId } })).toBe(1)
  })

  it('is done once, and what it gave is kept', async () => {
    await record()
    const kind = kindOf([])
    await carryOut(kind)
    await carryOut(kind)
    expect(kind.world).toEqual(['one'])
    expect(await row()).toMatchObject({ state: 'done', ref: 'R' })
  })

  it('whose answer was lost is looked for after the quiet time, and adopted', async () => {
    await record()
    const kind = kindOf(['lost'])
    await carryOut(kind)
    expect(await row()).toMatchObject({ state: 'unknown' })
    await carryOut(kind)
    expect(kind.looks).toBe(0)
    await carryOut(kind, QUIET_MS + 1_000)
    expect(kind.looks).toBe(1)
    expect(kind.world).toEqual(['one'])
    expect(await row()).toMatchObject({ state: 'done', ref: 'found' })
  })

  it('that was surely not done is tried again without looking', async () => {
    await record()
    const kind = kindOf([
      { kind: 'retryAt', at: Date.now(), why: 'busy' },
      { kind: 'done', ref: 'R' },
    ])
    await carryOut(kind)
    expect(kind.looks).toBe(0)
    expect(await row()).toMatchObject({ state: 'done', ref: 'R' })
  })

  it('under way is not taken for that of a dead process when the clock is set forward', async () => {
    await record()
    let ahead = 0
    let runs = 0
    const slow: EffectKind = {
      ...kindOf([]),
      async run() {
        runs += 1
        await new Promise((resolve) => setTimeout(resolve, 200))
        return { kind: 'done', ref: 'R' }
      },
    }
    const wall = () => Date.now() + ahead
    const runner = startRunner({ prisma: database.prisma, kinds: [slow], log, everyMs: 10, wall })
    await expect.poll(() => runs).toBe(1)
    ahead = 3_600_000
    await expect.poll(async () => (await row()).state).toBe('done')
    await runner.stop(2_000)
    expect(runs).toBe(1)
  })

  it('whose result cannot be saved at once is saved a little later, without looking', async () => {
    await record()
    const kind = kindOf([])
    let failures = 2
    await carryOut({
      ...kind,
      async done() {
        failures -= 1
        if (failures >= 0) throw new Error('the connection was lost')
      },
    })
    expect([kind.world, kind.looks]).toEqual([['one'], 0])
    expect(await row()).toMatchObject({ state: 'done', ref: 'R', attempt: 1 })
  })

  it('that breaks off counts as unknown, and is tried again where nothing is found', async () => {
    await record()
    const kind = kindOf(['throws', { kind: 'done', ref: 'R' }])
    await carryOut(kind)
    await carryOut(kind, QUIET_MS + 1_000)
    expect(kind.looks).toBe(1)
    expect(await row()).toMatchObject({ state: 'done', ref: 'R' })
  })

  it.each([
    [{ kind: 'refused', code: 'too_long' }, 'refused:too_long'],
    [{ kind: 'gone', what: 'member' }, 'gone:member'],
    [{ kind: 'full', what: 'channels' }, 'full:channels'],
    [{ kind: 'denied', permission: 'Pin', scope: 'item' }, 'denied:Pin'],
  ] as const)('fails by name and holds nothing else up: %o', async (outcome, error) => {
    await record('bad')
    await record('good')
    const world: string[] = []
    const kind = kindOf([], world)
    const run = kind.run.bind(kind)
    await carryOut({
      ...kind,
      run: (effect) => (effect.key === 'bad' ? Promise.resolve(outcome) : run(effect)),
    })
    expect(world).toEqual(['good'])
    const failed = await database.prisma.effect.findFirstOrThrow({ where: { programmeId, key: 'bad' } })
    expect(failed).toMatchObject({ state: 'failed', error })
  })

  it('denied for the whole workspace halts it, and its success a minute later lets it go on', async () => {
    await record('one')
    const kind = kindOf([
      { kind: 'denied', permission: 'Manage Channels', scope: 'workspace' },
      { kind: 'done', ref: 'R' },
    ])
    await carryOut(kind)
    const halted = await database.prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
    expect(halted.haltedWhy).toBe('Manage Channels')
    expect(await row()).toMatchObject({ state: 'ready' })
    await carryOut(kind, 61_000)
    expect(await row()).toMatchObject({ state: 'done' })
    expect(
      (await database.prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } })).haltedAt,
    ).toBeNull()
  })
})

describe('a claim', () => {
  const claimOne = async (ahead = 0) => (await claim(1, ahead))[0]

  it('belongs to one at a time', async () => {
    await record()
    const claims = await Promise.all([claimOne(), claimOne(), claimOne()])
    expect(claims.filter(Boolean)).toHaveLength(1)
  })

  it('that never called is simply taken again when its lease ran out', async () => {
    await record()
    expect(await claimOne()).toMatchObject({ look: false })
    expect(await claimOne()).toBeUndefined()
    expect(await claimOne(120_000)).toMatchObject({ look: false })
  })

  it('that was calling when its process died is looked for', async () => {
    await record()
    const claim = await claimOne()
    await beginCalling(database.prisma, claim!.effect, Date.now())
    expect(await claimOne(50_000)).toBeUndefined()
    expect(await claimOne(120_000)).toMatchObject({ look: true })
  })

  it('is looked for sooner where the dead process was the only one', async () => {
    await record()
    const claim = await claimOne()
    await beginCalling(database.prisma, claim!.effect, Date.now())
    await takeOverFromDead(database.prisma, Date.now())
    expect(await claimOne()).toBeUndefined()
    expect(await claimOne(QUIET_MS + 100)).toMatchObject({ look: true })
  })

  it('that was overtaken may not write any more', async () => {
    await record()
    const old = await claimOne()
    const effect = old!.effect
    await beginCalling(database.prisma, effect, Date.now())
    const other = await claimOne(120_000)
    await settle(database.prisma, kindOf([]), effect, { kind: 'done', ref: 'late' }, Date.now())
    expect(await row()).toMatchObject({ state: 'claimed', token: other!.effect.token, ref: null })
  })

  it('goes in turns between programmes', async () => {
    const other = await programmeOn(deskOn(database, { at: Date.now() }), `T${counter}b`)
    for (let n = 0; n < 5; n += 1) await record(`big${n}`)
    await recordDeeds(database, [
      { programmeId: other.programme.id, workspaceId: other.workspace.id, key: 'small' },
    ])
    const claims = await claim(2)
    expect(claims.map(({ effect }) => effect.key)).toContain('small')
  })
})

describe('a large programme', () => {
  it('whose every call hangs does not keep a small one waiting', async () => {
    const small = await programmeOn(deskOn(database, { at: Date.now() }), `T${counter}c`)
    const places = [workspaceId, await anotherWorkspace(), await anotherWorkspace()]
    for (let n = 0; n < 60; n += 1) await record(`big${n}`, places[n % 3])
    let finish: (() => void) | undefined
    const hanging = new Promise<void>((resolve) => {
      finish = resolve
    })
    const did: string[] = []
    const kind: EffectKind = {
      ...kindOf([]),
      async run({ key }) {
        if (key.startsWith('big')) await hanging
        did.push(key)
        return { kind: 'done', ref: 'R' }
      },
    }
    const runner = startRunner({ prisma: database.prisma, kinds: [kind], log, everyMs: 10 })
    const calling = () => database.prisma.effect.count({ where: { state: 'calling' } })
    await expect.poll(calling, { timeout: 5_000 }).toBe(MOST_OF_ONE)
    const at = { programmeId: small.programme.id, workspaceId: small.workspace.id }
    await recordDeeds(
      database,
      ['one', 'two', 'three'].map((key) => ({ ...at, key })),
    )
    await expect.poll(() => did.length, { timeout: 5_000 }).toBe(3)
    expect(did.sort()).toEqual(['one', 'three', 'two'])
    finish?.()
    await runner.stop(5_000)
  })

  it('whose calls hang in one workspace goes on in its others', async () => {
    for (let n = 0; n < 40; n += 1) await record(`big${n}`)
    const hanging = await claim(40)
    expect(hanging).toHaveLength(MOST_IN_ONE)
    const other = await anotherWorkspace()
    for (let n = 0; n < 3; n += 1) await record(`other${n}`, other)
    const busy = hanging.map(({ effect }) => effect.id)
    const next = await claim(40, 0, busy)
    expect(next.map(({ effect }) => effect.key).sort()).toEqual(['other0', 'other1', 'other2'])
  })

  it('with much under way comes after the small ones where few hands are free', async () => {
    for (let n = 0; n < 5; n += 1) await record(`big${n}`)
    const underWay = await claim(3)
    const busy = underWay.map(({ effect }) => effect.id)
    for (let n = 0; n < 6; n += 1) {
      const small = await programmeOn(deskOn(database, { at: Date.now() }), `T${counter}small${n}`)
      const at = { programmeId: small.programme.id, workspaceId: small.workspace.id }
      await recordDeeds(database, [{ ...at, key: `small${n}` }])
    }
    const next = await claim(6, 0, busy)
    expect(next.map(({ effect }) => effect.key).filter((key) => key.startsWith('big'))).toEqual([])
  })
})
