import type { REST } from 'discord.js'
import type { Logger } from 'pino'
import type { Marks } from '../../port/marks.ts'

/** What every outbound part works with. */
export interface Calls {
  /** For bulk work; rejects instead of waiting where Discord asks for long. */
  readonly rest: REST
  readonly marks: Marks
  readonly log: Logger
  /** The bot's own user id. */
  readonly self: () => string
  /** Wall time, epoch ms. */
  readonly wall: () => number
}

/** Discord's ids carry their time: the first 42 bits are ms since 2015. */
export function snowflakeAt(at: number): string {
  return (BigInt(Math.max(0, at - 1_420_070_400_000)) << 22n).toString()
}

/** Runs work for one key after another, never two at once. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    const settled = mine.catch(() => undefined)
    this.last.set(key, settled)
    try {
      return await mine
    } finally {
      if (this.last.get(key) === settled) this.last.delete(key)
    }
  }
}
