/** The time of day in a zone, with the weekday where it helps: "Tuesday 14:05". */
export function localTime(at: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** The time of day in a zone alone: "14:05". */
export function clockTime(at: number, zone: string, locale: string): string {
  const format = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(locale, format).format(at)
}

/** A calendar date (ISO 8601) in words: "15 December 2026". */
export function dateInWords(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}
