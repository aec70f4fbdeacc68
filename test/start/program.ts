import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { projectRoot } from '../../src/database/root.ts'
import { startFlags } from '../support/start-flags.ts'

/** Compiles the program, where something changed: what is tested here is what `npm start` runs. */
export function compileProgram(): void {
  execFileSync(process.execPath, [join(projectRoot, 'src/tools/prepare.mjs'), '--compile'])
}

export interface Ended {
  /** null where it had to be killed, since it went on. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Started {
  /** Where it runs, and keeps its data in `data`. Removed with the test. */
  readonly folder: string
  readonly ended: Promise<Ended>
  /** Resolves when it has written that. */
  says(words: string): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Types a line, where `typed` was set. */
  type(line: string): void
  /** Types no more. */
  endInput(): void
  /** What it has written so far. */
  readonly out: () => string
}

export interface StartOptions {
  readonly args?: readonly string[]
  readonly settings?: Readonly<Record<string, string>>
  /** Puts into the folder what is there before. */
  readonly prepare?: (folder: string) => void
  /** The program; the bot's own unless set. */
  readonly script?: string
  readonly umask?: number
  /** Whether there is somebody who types. */
  readonly typed?: boolean
}

/** After so long it is taken to have started, ms: longer than the slowest machine takes to find out why not. */
const LONGEST = 280_000

/** Runs the program in a folder of its own, with these settings and no others. */
export function start({
  args = [],
  settings = {},
  prepare,
  script = 'main.js',
  umask,
  typed = false,
}: StartOptions): Started {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-start-'))
  prepare?.(folder)
  const { PATH = '', HOME = '' } = process.env
  const before = umask === undefined ? undefined : process.umask(umask)
  const child = spawn(process.execPath, [...startFlags(), join(projectRoot, 'dist/src', script), ...args], {
    cwd: folder,
    env: { PATH, HOME, PORT: '0', SANDBOX_PORT: '0', ...settings },
    stdio: [typed ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  })
  if (before !== undefined) process.umask(before)
  const said = { out: '', err: '' }
  let heard = () => {}
  for (const [stream, to] of [
    [child.stdout, 'out'],
    [child.stderr, 'err'],
  ] as const) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said[to] += text
      heard()
    })
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST)
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code, ...said })
    })
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    ended,
    signal: (name) => child.kill(name),
    type: (line) => void child.stdin?.write(`${line}\n`),
    endInput: () => void child.stdin?.end(),
    out: () => said.out,
    says: (words) =>
      new Promise((resolve, reject) => {
        heard = () => {
          if (said.out.includes(words)) resolve()
        }
        heard()
        void ended.then(({ err }) => reject(new Error(`ended before it said “${words}”: ${err}`)))
      }),
  }
}

/** Serves on a free port of this machine until the test has finished. */
export async function serving(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly port: number; readonly paths: readonly string[] }> {
  const paths: string[] = []
  const server: Server = createServer((request, response) => {
    paths.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, paths }
}
