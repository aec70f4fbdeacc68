/** What can be told to go wrong, and where. */
export interface Fault {
  /** `METHOD /path` of a route as in the table, or of an actual path; `*` stands for anything. */
  readonly route?: string
  /** A gateway event, such as `INTERACTION_CREATE`. */
  readonly event?: string
  readonly action: FaultAction
  /** How often; without it, until cleared. */
  readonly times?: number
  /** 0 to 1, drawn from `seed`; 1 where not given. */
  readonly probability?: number
  readonly seed?: number
  /** `delay`: how long. `stale`: how young what is left out may be. In ms. */
  readonly ms?: number
  /** `limit`: seconds. */
  readonly retryAfter?: number
  /** `error`: what is answered. `fail-…`: the status (500). */
  readonly status?: number
  readonly code?: number
  readonly message?: string
}

/**
 * `fail-before`/`fail-after`: 5xx without or after doing it. `cut-…`: the socket is destroyed.
 * `nulls`: whatever is optional in an answer and absent is null.
 * For events: `delay`, `lose` (never sent), `drop` (connection cut; a resume replays), `invalidate`.
 */
type FaultAction =
  | 'delay'
  | 'fail-before'
  | 'fail-after'
  | 'cut-before'
  | 'cut-after'
  | 'limit'
  | 'error'
  | 'stale'
  | 'nulls'
  | 'lose'
  | 'drop'
  | 'invalidate'

export function createFaults() {
  let active: { fault: Fault; left: number; pattern: RegExp; random: () => number }[] = []

  const matching = (subjects: readonly string[], kind: 'route' | 'event'): Fault[] => {
    if (active.length === 0) return []
    const hit: Fault[] = []
    for (const entry of active) {
      if (entry.fault[kind] === undefined || entry.left <= 0) continue
      if (!subjects.some((subject) => entry.pattern.test(subject))) continue
      if (entry.random() >= (entry.fault.probability ?? 1)) continue
      entry.left--
      hit.push(entry.fault)
    }
    active = active.filter((entry) => entry.left > 0)
    return hit
  }

  return {
    add(fault: Fault): void {
      active.push({
        fault,
        left: fault.times ?? Number.POSITIVE_INFINITY,
        pattern: wildcard(fault.route ?? fault.event ?? ''),
        random: seeded(fault.seed ?? 1),
      })
    },
    clear(): void {
      active = []
    },
    list: (): Fault[] => active.map(({ fault }) => fault),
    forCall: (method: string, template: string, path: string): Fault[] =>
      matching([`${method} ${template}`, `${method} ${path}`], 'route'),
    forEvent: (event: string): Fault[] => matching([event], 'event'),
  }
}

export type Faults = ReturnType<typeof createFaults>

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${escaped}$`)
}

/** Mulberry32: the same seed draws the same. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
