import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { embeddedChild } from './embedded-child.ts'
import { numbers } from './random.ts'

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
const KILLS = process.env.CRASH_ALL === undefined ? 2 : 4

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-crash-'))
  // What a failed drill leaves behind is there to be looked at.
  onTestFinished(({ task }) => {
    if (task.result?.state !== 'fail') rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return join(folder, 'data')
}

/** How long a first start takes here until its database has its name, and until it is open, ms. */
async function measureFirstStart(): Promise<{ made: number; open: number }> {
  const dataDir = dataFolder()
  const began = performance.now()
  const child = embeddedChild(dataDir)
  await made(dataDir)
  const whenMade = performance.now() - began
  await child.line('open')
  const open = performance.now() - began
  expect(await child.ended()).toBe(0)
  return { made: whenMade, open }
}

async function made(dataDir: string): Promise<void> {
  while (!existsSync(join(dataDir, 'postgres'))) await pause(2)
}

async function opensWell(dataDir: string): Promise<void> {
  const child = embeddedChild(dataDir)
  expect([await child.ended(), child.lines.at(-1)]).toEqual([0, 'open 0 0'])
}

it(`starts after being killed while the database was made (CRASH_SEED=${seed})`, async () => {
  const random = numbers(seed)
  const { made: until } = await measureFirstStart()
  for (let kill = 0; kill < KILLS; kill += 1) {
    const dataDir = dataFolder()
    const child = embeddedChild(dataDir)
    await pause(until * random())
    await child.kill()
    await opensWell(dataDir)
  }
})

it('leaves nothing behind of the databases that it was killed in the middle of making', async () => {
  const dataDir = dataFolder()
  for (let kill = 0; kill < 3; kill += 1) {
    const before = unfinished(dataDir)
    const child = embeddedChild(dataDir)
    while (unfinished(dataDir).every((name) => before.includes(name))) await pause(2)
    await child.kill()
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
  }
  await opensWell(dataDir)
  expect(unfinished(dataDir)).toEqual([])
})

function unfinished(dataDir: string): string[] {
  return existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name.startsWith('postgres.new')) : []
}

it(`starts after being killed while it was opened for the first time (CRASH_SEED=${seed})`, async () => {
  const random = numbers(seed)
  const { made: from, open } = await measureFirstStart()
  for (let kill = 0; kill < KILLS; kill += 1) {
    const dataDir = dataFolder()
    const child = embeddedChild(dataDir)
    await made(dataDir)
    await pause((open - from) * random())
    await child.kill()
    await opensWell(dataDir)
  }
})

it(`has all that it said was saved, killed again and again while saving (CRASH_SEED=${seed})`, async () => {
  const random = numbers(seed)
  const dataDir = dataFolder()
  let saved = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = embeddedChild(dataDir, 'write', String(Math.floor(10 ** (1 + 3 * random()))))
    expect(await child.line('open')).toBeDefined()
    await pause(200 + 1500 * random())
    await child.kill()
    const [rows = 0, last = 0] = (child.lines.find((line) => line.startsWith('open')) ?? '')
      .slice(5)
      .split(' ')
      .map(Number)
    expect(rows, 'no row is missing in between').toBe(last)
    expect(last, 'what was said to be saved is there').toBeGreaterThanOrEqual(saved)
    saved = Number(child.lines.at(-1)?.replace('saved ', ''))
    expect(saved).toBeGreaterThan(last)
  }
  const child = embeddedChild(dataDir)
  const line = await child.line('open')
  expect(Number(line?.split(' ')[1])).toBeGreaterThanOrEqual(saved)
  expect(await child.ended()).toBe(0)
})

it('refuses a second process with one line, and goes on itself', async () => {
  const dataDir = dataFolder()
  const first = embeddedChild(dataDir, 'write')
  await first.line('saved')
  const second = embeddedChild(dataDir)
  expect(await second.ended()).toBe(1)
  expect(second.lines).toEqual([
    'starting',
    `failed ${dataDir} is in use by another running Counterpart. Stop that one first, or set DATA_DIR to another folder.`,
  ])
  const before = first.lines.length
  await pause(500)
  expect(first.lines.length).toBeGreaterThan(before)
  await first.kill()
})
