/** Calendar time. Everything that people live by (dates, topics, deadlines) asks it. */
export interface Clock {
  /** Epoch ms. */
  now(): number
}

/** The system's time, moved forward by `aheadMs()` (ms), which may change while we run. */
export function movableClock(aheadMs: () => number): Clock {
  return { now: () => Date.now() + aheadMs() }
}

export const systemClock: Clock = { now: () => Date.now() }
