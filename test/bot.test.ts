import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { startBot } from '../src/bot.ts'
import { openDatabase } from '../src/database/open.ts'
import type { Platform } from '../src/port/platform.ts'
import { startProgramme } from '../src/programme/setup.ts'
import { deskOn, TOPICS } from './support/desk.ts'
import { copyDatabaseTo } from './support/template.ts'

it('carries nothing out before every platform has told who we are', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'counterpart-test-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  await copyDatabaseTo(dataDir)
  const database = await openDatabase({ databaseUrl: undefined, dataDir })
  await startProgramme(
    deskOn(database, { at: Date.now() }),
    { platform: 'slack', externalId: 'T1', name: 'A workspace' },
    { user: 'UORG', name: 'Organiser' },
    { name: 'A programme', zone: 'Europe/London' },
    TOPICS,
  )
  await database.close()
  const happened: string[] = []
  const slack = {
    name: 'slack',
    capabilities: { publicChannelsOpen: false, privateToMany: true, actorsWhole: false, homes: false },
    identify: async () => undefined,
    syncCommands: async () => undefined,
    async start() {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      happened.push('started')
    },
    async ensureChannel() {
      happened.push('asked for a channel')
      return { kind: 'refused', code: 'only a test' }
    },
    typed: () => '',
    connected: () => true,
    stop: async () => undefined,
  } as unknown as Platform
  const bot = await startBot({
    databaseUrl: undefined,
    dataDir,
    log: pino({ level: 'silent' }),
    clock: { now: Date.now },
    port: 0,
    platforms: () => ({ list: [slack] }),
  })
  await expect.poll(() => happened.length, { timeout: 5_000 }).toBe(4)
  expect(happened[0]).toBe('started')
  await bot.stop()
})
