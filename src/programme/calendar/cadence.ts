import { Temporal } from 'temporal-polyfill'
import type { Cadence } from '../../database/generated/client.ts'

/**
 * The days of a round's topics. Monthly means the same weekday of the month as the first (the third
 * Tuesday, say; a fifth one becomes the last where a month has only four), fortnightly every 14 days.
 *
 * @param first ISO 8601 date of the first topic
 * @returns `count` ISO 8601 dates, the first among them
 */
export function topicDates(first: string, cadence: Cadence, count: number): string[] {
  const start = Temporal.PlainDate.from(first)
  return Array.from({ length: count }, (_, index) => {
    const date = cadence === 'fortnightly' ? start.add({ days: 14 * index }) : sameWeekday(start, index)
    return date.toString()
  })
}

function sameWeekday(start: Temporal.PlainDate, months: number): Temporal.PlainDate {
  const which = Math.ceil(start.day / 7)
  const first = start.with({ day: 1 }).add({ months })
  const offset = (start.dayOfWeek - first.dayOfWeek + 7) % 7
  const day = 1 + offset + 7 * (which - 1)
  return first.with({ day: day > first.daysInMonth ? day - 7 : day })
}

/** A day as the database keeps it, as ISO 8601. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** An ISO 8601 date as the database keeps it: midnight in UTC. */
export function asDay(date: string): Date {
  return new Date(`${date}T00:00:00.000Z`)
}
