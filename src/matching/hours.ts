import { Temporal } from 'temporal-polyfill'
import { type Bits, bitsOf, common, countCommon } from './bits.ts'

/** Every zone in use today is a whole number of quarter-hours from UTC, so nothing finer is needed. */
const QUARTERS_A_DAY = 24 * 4
export const QUARTERS_A_WEEK = 7 * QUARTERS_A_DAY
const NANOSECONDS_A_QUARTER = 15 * 60 * 1e9

/** Monday is 0. */
const WEEK = [0, 1, 2, 3, 4, 5, 6]

/** Local hours [from, to) of the parts of a day: morning, afternoon, evening. */
export const PARTS_OF_DAY = [
  [8, 12],
  [12, 17],
  [17, 21],
] as const

/** Stands in for people who did not say when they are free, on weekdays. */
export const OFFICE_HOURS = [9, 18] as const

/** Bits of `Candidate.availability`. */
export const AVAILABILITY_BITS = 7 * PARTS_OF_DAY.length

/**
 * A clock for all zones at one instant (epoch milliseconds): gives a zone's distance from UTC in
 * quarter-hours, east positive, each zone looked up once. The clock throws a `RangeError` for a zone that
 * is not in the IANA database.
 */
export function offsetsAt(at: number): (zone: string) => number {
  const instant = Temporal.Instant.fromEpochMilliseconds(at)
  const known = new Map<string, number>()
  return (zone) => {
    const cached = known.get(zone)
    if (cached !== undefined) return cached
    const offset = Math.round(instant.toZonedDateTimeISO(zone).offsetNanoseconds / NANOSECONDS_A_QUARTER)
    known.set(zone, offset)
    return offset
  }
}

/** Quarter-hours of a week from `from` to before `to`; `from` is in the week, `to` may lie beyond its end. */
type Span = { readonly from: number; readonly to: number }

/** The parts of a week that the bits of `Candidate.availability` mean, in UTC for a zone's offset in quarter-hours. */
function partsOfWeek(offset: number): Span[] {
  return WEEK.flatMap((weekday) => PARTS_OF_DAY.map((hours) => span(weekday, hours, offset)))
}

/** What stands in for an availability of 0, in the same form. */
function officeHours(offset: number): Span[] {
  return WEEK.slice(0, 5).map((weekday) => span(weekday, OFFICE_HOURS, offset))
}

/**
 * The quarter-hours of a week in UTC (Monday 00:00 is 0) in which a person is free, from their local
 * availability (see `Candidate.availability`) and their zone's offset in quarter-hours.
 */
export function weekInUtc(availability: number, offset: number): Bits {
  const bits = bitsOf([], QUARTERS_A_WEEK)
  const add = ({ from, to }: Span) => {
    for (let at = from; at < to; at++) {
      const quarter = at < QUARTERS_A_WEEK ? at : at - QUARTERS_A_WEEK
      bits[quarter >>> 5] = (bits[quarter >>> 5] ?? 0) | (1 << (quarter & 31))
    }
  }
  if (availability === 0) for (const span of officeHours(offset)) add(span)
  else for (const [bit, span] of partsOfWeek(offset).entries()) if ((availability >>> bit) & 1) add(span)
  return bits
}

/** Free quarter-hours a week that all of some people share: the mean of the round's start and end. */
export function commonQuarters(weeks: readonly (readonly [start: Bits, end: Bits])[]): number {
  const at = (time: 0 | 1) => {
    const shared = weeks.map((week) => week[time]).reduce(common)
    return countCommon(shared, shared)
  }
  return (at(0) + at(1)) / 2
}

function span(weekday: number, [from, to]: readonly [number, number], offset: number): Span {
  const start = (weekday * QUARTERS_A_DAY - offset + from * 4 + QUARTERS_A_WEEK) % QUARTERS_A_WEEK
  return { from: start, to: start + (to - from) * 4 }
}
