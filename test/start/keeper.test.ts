import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { projectRoot } from '../../src/database/root.ts'

const KEEPER = pathToFileURL(join(projectRoot, 'dist/src/stage/keeper.js')).href
const PROGRAM = `
import { beKept, isKept, keep } from '${KEEPER}'
if (!isKept()) keep()
else {
  process.on('SIGTERM', () => process.exit(7))
  if (!process.argv.includes('never')) beKept(() => process.exit(0))
  console.log('alive ' + process.pid)
  setInterval(() => undefined, 1_000)
}
`

/** A program that is kept, and the process numbers that it has had so far. */
function start(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-keeper-'))
  const file = join(folder, 'program.mjs')
  writeFileSync(file, PROGRAM)
  const keeper: ChildProcess = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(keeper, 'close')
  let said = ''
  keeper.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const pids = () => [...said.matchAll(/alive (\d+)/g)].map(([, pid]) => Number(pid))
  onTestFinished(async () => {
    keeper.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true })
  })
  const lives = async (count: number) => {
    await expect.poll(pids, { timeout: 30_000 }).toHaveLength(count)
    return pids()[count - 1] ?? 0
  }
  return { keeper, ended, lives }
}

it('starts what was killed again, and ends as it ends', async () => {
  const { keeper, ended, lives } = start()
  process.kill(await lives(1), 'SIGKILL')
  process.kill(await lives(2), 'SIGKILL')
  await lives(3)
  keeper.kill('SIGTERM')
  expect(await ended).toEqual([7, null])
})

it('gives up on what is killed before it has begun', async () => {
  const { ended, lives } = start('never')
  process.kill(await lives(1), 'SIGKILL')
  expect(await ended).toEqual([1, null])
})

it('leaves nothing behind when it is killed itself', async () => {
  const { keeper, lives } = start()
  const pid = await lives(1)
  keeper.kill('SIGKILL')
  const there = () => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  await expect.poll(there, { timeout: 30_000 }).toBe(false)
})
