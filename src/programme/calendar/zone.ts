const known = new Map<string, boolean>()

/**
 * Whether this Node can reckon in an IANA zone. One that was chosen with a newer Node, whose zones are newer,
 * may be strange to it.
 */
export function knowsZone(zone: string): boolean {
  const asked = known.get(zone)
  if (asked !== undefined) return asked
  const answer = canReckonIn(zone)
  known.set(zone, answer)
  return answer
}

/** The first of some zones in which can be reckoned; UTC where there is none. */
export function firstKnown(...zones: readonly (string | null)[]): string {
  return zones.find((zone) => zone !== null && knowsZone(zone)) ?? 'UTC'
}

function canReckonIn(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
