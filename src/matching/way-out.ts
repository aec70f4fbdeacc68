import type { Exclusion } from './result.ts'

/**
 * The smallest change by which somebody who was left over would have a partner and nobody else lose theirs: the one
 * rule that would have to be waived for them, since it alone is `against` somebody who is free for them; of several,
 * the one that alone keeps them from most people. Whoever has none waits for somebody more to join.
 */
export function wayOut(
  against: readonly (readonly Exclusion[])[],
  isFree: (at: number) => boolean,
): Exclusion | undefined {
  const counts = new Map<Exclusion, { people: number; free: boolean }>()
  for (const [at, [rule, another]] of against.entries()) {
    if (rule === undefined || another !== undefined) continue
    const count = counts.get(rule) ?? { people: 0, free: false }
    count.people += 1
    count.free ||= isFree(at)
    counts.set(rule, count)
  }
  const [way] = [...counts]
    .filter(([, { free }]) => free)
    .sort(([, one], [, other]) => other.people - one.people)
  return way?.[0]
}
