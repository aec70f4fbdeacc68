import type { Phases } from './solution.ts'

export type Limits = {
  /** Looked at between steps. A thread can't abort itself while it works: only another one can. */
  readonly signal?: AbortSignal
  /** Milliseconds after which it ends with the best matching that it has, as soon as a bound is known. */
  readonly timeLimitMs?: number
  /** Milliseconds, counted from whenever. */
  readonly now?: () => number
}

/** Measures what is done, and knows when it is time to stop. */
export type Clock = {
  readonly phases: Phases
  readonly stopped: () => boolean
  readonly time: <T>(phase: keyof Phases, work: () => T) => T
}

export function clockOf({ signal, timeLimitMs, now = () => performance.now() }: Limits): Clock {
  const end = timeLimitMs === undefined ? Number.POSITIVE_INFINITY : now() + timeLimitMs
  const phases = { candidates: 0, fractional: 0, blossoms: 0, pricing: 0 }
  return {
    phases,
    stopped: () => signal?.aborted === true || (end < Number.POSITIVE_INFINITY && now() >= end),
    time: (phase, work) => {
      const started = now()
      try {
        return work()
      } finally {
        phases[phase] += now() - started
      }
    },
  }
}
