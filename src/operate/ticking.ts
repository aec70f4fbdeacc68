import { schedule } from 'node-cron'
import type { Logger } from 'pino'

export interface TickingOptions {
  /** Does what is due. It may fail: the next turn catches up. */
  readonly turn: () => Promise<void>
  /** Told after each turn how long it took, and how much later than a minute after the last it began, ms. */
  readonly ticked: (ms: number, lateMs: number) => void
  readonly log: Logger
}

export interface Ticking {
  /** How long ago a turn last came to its end without failing (or we started), ms. */
  idleFor(): number
  /** No more turns; resolves when the one under way has ended, at the latest after so long, ms. */
  stop(withinMs: number): Promise<void>
}

const MINUTE_MS = 60_000
/** How often the watch looks, and how long before each full minute it does besides, ms. */
const LOOK_MS = 1_000
const BEFORE_MS = 10
/** A turn that did not begin for so long is begun by the watch, so that two never lie two minutes apart, ms. */
const OVERDUE_MS = 110_000
/** What the clock may stray between two looks: more than the network's time corrects it by in a second, ms. */
const SET_MS = 500

/**
 * Has a turn done each minute, on the minute, and at least every two minutes whatever becomes of the
 * machine's clock.
 *
 * node-cron 4.6 waits until the clock is back where it was when somebody sets it back, and goes through
 * every minute that was left out when somebody sets it forward, on which a year takes half a minute of the
 * processor. So a watch that reckons by a clock that nobody sets begins it anew when the other one was set.
 *
 * The process's zone becomes UTC: whatever zone node-cron is told, it cuts the milliseconds off an instant in
 * the process's own, and would stand still, spinning, for the hour that comes twice in autumn. Nothing of ours
 * is reckoned in that zone.
 */
export function startTicking({ turn, ticked, log }: TickingOptions): Ticking {
  process.env.TZ = 'UTC'
  let last = performance.now()
  let done = last
  let underWay: Promise<void> | undefined

  async function take(): Promise<void> {
    const began = performance.now()
    const late = Math.max(0, began - last - MINUTE_MS)
    last = began
    try {
      await turn()
      done = performance.now()
    } catch (error) {
      log.error({ err: error }, 'tick failed')
    }
    ticked(performance.now() - began, late)
  }

  /** One after the other: what falls due during a turn is the next one's. */
  const begin = () => {
    underWay ??= take().finally(() => {
      underWay = undefined
    })
  }

  const cron = schedule('* * * * *', begin, {
    timezone: 'UTC',
    suppressMissedWarning: true,
    // It writes lines of its own to the console, unless it is given where to.
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (detail) => log.warn({ detail }, 'the scheduler reported'),
      error: (problem) => log.error({ err: problem }, 'the scheduler failed'),
    },
  })
  const beginAnew = () => {
    cron.stop()
    cron.start()
    begin()
  }

  const apart = () => Date.now() - performance.now()
  let before = apart()
  let watch: NodeJS.Timeout
  const lookAgain = () => {
    const left = MINUTE_MS - (Date.now() % MINUTE_MS) - BEFORE_MS
    watch = setTimeout(look, left > 0 ? Math.min(LOOK_MS, left) : LOOK_MS)
  }
  const look = () => {
    const strayed = apart() - before
    before += strayed
    const wasSet = Math.abs(strayed) > SET_MS
    if (wasSet) log.warn({ byMs: Math.round(strayed) }, 'the clock was set, or the machine slept')
    if (wasSet || performance.now() - last >= OVERDUE_MS) beginAnew()
    lookAgain()
  }
  lookAgain()

  return {
    idleFor: () => performance.now() - done,
    async stop(withinMs) {
      clearTimeout(watch)
      await cron.destroy()
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs)
      })
      await Promise.race([underWay, late])
      clearTimeout(timer)
    },
  }
}
