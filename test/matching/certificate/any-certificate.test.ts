import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Certificate } from '../../../src/matching/certificate/certificate.ts'
import { check } from '../../../src/matching/certificate/check.ts'
import type { Edge } from '../../../src/matching/components.ts'
import { bruteForce } from '../brute.ts'
import { rowsOf } from './pairs.ts'

type Proof = { readonly certificate: Certificate; readonly edges: readonly Edge[] }

const verdict = ({ certificate, edges }: Proof, maxCardinality = true) =>
  check(certificate, rowsOf(edges), maxCardinality)

/**
 * Right certificates of any nesting, and graphs for them. People 0-1, 2-3, … are pairs, so that every stretch of
 * an odd number of people is full of pairs; each pair weighs what its duals say and the others no more.
 */
const proofs = fc
  .record({
    n: fc.integer({ min: 1, max: 9 }),
    duals: fc.array(fc.nat(6), { minLength: 9, maxLength: 9 }),
    cuts: fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 1, max: 4 })), { maxLength: 8 }),
    slack: fc.array(fc.nat(3), { minLength: 36, maxLength: 36 }),
    present: fc.array(fc.boolean(), { minLength: 36, maxLength: 36 }),
    lift: fc.integer({ min: -5, max: 5 }),
    names: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9 }),
  })
  .map(({ n, duals, cuts, slack, present, lift, names }): Proof => {
    const name = (at: number) => names.filter((each) => each < n)[at]!
    const stretches: { from: number; to: number; z: number }[] = []
    for (const [one, other, z] of cuts) {
      const [from, to] = [Math.min(one, other), Math.max(one, other) + 1]
      const apart = stretches.every(
        (each) =>
          each.to <= from ||
          to <= each.from ||
          (each.from <= from && to <= each.to && to - from < each.to - each.from) ||
          (from <= each.from && each.to <= to && each.to - each.from < to - from),
      )
      if (to <= n && to - from >= 3 && (to - from) % 2 === 1 && apart) stretches.push({ from, to, z })
    }
    const holds = (outer: { from: number; to: number }, from: number, to: number) =>
      outer.from <= from && to <= outer.to
    const parentOf = ({ from, to }: { from: number; to: number }) => {
      const around = stretches.filter((each) => holds(each, from, to) && each.to - each.from > to - from)
      const least = Math.min(...around.map((each) => each.to - each.from))
      return stretches.findIndex((each) => around.includes(each) && each.to - each.from === least)
    }
    const dual = new Array<number>(n).fill(0)
    const mate = new Array<number>(n).fill(-1)
    for (let at = 0; at < n; at++) {
      const other = at % 2 === 0 ? at + 1 : at - 1
      if (other >= n) continue
      mate[name(at)] = name(other)
      dual[name(at)] = 2 * duals[at]!
    }
    const edges: Edge[] = []
    for (let j = 1, at = 0; j < n; j++) {
      for (let i = 0; i < j; i++, at++) {
        const pair = j === i + 1 && i % 2 === 0
        if (!pair && !present[at]) continue
        const around = stretches.reduce((sum, each) => sum + (holds(each, i, j + 1) ? each.z : 0), 0)
        const most = (dual[name(i)]! + dual[name(j)]!) / 2 + around - lift
        edges.push([name(i), name(j), pair ? most : most - slack[at]!])
      }
    }
    const blossoms = stretches.map((each) => ({
      parent: parentOf(each),
      z: each.z,
      members: Array.from({ length: each.to - each.from }, (_, at) => name(each.from + at)),
    }))
    return { certificate: { n, lift, dual, blossoms, mate }, edges }
  })

/** What the matching has, and what the best has. */
function measure({ certificate: { n, mate }, edges }: Proof, maxCardinality: boolean) {
  const values = ([, , weight]: Edge) => (maxCardinality ? [1, weight] : [weight])
  const used = edges.filter(([one, other]) => mate[one] === other && mate[other] === one)
  const own = used.reduce(
    (sum, edge) => values(edge).map((value, at) => value + sum[at]!),
    maxCardinality ? [0, 0] : [0],
  )
  return { own, best: bruteForce(n, edges, values) }
}

/** The same with one number in it replaced, wherever it is. */
function tampered(proof: Proof, which: number, change: (value: number) => number): Proof {
  const copy = structuredClone(proof) as { certificate: Record<string, unknown>; edges: unknown }
  const places: [object, string | number][] = []
  const visit = (value: object) => {
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'number') places.push([value, key])
      else visit(child)
    }
  }
  visit(copy.certificate)
  const [holder, key] = places.filter(([, key]) => key !== 'n')[which % (places.length - 1)]!
  const numbers = holder as Record<string | number, number>
  numbers[key] = change(numbers[key]!)
  return copy as unknown as Proof
}

describe('certificates of any kind', () => {
  it('are valid if they are right', () => {
    fc.assert(
      fc.property(proofs, (proof) => {
        expect(verdict(proof)).toEqual({ valid: true, gap: 0 })
        const { own, best } = measure(proof, true)
        expect(own).toEqual(best)
      }),
      { numRuns: 1000 },
    )
  })

  it('are refused with one number changed, unless the matching is the best all the same', () => {
    const change = fc.oneof(
      fc.integer({ min: -4, max: 4 }).map((by) => (value: number) => value + by),
      fc.constantFrom(-1, 0, 1, 2, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53).map((to) => () => to),
    )
    let accepted = 0
    fc.assert(
      fc.property(proofs, fc.nat(200), change, fc.boolean(), (proof, which, change, maxCardinality) => {
        const other = tampered(proof, which, change)
        if (!verdict(other, maxCardinality).valid) return
        accepted += 1
        const { own, best } = measure(other, maxCardinality)
        expect(own).toEqual(best)
      }),
      { numRuns: 5000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })
})
