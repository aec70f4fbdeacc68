import { setTimeout as pause } from 'node:timers/promises'
import { startBotUnderLoad } from './round-one-bot.ts'
import type { Figure } from './table.ts'

const RUNS = 3

/** How long the bot takes to start, and what it holds when nobody does anything. */
export async function start(): Promise<Figure[]> {
  const bot = await startBotUnderLoad(1)
  try {
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) times.push(await bot.again())
    await pause(5_000)
    const warm = times.sort((one, other) => one - other)[Math.floor(RUNS / 2)] ?? Number.NaN
    return [
      {
        name: 'start with no database yet, until both platforms are connected',
        value: bot.startedInMs,
        unit: 'ms',
      },
      { name: 'start again, the same', value: warm, unit: 'ms' },
      { name: 'bot, resident when idle', value: bot.residentOf() / 2 ** 20, unit: 'MiB' },
    ]
  } finally {
    await bot.stop()
  }
}
