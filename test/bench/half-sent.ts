import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { asking, statusOf } from '../http/raw.ts'
import { resident } from './process.ts'
import type { Figure } from './table.ts'

export interface Bot {
  /** It has loaded `collecting.ts`. */
  readonly process: ChildProcess
  readonly port: number
}

const MIB = 2 ** 20
const HUNDREDS = 10
const QUESTIONS = 10_000

/**
 * A hundred deliveries of 400 kB that come by half, and stop there; and that again and again. What each hundred left
 * behind would be held ten times after ten. It is measured once garbage is collected, without which it swings by more
 * than could be left. What is resident is not given back at once, but comes to rest: it is no more after the later five
 * than it was after the first five.
 */
export async function halfSent(bot: Bot): Promise<Figure[]> {
  const eachSecond = await work(bot)
  const before = await heldBy(bot)
  const resting = resident(bot.process.pid, 'VmRSS')
  const rounds: { most: number; ms: number; held: number; left: number }[] = []
  for (let hundred = 0; hundred < HUNDREDS; hundred++) {
    const { most, ms } = await halfSentOnce(bot)
    const held = await heldBy(bot)
    rounds.push({ most, ms, held, left: resident(bot.process.pid, 'VmRSS') })
  }
  const most = Math.max(...rounds.map((round) => round.most)) - resting
  const longest = Math.max(...rounds.map(({ ms }) => ms))
  const held = (rounds.at(-1)?.held ?? Number.NaN) / before
  const mostLeft = (some: typeof rounds) => Math.max(...some.map(({ left }) => left))
  const growth = mostLeft(rounds.slice(HUNDREDS / 2)) / mostLeft(rounds.slice(0, HUNDREDS / 2))
  const name = (what: string) => `a hundred half-sent deliveries: ${what}`
  const times = `after ${HUNDREDS} times`
  return [
    { name: name('all cut off after'), value: longest, unit: 'ms', limit: 15_000 },
    { name: name('the bot, more resident meanwhile'), value: most / MIB, unit: 'MiB', limit: 128 },
    { name: name('what it holds before'), value: before / MIB, unit: 'MiB' },
    { name: name(`what it holds ${times}, as a part of that`), value: 100 * held, unit: '%', limit: 101 },
    { name: name(`resident ${times}, as a part of after 5`), value: 100 * growth, unit: '%', limit: 105 },
    { name: '/healthz: answered each second, a connection each', value: eachSecond, unit: '' },
  ]
}

/** How long they stood there, and the most that was resident meanwhile, bytes. */
async function halfSentOnce({ process: { pid }, port }: Bot): Promise<{ most: number; ms: number }> {
  const head = asking('/slack/events', 'POST', ['Content-Length: 400000'])
  const sockets: Socket[] = Array.from({ length: 100 }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined)
    socket.resume().write(head + 'x'.repeat(200_000))
    return socket
  })
  let most = 0
  const began = performance.now()
  while (sockets.some(({ closed }) => !closed)) {
    most = Math.max(most, resident(pid, 'VmRSS'))
    await pause(50)
  }
  return { most, ms: performance.now() - began }
}

/** Asks for its health again and again, so that all that it needs is there: how often it can be each second. */
async function work({ port }: Bot): Promise<number> {
  const began = performance.now()
  let left = QUESTIONS
  const visitor = async () => {
    while (left-- > 0) {
      if ((await statusOf(port, asking('/healthz'))) !== 200) throw new Error('it is not well')
    }
  }
  await Promise.all(Array.from({ length: 16 }, visitor))
  return QUESTIONS / ((performance.now() - began) / 1_000)
}

/** What the bot holds once all garbage is gone: objects, and the memory of buffers, bytes. */
async function heldBy({ process }: Bot): Promise<number> {
  process.send('held?')
  const [held] = (await once(process, 'message')) as [number]
  return held
}
