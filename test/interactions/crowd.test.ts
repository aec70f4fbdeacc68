import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { createInbound } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Inbound, Platform } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { registry } from '../../src/registry.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { useDatabase } from '../support/world.ts'

const HERE = 'TCROWD'
const MANY = 3_000
/** How long somebody may be kept waiting by what somebody else does, ms. */
const SOON_MS = 1_000
const sealer = createSealer('a secret for tests')
const somebody = (user: string) => ({ workspace: HERE, user, name: user })

const database = useDatabase()
let desk: Desk
let inbound: Inbound

beforeAll(async () => {
  desk = deskOn(database, { at: Date.UTC(2026, 10, 28, 10) })
  const { programme, by } = await programmeOn(desk, HERE)
  await openRegistration(desk, programme, by)
  inbound = createInbound({
    desk,
    platform: {
      name: 'slack',
      capabilities: { actorsWhole: true },
      typed: ({ name }: { name: string }) => `/${name}`,
    } as unknown as Platform,
    registry,
    sealer,
    log: pino({ level: 'silent' }),
    topics: [],
    refreshHomes: () => undefined,
    reach: () => undefined,
    linkTo: () => undefined,
  })
})

const summary = (answer: Answer) => ('message' in answer ? answer.message.summary : answer.kind)
const leftOut = (answer: Answer) => summary(answer).includes('was left out')

/**
 * How long `work` takes, ms, that somebody asks for after all that somebody else has asked for. By what the
 * processor did for us meanwhile, so that it is the same on a machine that is busy with something else.
 */
async function behind<T>(flood: Promise<unknown>[], work: () => Promise<T>): Promise<{ ms: number; got: T }> {
  const began = process.cpuUsage()
  const got = await work()
  const { user, system } = process.cpuUsage(began)
  const ms = (user + system) / 1_000
  await Promise.all(flood)
  return { ms, got }
}

describe('somebody who asks for 3,000 things at once', () => {
  it('keeps nobody waiting, and is told kindly what was left out', async () => {
    const join = (user: string) => inbound.command(somebody(user), 'join', {})
    await join('U0')
    const flood = Array.from({ length: MANY }, () => join('UMANY'))
    const { ms, got } = await behind(flood, () => join('UONE'))
    expect(ms).toBeLessThan(SOON_MS)
    expect(got.kind).toBe('form')
    const answers = await Promise.all(flood)
    const done = answers.filter((answer) => !leftOut(answer))
    // They are told once where a platform lets us be silent.
    const told = answers.filter((answer) => answer.kind === 'say' && answer.told === false)
    expect(told).toHaveLength(1)
    expect(done.length).toBeGreaterThanOrEqual(20)
    expect(done.length).toBeLessThanOrEqual(30)
    expect(done.every(({ kind }) => kind === 'form')).toBe(true)
    expect((await join('UMANY')).kind).toBe('form')
  })

  it('keeps nobody waiting with searches, or with forms that open again', async () => {
    const search = (user: string) => inbound.suggest(somebody(user), 'country', 'new', 5)
    const id = sealer.seal('form', HERE, { user: 'UMANY' }, 'profile', [])
    const flood: Promise<unknown>[] = Array.from({ length: MANY }, () => search('UMANY'))
    flood.push(...Array.from({ length: MANY }, () => inbound.reopen(somebody('UMANY'), id, 0)))
    const { ms, got } = await behind(flood, () => search('UONE'))
    expect(ms).toBeLessThan(SOON_MS)
    expect(got.map(({ label }) => label)).toContain('New Zealand')
    const { ms: again } = await behind(
      Array.from({ length: MANY }, () => search('UMANY')),
      () => inbound.command(somebody('UONE'), 'guide', {}),
    )
    expect(again).toBeLessThan(SOON_MS)
  })
})
