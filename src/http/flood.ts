const MINUTE = 60_000

/**
 * Keeps a log from being filled by a flood: so many lines a minute, and of the others how many they were.
 *
 * @returns whether this one may have its line
 */
export function againstFloods(most: number, tellRest: (count: number) => void): () => boolean {
  let told = 0
  let untold = 0

  function turnOfMinute(): void {
    if (untold > 0) tellRest(untold)
    told = 0
    untold = 0
  }
  return () => {
    if (told === 0) setTimeout(turnOfMinute, MINUTE).unref()
    if (told < most) {
      told += 1
      return true
    }
    untold += 1
    return false
  }
}
