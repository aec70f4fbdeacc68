/** Every part of a score is worth 0 to this many points, and so is the score. */
export const FULL = 1000

/** For a part about which one of the two said nothing: neither for nor against. */
const NEUTRAL = 500

/** Hours a week in common that are plenty; more is worth no more. */
const PLENTY_OF_HOURS = 8

/** Points for so many things in common: the first says most, the fourth makes it full. */
export function pointsForCount(count: number): number {
  return [0, 500, 750, 900][count] ?? FULL
}

/** Points for free quarter-hours a week in common. */
export function pointsForQuarters(quarters: number): number {
  return Math.min(FULL, Math.floor((quarters * FULL) / (PLENTY_OF_HOURS * 4)))
}

/**
 * Points for languages in common. English alone is what most pairs have; another language, or a second
 * one, makes a conversation easier for at least one of the two.
 */
export function pointsForLanguages(shared: number, bothSpeakEnglish: boolean): number {
  if (shared === 0) return 0
  if (shared > 1) return FULL
  return bothSpeakEnglish ? NEUTRAL : 800
}

/** Points for an answer that is best when it is the same. */
export function pointsForSame(one: string | null, other: string | null): number {
  if (one === null || other === null) return NEUTRAL
  return one === other ? FULL : 0
}

/** Whether a partner from `theirs` is what somebody from `own` wished for. */
export function isWishedSector(wish: string | null, own: string | null, theirs: string | null): boolean {
  if (wish === null || theirs === null) return false
  return wish === 'same' ? own === theirs : wish === theirs
}

/** Points of a partner's sector for one person: their wish, or, without one, likeness. */
export function pointsForSector(wish: string | null, own: string | null, theirs: string | null): number {
  if (wish !== null) return isWishedSector(wish, own, theirs) ? FULL : 0
  return own !== null && own === theirs ? FULL : NEUTRAL
}
