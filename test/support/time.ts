export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/** A Tuesday in November 2026, in the morning: the calendar's day where a test says no other. */
export const BEGINNING = Date.UTC(2026, 10, 17, 10)
