import { type ChildProcess, spawn } from 'node:child_process'

/** Tells the process that it is kept: by whom. */
const KEEPER = 'COUNTERPART_KEEPER'

/** Whether this process is started again when it is killed. */
export const isKept = (): boolean => process.env[KEEPER] === String(process.ppid)

/** Says to whoever keeps this process that it has begun; ends with them. */
export function beKept(end: () => void): void {
  if (!isKept()) return
  process.send?.('begun')
  process.once('disconnect', end)
}

/**
 * Runs this program once more, as a process of its own, and starts it again when it is killed with `kill -9`: a visitor
 * of the page can do that to see what becomes of it. It ends as that process does otherwise.
 */
export function keep(): void {
  let child: ChildProcess
  let begun = false
  const start = () => {
    begun = false
    child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      env: { ...process.env, [KEEPER]: String(process.pid) },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    child.once('message', () => {
      begun = true
    })
    const over = (code: number | null, signal: string | null) => {
      // Who is killed before they have begun would be, each time.
      if (signal !== 'SIGKILL' || !begun) process.exit(code ?? 1)
      process.stdout.write('The bot was killed (kill -9). It is started again, and goes on where it was.\n')
      start()
    }
    child.once('exit', (code, signal) => {
      // What it said last is heard before its line is gone.
      if (child.connected) child.once('disconnect', () => over(code, signal))
      else over(code, signal)
    })
  }
  // A terminal's Ctrl-C reaches both; whoever else stops this process means the other one.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  start()
}
