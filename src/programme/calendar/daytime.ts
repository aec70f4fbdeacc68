import { Temporal } from 'temporal-polyfill'

/**
 * The best moment on a day for people in several zones: the first full hour that is between 9 and 18 for
 * all of them; else between 7 and 22 for all; else the one that is least far from that for whoever has
 * it worst. The day is reckoned in UTC, where every zone has its daytime, perhaps on the date beside.
 *
 * @param date ISO 8601 date
 * @param zones IANA zones, at least one
 * @returns epoch ms
 */
export function daytimeFor(date: string, zones: readonly string[]): number {
  const midnight = Temporal.PlainDate.from(date).toZonedDateTime('UTC')
  const moments = Array.from({ length: 24 }, (_, hour) => midnight.add({ hours: hour }))
  let best = midnight.epochMilliseconds
  let least = Number.POSITIVE_INFINITY
  for (const moment of moments) {
    const badness = Math.max(...zones.map((zone) => hardship(localHour(moment, zone))))
    if (badness < least) {
      least = badness
      best = moment.epochMilliseconds
    }
  }
  return best
}

/** `daytimeFor` one day, for many: people of the same zones have the same. */
export function daytimesOf(date: string): (zones: readonly string[]) => number {
  const known = new Map<string, number>()
  return (zones) => {
    const different = [...new Set(zones)].sort()
    const key = different.join(' ')
    const at = known.get(key) ?? daytimeFor(date, different)
    known.set(key, at)
    return at
  }
}

/** 0 in working hours, 1 while people are awake, more with every hour into the night. */
function hardship(hour: number): number {
  if (hour >= 9 && hour < 18) return 0
  if (hour >= 7 && hour < 22) return 1
  return 1 + Math.min((hour - 22 + 24) % 24, (7 - hour + 24) % 24) + 0.01
}

function localHour(moment: Temporal.ZonedDateTime, zone: string): number {
  const local = moment.withTimeZone(zone)
  return local.hour + local.minute / 60
}

/** 9 o'clock of a day in a zone, epoch ms: when a forum's topic opens. */
export function morningOf(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '09:00' })
    .epochMilliseconds
}

/** The date in a zone at an instant, ISO 8601. */
export function dateAt(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** When the first zone on earth (UTC+14) enters a date, epoch ms. */
export function firstMomentOf(date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds - 14 * 3_600_000
}
