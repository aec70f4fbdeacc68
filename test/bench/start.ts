import { setTimeout as pause } from 'node:timers/promises'
import { databases, type Measured } from './databases.ts'
import { median } from './quantile.ts'
import { startBotUnderLoad } from './round-one-bot.ts'
import type { Figure } from './table.ts'

const MIB = 2 ** 20
const LIVES = 5
/** How long nobody does anything before memory is read, ms. */
const IDLE_MS = 10_000

/** How long the bot takes to start, for the first time and again, and what it holds when nobody does anything. */
export async function start(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const database of databases()) figures.push(...(await startOn(database)))
  return figures
}

async function startOn({ name, server, idle, most }: Measured): Promise<Figure[]> {
  const lives: Life[] = []
  for (let life = 0; life < LIVES; life++) lives.push(await oneLife(server))
  const of = (figure: keyof Life) => median(lives.map((life) => life[figure]))
  return [
    {
      name: `${name}: first start, until both platforms are connected`,
      value: of('cold'),
      unit: 'ms',
      limit: 2_500,
    },
    { name: `${name}: start again, the same`, value: of('warm'), unit: 'ms', limit: 1_300 },
    {
      name: `${name}: resident when idle, after the first start`,
      value: of('first'),
      unit: 'MiB',
      limit: idle,
    },
    { name: `${name}: resident when idle, after the next`, value: of('next'), unit: 'MiB', limit: idle },
    { name: `${name}: most resident during the first start`, value: of('most'), unit: 'MiB', limit: most },
  ]
}

interface Life {
  readonly cold: number
  readonly warm: number
  readonly first: number
  readonly next: number
  readonly most: number
}

async function oneLife(server: string | undefined): Promise<Life> {
  const bot = await startBotUnderLoad({ server })
  try {
    await pause(IDLE_MS)
    const [first, most] = [bot.residentOf() / MIB, bot.peakOf('bot') / MIB]
    const warm = await bot.again()
    await pause(IDLE_MS)
    return { cold: bot.startedInMs, warm, first, next: bot.residentOf() / MIB, most }
  } finally {
    await bot.stop()
  }
}
