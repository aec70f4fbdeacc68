import type { Json } from './state.ts'

/** What goes wrong on purpose. Times are real milliseconds. */
export type Fault = FaultWhere &
  (
    | { readonly kind: 'delay'; readonly ms: number }
    /** 500 before the deed is done, or after it; the connection cut before or after it. */
    | { readonly kind: '500-before' | '500-after' | 'cut-before' | 'cut-after' }
    | { readonly kind: '429'; readonly retryAfter: number }
    /** `errors`: what is said of each of several users. */
    | { readonly kind: 'error'; readonly code: string; readonly errors?: readonly Json[] }
    /** Lists and histories leave out what is younger than `ms`. */
    | { readonly kind: 'stale'; readonly ms: number }
    /** Whatever is optional in an answer and absent is null, as it is in answers of Slack's at times. */
    | { readonly kind: 'nulls' }
    /** An envelope that never arrives, or arrives twice. */
    | { readonly kind: 'drop' | 'duplicate' }
  )

interface FaultWhere {
  /** A method (`chat.postMessage`), `response_url`, an envelope's type (`slash_commands`), or `*`. */
  readonly on: string
  readonly team?: string
  readonly app?: string
  /** How often it strikes; without it, always. */
  readonly times?: number
  /** Lets so many pass first. */
  readonly skip?: number
  /** How likely it strikes at each chance, from 0 to 1, and the seed of that lottery. */
  readonly probability?: number
  readonly seed?: number
}

interface Armed {
  readonly id: number
  readonly fault: Fault
  skip: number
  left: number
  hits: number
  readonly draw: () => number
}

/** The faults that are armed, in the order in which they were added. */
export class Faults {
  #armed: Armed[] = []
  #ids = 0

  add(fault: Fault): number {
    this.#ids += 1
    this.#armed.push({
      id: this.#ids,
      fault,
      skip: fault.skip ?? 0,
      left: fault.times ?? Number.POSITIVE_INFINITY,
      hits: 0,
      draw: lottery(fault.seed ?? 1),
    })
    return this.#ids
  }

  clear(): void {
    this.#armed = []
  }

  list(): { id: number; fault: Fault; hits: number }[] {
    return this.#armed.map(({ id, fault, hits }) => ({ id, fault, hits }))
  }

  /** The faults that strike this time; several can (a delay, then an error). */
  strike(on: string, team: string, app: string): Fault[] {
    return this.#armed.filter((armed) => strikes(armed, on, team, app)).map((armed) => armed.fault)
  }
}

function strikes(armed: Armed, on: string, team: string, app: string): boolean {
  const { fault } = armed
  if (fault.on !== on && fault.on !== '*') return false
  if (fault.team !== undefined && fault.team !== team) return false
  if (fault.app !== undefined && fault.app !== app) return false
  if (armed.left <= 0) return false
  if (armed.skip > 0) {
    armed.skip -= 1
    return false
  }
  if (fault.probability !== undefined && armed.draw() >= fault.probability) return false
  armed.left -= 1
  armed.hits += 1
  return true
}

/** Mulberry32: a small generator that gives the same draws for the same seed. */
function lottery(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
