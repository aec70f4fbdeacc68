/** What happened so far, counted; for tests, drills and the page. */
export interface Stats {
  calls: Record<string, number>
  ratelimited: Record<string, number>
  /** By `method:error`. */
  errors: Record<string, number>
  /** Envelopes and signed requests, by kind. */
  delivered: Record<string, number>
  /** Not acknowledged in time, by kind. */
  unacknowledged: Record<string, number>
  /** How long each that was acknowledged took to be, ms. */
  ackMs: number[]
  /** Acknowledged too late. */
  late: number
  eventRetries: number
  responseUrls: number
}

export const emptyStats = (): Stats => ({
  calls: {},
  ratelimited: {},
  errors: {},
  delivered: {},
  unacknowledged: {},
  ackMs: [],
  late: 0,
  eventRetries: 0,
  responseUrls: 0,
})

export function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
