/** Counts since start, for tests and for the page. */
export function createStats() {
  const calls = new Map<string, number>()
  const limited = new Map<string, number>()
  const statuses = new Map<number, number>()
  const events = new Map<string, number>()
  const add = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1)
  return {
    call: (route: string) => void add(calls, route),
    limit: (route: string) => void add(limited, route),
    status: (status: number) => void add(statuses, status),
    event: (name: string) => void add(events, name),
    view: (): StatsView => ({
      calls: Object.fromEntries(calls),
      limited: Object.fromEntries(limited),
      statuses: Object.fromEntries(statuses),
      events: Object.fromEntries(events),
    }),
  }
}

export type Stats = ReturnType<typeof createStats>

export interface StatsView {
  /** By route, such as `POST /channels/:channel/messages`. */
  readonly calls: Readonly<Record<string, number>>
  /** How many of them were answered 429. */
  readonly limited: Readonly<Record<string, number>>
  readonly statuses: Readonly<Record<string, number>>
  /** Dispatches sent over the gateway, by name. */
  readonly events: Readonly<Record<string, number>>
}
