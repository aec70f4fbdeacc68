import { knowsZone } from '../programme/calendar/zone.ts'

/** The time of day in a zone, with the weekday where it helps: "Tuesday 14:05"; UTC’s, and said so, in a strange one. */
export function localTime(at: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', ...clockOf(zone) }).format(at)
}

/** The time of day in a zone alone: "14:05"; UTC’s, and said so, in a strange one. */
export function clockTime(at: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, clockOf(zone)).format(at)
}

/** A day and the time in a zone: "Nov 28, 2026, 16:35"; UTC’s, and said so, in a strange one. */
export function momentInWords(at: number, zone: string, locale: string): string {
  const day = { year: 'numeric', month: 'short', day: 'numeric' } as const
  return new Intl.DateTimeFormat(locale, { ...day, ...clockOf(zone) }).format(at)
}

function clockOf(zone: string): Intl.DateTimeFormatOptions {
  const known = knowsZone(zone)
  return {
    ...(known ? { timeZone: zone } : { timeZone: 'UTC', timeZoneName: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
}

/** A calendar date (ISO 8601) in words: "15 December 2026"; one that is none, as it stands. */
export function dateInWords(date: string, locale: string): string {
  const at = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return date
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(at)
}
