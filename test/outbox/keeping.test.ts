import { pino } from 'pino'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { claimEffects } from '../../src/outbox/claim.ts'
import type { EffectKind } from '../../src/outbox/effect.ts'
import { ALIVE_MS, buryTheDead } from '../../src/outbox/keepers.ts'
import { type Keeping, startKeeping } from '../../src/outbox/keeping.ts'
import { startRunner } from '../../src/outbox/runner.ts'
import { beginCalling } from '../../src/outbox/settle.ts'
import { maySendNow } from '../../src/port/fence.ts'
import { QUIET_MS } from '../../src/port/outcome.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { useDatabase } from '../support/world.ts'
import { deedKind, recordDeeds } from './deeds.ts'

const log = pino({ level: 'silent' })
const database = useDatabase()
let counter = 0

beforeEach(async () => {
  await database.prisma.programme.deleteMany()
  await database.prisma.keeper.deleteMany()
})

/** A workspace of a programme of its own, with so many effects to be done. */
async function workspaceWith(effects: number): Promise<string> {
  counter += 1
  const { programme, workspace } = await programmeOn(deskOn(database, { at: Date.now() }), `T${counter}`)
  const wanted = Array.from({ length: effects }, (_, n) => ({
    programmeId: programme.id,
    workspaceId: workspace.id,
    key: `${counter}:${n}`,
  }))
  await recordDeeds(database, wanted)
  return workspace.id
}

/** A process that tells nothing by itself, on a machine whose clock a test moves. */
async function keeper(at = { ms: 0 }, everyMs = 3_600_000): Promise<Keeping> {
  const keeping = await startKeeping({
    prisma: database.prisma,
    log,
    platforms: ['slack'],
    clocks: [() => at.ms],
    everyMs,
  })
  onTestFinished(() => keeping.stop())
  return keeping
}

const claim = (keeping: Keeping) =>
  claimEffects(database.prisma, { kinds: ['deed'], limit: 50, wallNow: Date.now(), keeper: keeping.name() })

/** As if so much time had passed since everybody was last heard of. */
const pass = (ms: number) =>
  database.prisma.$executeRaw`
    UPDATE "Keeper" SET "aliveUntil" = "aliveUntil" - make_interval(secs => ${ms / 1_000}::float8)`

describe('keeping workspaces', () => {
  it('shares them out, and each process claims in its own alone', async () => {
    for (let n = 0; n < 4; n += 1) await workspaceWith(2)
    const [one, other] = [await keeper(), await keeper()]
    expect(await one.take()).toBe(2)
    while ((await Promise.all([other.take(), one.take()])).some((taken) => taken > 0));
    const [mine, theirs] = [await claim(one), await claim(other)]
    expect(mine.length + theirs.length).toBe(8)
    expect(theirs.length).toBeGreaterThan(0)
    const places = (claims: typeof mine) => new Set(claims.map(({ effect }) => effect.workspaceId))
    expect([...places(mine)].filter((id) => places(theirs).has(id))).toEqual([])
  })

  it('leaves alone where nothing is to be done, and platforms that it has no token of', async () => {
    await workspaceWith(0)
    const elsewhere = await workspaceWith(1)
    await database.prisma.installation.updateMany({
      where: { workspaces: { some: { id: elsewhere } } },
      data: { platform: 'discord' },
    })
    expect(await (await keeper()).take()).toBe(0)
  })

  it('takes over from the dead, and looks for what they were doing', async () => {
    await workspaceWith(2)
    const dead = await keeper()
    await dead.take()
    const [calling] = await claim(dead)
    await beginCalling(database.prisma, calling!.effect, Date.now())
    const heir = await keeper()
    await pass(ALIVE_MS + QUIET_MS - 1_000)
    expect([await buryTheDead(database.prisma), await heir.take()]).toEqual([0, 0])
    await pass(2_000)
    await database.prisma.keeper.update({
      where: { id: heir.name() },
      data: { aliveUntil: new Date(Date.now() + ALIVE_MS) },
    })
    expect([await buryTheDead(database.prisma), await heir.take()]).toEqual([1, 1])
    const taken = await claim(heir)
    expect(taken.map(({ look }) => look).sort()).toEqual([false, true])
    expect(taken.find(({ look }) => look)?.effect.id).toBe(calling!.effect.id)
  })

  it('lets go at once when it stops', async () => {
    await workspaceWith(1)
    const [one, other] = [await keeper(), await keeper()]
    await one.take()
    expect(await other.take()).toBe(0)
    await one.release()
    expect(await other.take()).toBe(1)
  })

  it('begins anew under another name once it was declared dead', async () => {
    await workspaceWith(1)
    const process = await keeper({ ms: 0 }, 10)
    const before = process.name()
    // As somebody does who took it for dead.
    await database.prisma.keeper.delete({ where: { id: before } })
    await expect.poll(() => process.name()).not.toBe(before)
    // It has the name before the others have heard it.
    await expect.poll(() => process.holds(process.name())).toBe(true)
    expect(process.holds(before)).toBe(false)
    await expect
      .poll(async () => (await database.prisma.workspace.findFirst())?.keeperId)
      .toBe(process.name())
  })
})

describe('a process that stood still while it was declared dead', () => {
  it('sends nothing more of what somebody else has taken over', async () => {
    const machine = { ms: 0 }
    await workspaceWith(1)
    const [still, heir] = [await keeper(machine), await keeper()]
    const sent: string[] = []
    let awake: (() => void) | undefined
    const kind = (name: string, before: Promise<void>): EffectKind =>
      deedKind({
        async run() {
          await before
          if (!maySendNow()) return { kind: 'retryAt', at: Date.now(), why: 'held back' }
          sent.push(name)
          return { kind: 'done', ref: name }
        },
      })
    const asleep = new Promise<void>((resolve) => {
      awake = resolve
    })
    const common = { prisma: database.prisma, log, everyMs: 10 }
    const one = startRunner({ ...common, keeping: still, kinds: [kind('one', asleep)] })
    await expect
      .poll(async () => (await database.prisma.effect.findFirst())?.state, { timeout: 5_000 })
      .toBe('calling')
    machine.ms += ALIVE_MS + QUIET_MS + 1_000
    await pass(ALIVE_MS + QUIET_MS + 1_000)
    await database.prisma.keeper.update({
      where: { id: heir.name() },
      data: { aliveUntil: new Date(Date.now() + ALIVE_MS) },
    })
    await buryTheDead(database.prisma)
    const other = startRunner({ ...common, keeping: heir, kinds: [kind('other', Promise.resolve())] })
    await expect.poll(() => sent).toEqual(['other'])
    awake?.()
    await Promise.all([one.stop(2_000), other.stop(2_000)])
    expect(sent).toEqual(['other'])
    expect(await database.prisma.effect.findFirst()).toMatchObject({ state: 'done', ref: 'other' })
  })
})
