/** The program as `npm start` runs it, with its sandbox in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/root.ts'
import { startFlags } from '../support/start-flags.ts'

export interface Sandbox {
  readonly pageUrl: string
  close(): Promise<void>
}

/** @param people how many there are, so that not all of Round One has to join in each test */
export async function startSandbox(people: number): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-page-'))
  const data = join(folder, 'data', 'sandbox')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(join(data, 'story.json'), JSON.stringify({ joined: [], size: people }))
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [...startFlags(), join(projectRoot, 'dist/src/main.js')], {
    cwd: folder,
    env: { PATH, HOME, PORT: '0', SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = async () => {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
    rmSync(folder, { recursive: true, force: true })
  }
  return { pageUrl: await pageOf(child), close }
}

function pageOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /See it happen: (\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    child.once('close', () => reject(new Error(`it ended: ${said}`)))
  })
}
