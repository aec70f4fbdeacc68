import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

/** A sandbox in a folder of its own, whose bot is an operating-system process that can be killed. */
export interface SandboxFolder {
  readonly path: string
  /** Starts the compiled bot as `npm start -- --exit` does, with more arguments. */
  start(...args: readonly string[]): SandboxProcess
  remove(): void
}

export interface SandboxProcess {
  readonly lines: readonly string[]
  /** Resolves with the first line of that kind; rejects when the process ends without one. */
  line(wanted: (line: string) => boolean): Promise<string>
  /** Waits so long, ms, or until it has ended by itself; whether it has. */
  endsWithin(ms: number): Promise<boolean>
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
  /** Resolves with the exit code when the process has ended by itself. */
  ended(): Promise<number | null>
}

export function sandboxFolder(): SandboxFolder {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-crash-'))
  return {
    path: folder,
    start: (...args) => running(folder, args),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function running(folder: string, args: readonly string[]): SandboxProcess {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['dist/src/main.js', '--exit', ...args], {
    env: { PATH, HOME, DATA_DIR: folder, PORT: '0', SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const tell of listeners) tell()
  })
  const gone = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return {
    lines,
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(wanted)
          if (found === undefined) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        void gone.then((code) => reject(new Error(`ended with ${code} after: ${lines.at(-1)}`)))
      }),
    endsWithin: (ms) => Promise.race([gone.then(() => true), pause(ms, false)]),
    async kill() {
      killHard(child)
      await gone
    },
    ended: () => gone,
  }
}

function killHard(child: ChildProcess): void {
  if (!child.kill('SIGKILL')) throw new Error('the process had ended before it could be killed')
}
