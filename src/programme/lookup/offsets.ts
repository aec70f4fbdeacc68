/** Offsets change only at quarters of an hour. */
const QUARTER = 15 * 60_000

const LONG_OFFSET = /GMT(?:([+-])(\d{2}):(\d{2}))?/

const known = new Map<string, { quarter: number; minutes: number }>()

/**
 * How far a zone is ahead of UTC at an instant, in minutes. The last answer for a zone is kept for its quarter of
 * an hour; the formatter, of which each holds some kilobytes outside the heap, is not.
 *
 * @param instant milliseconds since 1970
 */
export function offsetMinutes(zone: string, instant: number): number {
  const quarter = Math.floor(instant / QUARTER)
  const last = known.get(zone)
  if (last?.quarter === quarter) return last.minutes
  const minutes = readOffset(offsetFormat(zone), instant)
  known.set(zone, { quarter, minutes })
  return minutes
}

/** "UTC+05:30"; "UTC+00:00" where there is no difference. */
export function offsetLabel(zone: string, instant: number): string {
  const minutes = offsetMinutes(zone, instant)
  const part = (value: number): string => String(value).padStart(2, '0')
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '-' : '+'}${part(Math.floor(size / 60))}:${part(size % 60)}`
}

/**
 * Zones without those that keep the same time as an earlier one of the list from now to fourteen months on: which
 * of them a person is in makes no difference to any appointment.
 */
export function withoutSameTime(zones: readonly string[], now: number): string[] {
  if (zones.length < 2) return [...zones]
  const seen = new Set<string>()
  return zones.filter((zone) => {
    const times = timesKept(zone, now)
    if (seen.has(times)) return false
    seen.add(times)
    return true
  })
}

/** Whether two zones keep the same time, by the rule of `withoutSameTime`. */
export function sameTime(zone: string, other: string, now: number): boolean {
  return zone === other || timesKept(zone, now) === timesKept(other, now)
}

/** Half-month steps also catch the weeks in which one country's clocks have changed and another's have not. */
const HALF_MONTH = 15 * 86_400_000

const kept = new Map<string, { readonly since: number; readonly times: string }>()

/** What a zone's clocks show in the fourteen months that come. The last answer for a zone is kept for its half month. */
function timesKept(zone: string, now: number): string {
  const since = Math.floor(now / HALF_MONTH)
  const last = kept.get(zone)
  if (last?.since === since) return last.times
  const format = offsetFormat(zone)
  const times = Array.from({ length: 29 }, (_, step) =>
    readOffset(format, (since + step) * HALF_MONTH),
  ).join()
  kept.set(zone, { since, times })
  return times
}

function offsetFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
}

function readOffset(format: Intl.DateTimeFormat, instant: number): number {
  const [, sign, hours = '0', minutes = '0'] = LONG_OFFSET.exec(format.format(instant)) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0
}
