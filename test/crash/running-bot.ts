import { spawn } from 'node:child_process'
import type { BotSettings, Heard, Told } from './bot-settings.ts'
import type { Standstill } from './standstill.ts'

/** A bot in an operating-system process of its own. */
export interface RunningBot {
  /** Lets it do what is due, with its calendar so far ahead, ms. */
  tick(aheadMs: number): void
  /** Lets it stand still there; resolves when it knows. */
  standStillAt(at: Standstill): Promise<void>
  /** Resolves when it stands still. */
  readonly stands: Promise<void>
  /** Lets it do what is due, and gives how many effects there are, by `kind:state`. */
  count(): Promise<Readonly<Record<string, number>>>
  /** Stops the process in its tracks (SIGSTOP), or lets it go on. */
  freeze(frozen: boolean): void
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
  /** Asks it to end; resolves when the process is gone. */
  end(): Promise<void>
}

/** Resolves when it has started. */
export async function startBotProcess(settings: BotSettings): Promise<RunningBot> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['dist/test/crash/bot-process.js'], {
    env: { PATH, HOME, BOT: JSON.stringify(settings) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, (heard: Extract<Heard, { answer: number }>) => void>()
  let asked = 0
  let ready = () => {}
  let stand = () => {}
  const stands = new Promise<void>((resolve) => {
    stand = resolve
  })
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.on('message', (heard: Heard) => {
    if (heard === 'ready') ready()
    else if ('stands' in heard) stand()
    else waiting.get(heard.answer)?.(heard)
  })
  await new Promise<void>((resolve, reject) => {
    ready = resolve
    void gone.then((code) => reject(new Error(`a bot did not start (${code})`)))
  })

  function ask(question: (number: number) => Told) {
    asked += 1
    const number = asked
    return new Promise<Extract<Heard, { answer: number }>>((resolve, reject) => {
      waiting.set(number, resolve)
      void gone.then(() => reject(new Error('a bot ended before it answered')))
      child.send(question(number))
    })
  }
  async function send(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!child.kill(signal)) throw new Error('a bot had ended by itself; see its log')
    await gone
  }
  return {
    tick: (aheadMs) => void child.send({ do: 'tick', aheadMs } satisfies Told),
    standStillAt: (at) => ask((number) => ({ do: 'stand-still', at, number })).then(() => undefined),
    stands,
    count: async () => (await ask((number) => ({ do: 'count', number }))).counts ?? {},
    freeze: (frozen) => void child.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
    kill: () => send('SIGKILL'),
    end: () => send('SIGTERM'),
  }
}
