import { createRequire } from 'node:module'
import type { ScoredPairs } from '../../src/matching/scoring/source.ts'

/** Each person's partner, or -1. */
export type Mates = Int32Array

/** `edmonds-blossom-fixed`, which takes a list of all pairs and gives each vertex's mate up to the last with an edge. */
export function byLibrary(pairs: ScoredPairs): Mates {
  const solve: (edges: [number, number, number][], maxCardinality: boolean) => number[] = createRequire(
    import.meta.url,
  )('edmonds-blossom-fixed')
  const edges: [number, number, number][] = []
  const others = new Int32Array(pairs.n)
  const weights = new Float64Array(pairs.n)
  for (let row = 0; row < pairs.n; row++) {
    const found = pairs.rows(row, others, weights)
    for (let at = 0; at < found; at++) edges.push([row, others[at] as number, weights[at] as number])
  }
  const found = solve(edges, true)
  return Int32Array.from({ length: pairs.n }, (_, person) => found[person] ?? -1)
}

/** Who has no partner. */
const alone = (mate: Int32Array) =>
  Int32Array.from(mate.keys()).filter((person) => (mate[person] as number) < 0)

/** Everybody in a random order takes any partner who is left. */
export function atRandom(pairs: ScoredPairs, next: () => number): Mates {
  const mate = new Int32Array(pairs.n).fill(-1)
  const order = Array.from({ length: pairs.n }, (_, person) => ({ person, at: next() }))
  for (const { person } of order.sort((one, other) => one.at - other.at)) {
    if ((mate[person] as number) >= 0) continue
    const free = pairs.neighbours(person, alone(mate))
    const other = free[next() % Math.max(1, free.length)]
    if (other === undefined) continue
    mate[person] = other
    mate[other] = person
  }
  return mate
}

/** People that are kept for each as the best, before all have to be looked through again. */
const KEPT = 32

type Choice = { readonly other: number; readonly score: number }

/** The best pair of all, then the best of those who are left, and so on. */
export function greedily(pairs: ScoredPairs, scoreOf: (one: number, other: number) => number): Mates {
  const { n } = pairs
  const mate = new Int32Array(n).fill(-1)
  const lists = Array.from({ length: n }, (): Choice[] => [])
  const { count, ones, others, weights } = pairs.candidates(KEPT)
  for (let at = 0; at < count; at++) {
    const [one, other, score] = [ones[at] as number, others[at] as number, weights[at] as number]
    lists[one]?.push({ other, score })
    lists[other]?.push({ other: one, score })
  }
  for (const list of lists) list.sort((one, other) => one.score - other.score)
  const isFree = (person: number) => (mate[person] as number) < 0
  // A list may hold more than the best: what follows the last of them is found by looking at everybody.
  const left = lists.map((list) => Math.min(KEPT, list.length))
  const best = (person: number): Choice | undefined => {
    const list = lists[person] ?? []
    while ((left[person] as number) > 0) {
      const choice = list.at(-1)
      if (choice && isFree(choice.other)) return choice
      list.pop()
      left[person] = (left[person] as number) - 1
    }
    lists[person] = [...pairs.neighbours(person, alone(mate))]
      .map((other) => ({ other, score: scoreOf(person, other) }))
      .sort((one, other) => one.score - other.score)
      .slice(-KEPT)
    left[person] = lists[person]?.length ?? 0
    return lists[person]?.at(-1)
  }
  // By score: everybody waits where their best pair is, which can only become worse.
  const waiting: number[][] = Array.from({ length: 1001 }, () => [])
  const queue = (person: number) => {
    const choice = best(person)
    if (choice) waiting[choice.score]?.push(person)
  }
  for (let person = 0; person < n; person++) queue(person)
  for (let score = 1000; score >= 0; score--) {
    for (let person = waiting[score]?.pop(); person !== undefined; person = waiting[score]?.pop()) {
      if (!isFree(person)) continue
      const choice = best(person)
      if (choice?.score !== score) {
        queue(person)
        continue
      }
      mate[person] = choice.other
      mate[choice.other] = person
    }
  }
  return mate
}
