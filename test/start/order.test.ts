import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../../src/bot.ts'
import { openDatabase } from '../../src/database/open.ts'
import { type Platform, type PlatformName, StartError } from '../../src/port/platform.ts'
import { startProgramme } from '../../src/programme/setup.ts'
import { deskOn, TOPICS } from '../support/desk.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'counterpart-order-'))
const happened: string[] = []
let log: Record<string, unknown>[] = []

/** A platform that notes what is asked of it. */
function platform(name: PlatformName, more: Partial<Platform> = {}): Platform {
  const noting = (what: string) => async () => void happened.push(`${name} ${what}`)
  return {
    name,
    capabilities: { homes: false },
    identify: noting('identify'),
    syncCommands: noting('syncCommands'),
    start: noting('start'),
    stop: noting('stop'),
    typed: () => '',
    connected: () => true,
    ensureChannel: async () => {
      happened.push(`${name} ensureChannel`)
      return { kind: 'refused', code: 'only a test' }
    },
    ...more,
  } as unknown as Platform
}

const start = (...list: readonly Platform[]): Promise<Bot> =>
  startBot({
    databaseUrl: undefined,
    dataDir,
    log: pino({ level: 'info' }, { write: (line: string) => void log.push(JSON.parse(line)) }),
    clock: { now: Date.now },
    port: 0,
    platforms: () => ({ list }),
  })

/** The effects that were recorded before, as they are now. */
async function effects() {
  const { prisma, close } = await openDatabase({ databaseUrl: undefined, dataDir })
  const all = await prisma.effect.findMany({ orderBy: { key: 'asc' } })
  await close()
  return all
}

beforeAll(async () => {
  const database = await openDatabase({ databaseUrl: undefined, dataDir })
  const { workspace } = await startProgramme(
    deskOn(database, { at: Date.now() }),
    { platform: 'slack', externalId: 'T1', name: 'A workspace' },
    { user: 'UORG', name: 'Organiser' },
    { name: 'A programme', zone: 'Europe/London' },
    TOPICS,
  )
  // One of them was under way when the process before this one died.
  await database.prisma.effect.updateMany({
    where: { kind: 'channel', key: `${workspace.id}:forum` },
    data: { state: 'calling', token: 3, callingAt: new Date(), leaseUntil: new Date(Date.now() + 60_000) },
  })
  await database.close()
}, 180_000)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
beforeEach(() => {
  happened.length = 0
  log = []
})

describe('a start that cannot succeed', () => {
  const refusing = () => Promise.reject(new StartError('DISCORD_TOKEN: Discord refused it.'))

  it('is known before anybody is listened to or anything is claimed', async () => {
    const before = await effects()
    const list = [platform('slack'), platform('discord', { identify: refusing })]
    await expect(start(...list)).rejects.toThrow(StartError)
    expect(happened).toEqual(['slack identify', 'slack stop', 'discord stop'])
    expect(await effects()).toEqual(before)
    expect(log.map(({ msg }) => msg)).not.toContain('started')
  })

  it('leaves nothing behind where it is known later', async () => {
    const before = await effects()
    const list = [platform('slack'), platform('discord', { start: refusing })]
    await expect(start(...list)).rejects.toThrow(StartError)
    expect(happened.filter((one) => one.endsWith('stop'))).toEqual(['slack stop', 'discord stop'])
    expect(happened).not.toContain('slack ensureChannel')
    expect(await effects()).toEqual(before)
  })
})

describe('a platform where the bot was removed', () => {
  const refusing = () => Promise.reject(new StartError('SLACK_BOT_TOKEN: Slack refused it.'))
  const refused = () => platform('slack', { identify: refusing })
  const removedOr = async (gone: Date | null) => {
    const { prisma, close } = await openDatabase({ databaseUrl: undefined, dataDir })
    await prisma.installation.updateMany({ where: { platform: 'slack' }, data: { gone } })
    // What could go nowhere meanwhile was put off.
    await prisma.effect.updateMany({ data: { notBefore: new Date(0) } })
    await close()
  }
  beforeEach(() => removedOr(new Date()))
  afterEach(() => removedOr(null))

  it('is left out, and said, while another one goes on', async () => {
    const bot = await start(refused(), platform('discord'))
    expect(happened).toContain('discord start')
    expect(happened.filter((one) => one.startsWith('slack'))).toEqual(['slack stop'])
    expect(log.map(({ why }) => why)).toContain('SLACK_BOT_TOKEN: Slack refused it.')
    await bot.stop()
  })

  it('is no start where it is the only one, or where anything else is wrong', async () => {
    await expect(start(refused())).rejects.toThrow('SLACK_BOT_TOKEN')
    const broken = platform('slack', { identify: () => Promise.reject(new TypeError('broken')) })
    await expect(start(broken, platform('discord'))).rejects.toThrow(TypeError)
    await expect(start(platform('slack'), platform('discord', { identify: refusing }))).rejects.toThrow(
      StartError,
    )
  })
})

describe('a start that succeeds', () => {
  it('identifies, then listens, then works, and is well', async () => {
    const bot = await start(platform('slack'), platform('discord'))
    const at = `http://127.0.0.1:${bot.health.port}/healthz`
    await expect.poll(() => happened, { timeout: 10_000 }).toContain('slack ensureChannel')
    const order = [
      'slack identify',
      'discord identify',
      'slack start',
      'discord start',
      'slack ensureChannel',
    ]
    expect(happened.filter((one, index) => order.includes(one) && happened.indexOf(one) === index)).toEqual(
      order,
    )
    const health = await fetch(at)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ database: true, turns: true, room: true })
    await bot.stop()
    await expect(fetch(at)).rejects.toThrow()
  })
})
