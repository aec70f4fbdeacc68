import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { StartError } from '../../port/platform.ts'

/** The bot, in a process of its own. */
export interface RunningBot {
  /** With its exit code. */
  readonly ended: Promise<number>
  stop(): void
}

/**
 * Starts the bot as `npm start` does, with the settings that are written down. What it says goes where ours does.
 * Rejects with a `StartError` where it ended by itself, after it said why.
 */
export async function runBot(): Promise<RunningBot> {
  const script = fileURLToPath(new URL('../../main.js', import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  const stop = () => void child.kill('SIGTERM')
  process.once('exit', stop)
  await ready(child, ended)
  return { ended, stop }
}

function ready(child: ChildProcess, ended: Promise<number>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => {
      child.disconnect()
      resolve()
    })
    child.once('error', reject)
    void ended.then(() =>
      reject(
        new StartError(
          'The bot did not start, and said why. What was asked for is in .env: mend that, and run npm start.',
        ),
      ),
    )
  })
}
