import fc from 'fast-check'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTicking, type Ticking } from '../../src/operate/ticking.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const MONTH = 30 * 24 * HOUR
const YEAR = 365 * 24 * HOUR

const zone = process.env.TZ
let ticking: Ticking | undefined

beforeEach(() => {
  vi.useFakeTimers()
  for (const name of ['info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, name)
})
afterEach(async () => {
  await ticking?.stop(0)
  vi.useRealTimers()
  vi.restoreAllMocks()
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

/** Starts at an instant in a zone; gives when turns began, ms after that by a clock that nobody sets. */
function startedAt(instant: string, tz = 'UTC', turn: () => Promise<void> = async () => undefined) {
  process.env.TZ = tz
  vi.setSystemTime(new Date(instant))
  const start = performance.now()
  const turns: number[] = []
  const log = vi.fn()
  ticking = startTicking({
    turn: () => {
      turns.push(performance.now() - start)
      return turn()
    },
    ticked: () => undefined,
    log: pino({ level: 'trace' }, { write: log }),
  })
  const longest = () => {
    const all = [0, ...turns, performance.now() - start]
    return Math.max(...all.slice(1).map((at, index) => at - (all[index] ?? 0)))
  }
  return { turns, log, longest, ticking }
}

const quiet = () => {
  for (const name of ['info', 'warn', 'error', 'debug'] as const) expect(console[name]).not.toHaveBeenCalled()
}

describe('the turns of the scheduler', () => {
  it.each([
    ['in autumn, in New York', '2026-11-01T05:57:30Z', 'America/New_York'],
    ['in autumn, on Lord Howe, by half an hour', '2026-04-04T14:30:30Z', 'Australia/Lord_Howe'],
    ['in spring, in Berlin', '2026-03-29T00:57:30Z', 'Europe/Berlin'],
    ['where a day is left out', '2011-12-30T09:57:30Z', 'Pacific/Apia'],
  ])('come each minute %s', async (_when, instant, tz) => {
    const { turns, longest } = startedAt(instant, tz)
    await vi.advanceTimersByTimeAsync(2 * HOUR)
    expect(turns).toHaveLength(120)
    expect(longest()).toBeLessThanOrEqual(MINUTE)
    quiet()
  })

  it.each([
    ['an hour back', -HOUR],
    ['a day back', -24 * HOUR],
    ['to the beginning of time', -56 * YEAR],
    ['an hour forward', HOUR],
    ['a month forward', MONTH],
    ['from the beginning of time', 56 * YEAR],
  ])('come when the clock is set %s', async (_how, byMs) => {
    const { turns, longest } = startedAt('2026-11-28T12:00:30Z')
    await vi.advanceTimersByTimeAsync(10 * MINUTE)
    vi.setSystemTime(Date.now() + byMs)
    await vi.advanceTimersByTimeAsync(SECOND)
    // What fell due meanwhile does not wait for the next minute.
    expect(turns).toHaveLength(11)
    await vi.advanceTimersByTimeAsync(HOUR - SECOND)
    expect(longest()).toBeLessThanOrEqual(MINUTE)
    expect(turns.length).toBeLessThanOrEqual(72)
    quiet()
  })

  it('never lie two minutes apart, whatever is done to zone and clock, and whenever', async () => {
    const doing = fc.record({
      afterMs: fc.integer({ min: 0, max: 10 * MINUTE }),
      // No more than a month forward: set in the ten milliseconds before a full minute, in which nobody looks, it has
      // node-cron go through every minute of it, which takes half a minute of the processor for each year.
      byMs: fc.oneof(
        fc.integer({ min: -3 * YEAR, max: MONTH }),
        fc.integer({ min: -2 * MINUTE, max: 2 * MINUTE }),
      ),
    })
    const zones = fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
    const instants = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2037-12-31'),
      noInvalidDate: true,
    })
    const lives = fc.asyncProperty(
      instants,
      zones,
      fc.array(doing, { maxLength: 6 }),
      async (at, tz, done) => {
        const { longest, ticking } = startedAt(at.toISOString(), tz)
        for (const { afterMs, byMs } of done) {
          await vi.advanceTimersByTimeAsync(afterMs)
          vi.setSystemTime(Date.now() + byMs)
        }
        await vi.advanceTimersByTimeAsync(3 * MINUTE)
        await ticking.stop(0)
        expect(longest()).toBeLessThanOrEqual(2 * MINUTE)
        quiet()
      },
    )
    await fc.assert(lives, { numRuns: 40 })
  })

  it('are not done twice at once, nor left out for one that fails', async () => {
    let end = () => {}
    let failing = false
    const { turns, log, ticking } = startedAt('2026-11-28T12:00:30Z', 'UTC', () => {
      if (failing) return Promise.reject(new Error('no database'))
      return new Promise<void>((resolve) => {
        end = resolve
      })
    })
    await vi.advanceTimersByTimeAsync(5 * MINUTE)
    expect(turns).toEqual([30 * SECOND])
    expect(ticking.idleFor()).toBe(5 * MINUTE)
    end()
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(turns).toHaveLength(2)
    failing = true
    end()
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect(turns).toHaveLength(4)
    // One that failed was none.
    expect(ticking.idleFor()).toBe(2 * MINUTE)
    const lines = log.mock.calls.map(([line]) => JSON.parse(line) as { msg: string })
    expect(lines.map(({ msg }) => msg)).toEqual(['tick failed', 'tick failed'])
  })

  it('end with the one under way, or without it when that takes too long', async () => {
    let end = () => {}
    const { ticking, turns } = startedAt(
      '2026-11-28T12:00:30Z',
      'UTC',
      () =>
        new Promise<void>((resolve) => {
          end = resolve
        }),
    )
    await vi.advanceTimersByTimeAsync(MINUTE)
    const ended = vi.fn()
    void ticking.stop(5 * SECOND).then(ended)
    await vi.advanceTimersByTimeAsync(4 * SECOND)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(ended).toHaveBeenCalled()
    end()
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(turns).toHaveLength(1)
  })
})
