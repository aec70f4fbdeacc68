import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const PROGRAM = new URL('embedded-process.mjs', import.meta.url).pathname

export interface Child {
  readonly lines: readonly string[]
  /** Resolves with the first line that begins so, or with undefined when the process ended without. */
  line(beginning: string): Promise<string | undefined>
  /** `kill -9`, of this process alone; resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves with the exit code. */
  ended(): Promise<number | null>
}

/** Runs `embedded-process.mjs` with these arguments. */
export function embeddedChild(...args: string[]): Child {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const tell of listeners) tell()
  })
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    lines,
    line: (beginning) =>
      new Promise((resolve) => {
        const look = () => {
          const found = lines.find((line) => line.startsWith(beginning))
          if (found !== undefined) resolve(found)
        }
        listeners.add(look)
        look()
        void gone.then(() => resolve(undefined))
      }),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    ended: () => gone,
  }
}
