const EPOCH = 1_420_070_400_000n

/** Ids that hold their time and strictly increase, also when the clock stands still or is set back. */
export function createSnowflakes(now: () => number, last = '0'): { next(): string; last(): string } {
  let newest = BigInt(last)
  return {
    next() {
      const fresh = (BigInt(Math.floor(now())) - EPOCH) << 22n
      newest = fresh > newest ? fresh : newest + 1n
      return newest.toString()
    },
    last: () => newest.toString(),
  }
}

/** The platform time (epoch ms) at which an id was given out. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH)
}

/** Orders ids by age; ids of different length compare by length first, as numbers do. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : a > b ? 1 : 0
}

export const isSnowflake = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,20}$/.test(value)
