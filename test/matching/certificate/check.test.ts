import { describe, expect, it } from 'vitest'
import type { Certificate } from '../../../src/matching/certificate/certificate.ts'
import { check } from '../../../src/matching/certificate/check.ts'
import type { Edge } from '../../../src/matching/components.ts'
import { rowsOf } from './pairs.ts'

type Proof = { readonly certificate: Certificate; readonly edges: readonly Edge[] }

const PATH: Proof = {
  edges: [
    [0, 1, 5],
    [1, 2, 100],
    [2, 3, 6],
  ],
  certificate: { n: 4, lift: 89, dual: [0, 188, 190, 0], blossoms: [], mate: [1, 0, 3, 2] },
}

const TRIANGLE: Proof = {
  edges: [
    [0, 1, 4],
    [1, 2, 8],
    [2, 0, 6],
  ],
  certificate: {
    n: 3,
    lift: 0,
    dual: [0, 4, 8],
    blossoms: [{ parent: -1, z: 2, members: [0, 1, 2] }],
    mate: [-1, 2, 1],
  },
}

/** Five people, all of them joined, three of them more: a triangle in a blossom. */
const NESTED: Proof = {
  edges: [0, 1, 2, 3, 4].flatMap((j) => Array.from({ length: j }, (_, i): Edge => [i, j, j < 3 ? 3 : 1])),
  certificate: {
    n: 5,
    lift: 0,
    dual: [0, 0, 0, 0, 0],
    blossoms: [
      { parent: 1, z: 2, members: [2, 0, 1] },
      { parent: -1, z: 1, members: [4, 3, 2, 1, 0] },
    ],
    mate: [1, 0, -1, 4, 3],
  },
}

/** A star: one pair of three leaves' wishes, which only a lift proves to be all. */
const STAR: Proof = {
  edges: [
    [0, 1, 7],
    [0, 2, 5],
    [3, 0, 5],
  ],
  certificate: { n: 4, lift: -2, dual: [10, 0, 0, 0], blossoms: [], mate: [1, 0, -1, -1] },
}

const verdict = ({ certificate, edges }: Proof, maxCardinality = true) =>
  check(certificate, rowsOf(edges), maxCardinality)

describe('a right certificate', () => {
  it.each<[string, Proof]>([
    ['of nothing', { certificate: { n: 0, lift: 0, dual: [], blossoms: [], mate: [] }, edges: [] }],
    [
      'of people without pairs',
      { certificate: { n: 2, lift: 0, dual: [0, 0], blossoms: [], mate: [-1, -1] }, edges: [] },
    ],
    ['of a path', PATH],
    ['of a triangle, with a blossom', TRIANGLE],
    ['of a blossom in a blossom', NESTED],
    ['of a star', STAR],
  ])('%s', (_, proof) => {
    expect(verdict(proof)).toEqual({ valid: true, gap: 0 })
  })

  it('of a path whose ends add much to all their pairs: without that, a greater lift would be needed', () => {
    const worth = Float64Array.of(1000, 0, 0, 1000)
    const edges = PATH.edges.map(
      ([one, other, weight]): Edge => [one, other, weight + worth[one]! + worth[other]!],
    )
    const certificate = { ...PATH.certificate, lift: 186, dual: [2000, 382, 384, 2000] }
    expect(check(certificate, rowsOf(edges), true, worth)).toEqual({ valid: true, gap: 0 })
    // As a part of all weights it is looked at only where more pairs are possible.
    const five = {
      ...certificate,
      n: 6,
      dual: [...certificate.dual, 0, 0],
      mate: [...certificate.mate, -1, -1],
    }
    const six = Float64Array.of(...worth, 0, 0)
    expect(check(five, rowsOf(edges), true, six)).toEqual({ valid: true, gap: 0 })
    expect(check(five, rowsOf(edges), true)).toMatchObject({
      valid: false,
      problem: expect.stringMatching(/^the lift 186 is less than/),
    })
    expect(
      check(
        five,
        rowsOf(edges),
        true,
        six.map((each) => -each),
      ),
    ).toMatchObject({
      valid: false,
      problem: 'a vertex adds less than nothing',
    })
  })

  it('of the greatest weight alone', () => {
    const heaviest = { n: 4, lift: 0, dual: [0, 100, 100, 0], blossoms: [], mate: [-1, 2, 1, -1] }
    expect(verdict({ certificate: heaviest, edges: PATH.edges }, false)).toEqual({ valid: true, gap: 0 })
    expect(verdict({ certificate: heaviest, edges: PATH.edges }, true).problem).toMatch(/lift/)
  })

  it('of pairs that all weigh nothing', () => {
    const certificate = { n: 2, lift: 1, dual: [1, 1], blossoms: [], mate: [1, 0] }
    expect(verdict({ certificate, edges: [[0, 1, 0]] })).toEqual({ valid: true, gap: 0 })
  })
})

describe('what is unfinished', () => {
  it('has a bound: the duals, and each row’s worst violation', () => {
    // 0-1 lacks 2 of 2·(5 + 89) and 1-2 lacks 2: the row of 1 has the latter only.
    const certificate = { ...PATH.certificate, dual: [0, 186, 190, 0] }
    expect(verdict({ ...PATH, certificate })).toEqual({
      valid: false,
      gap: (186 + 190 + 2 + 2 - 378) / 2 / 11,
      problem: 'pairs outweigh their duals',
    })
  })

  it('shows by how much the duals are too great', () => {
    const certificate = { ...TRIANGLE.certificate, dual: [0, 4, 12] }
    expect(verdict({ ...TRIANGLE, certificate })).toMatchObject({ valid: false, gap: 2 / 8 })
  })
})

describe('a wrong certificate is refused', () => {
  const [inner, outer] = NESTED.certificate.blossoms as [
    Certificate['blossoms'][number],
    Certificate['blossoms'][number],
  ]
  const dual = (...y: number[]) => ({ dual: y })
  const mate = (...other: number[]) => ({ mate: other })
  const blossoms = (...all: object[]) => ({ blossoms: all as Certificate['blossoms'] })
  it.each<[string, Partial<Certificate>, RegExp]>([
    ['a dual below nothing', dual(0, 0, -2, 0, 0), /^the dual of 2 is -2/],
    ['half a dual', dual(0, 0.5, 0, 0, 0), /^the dual of 1 is 0\.5/],
    ['a dual that is no number', dual(Number.NaN, 0, 0, 0, 0), /^the dual of 0 is NaN/],
    ['a dual too few', dual(0, 0, 0, 0), /^not 5 duals/],
    ['a dual too great', dual(0, 0, 0, 0, 2), /^the duals outweigh/],
    ['duals whose sum is not exact', dual(2 ** 53 - 1, 2 ** 53 - 1, 0, 0, 0), /2\^53/],
    ['a mate too few', mate(1, 0, -1, 4), /^not 5 duals and mates/],
    ['a mate of somebody else', mate(1, 2, 1, 4, 3), /^the mate of 0 is 1/],
    ['one’s own mate', mate(1, 0, 2, 4, 3), /^the mate of 2 is 2/],
    ['a mate from outside', mate(1, 0, 5, 4, 3), /^the mate of 2 is 5/],
    ['a mate below', mate(1, 0, -2, 4, 3), /^the mate of 2 is -2/],
    ['half a mate', mate(1, 0, 0.5, 4, 3), /^the mate of 2 is 0\.5/],
    ['a lighter matching', mate(3, 4, -1, 0, 1), /^the duals outweigh/],
    ['a pair too few', mate(1, 0, -1, -1, -1), /lift/],
    ['a lift that moves all', { lift: 1 }, /^pairs outweigh/],
    ['half a lift', { lift: 0.5 }, /^the lift 0\.5/],
    ['a blossom’s dual too small', blossoms({ ...inner, z: 1 }, outer), /^pairs outweigh/],
    ['a blossom’s dual too great', blossoms({ ...inner, z: 3 }, outer), /^the duals outweigh/],
    ['a blossom’s dual below nothing', blossoms({ ...inner, z: -2 }, outer), /^blossom 0 has the dual -2/],
    ['half a dual of a blossom', blossoms({ ...inner, z: 1.5 }, outer), /^blossom 0 has the dual 1\.5/],
    ['an even blossom', blossoms(inner, { ...outer, members: [0, 1, 2, 3] }), /^blossom 1 has 4/],
    ['a blossom of one', blossoms({ ...inner, members: [0] }, outer), /^blossom 0 has 1/],
    ['an empty blossom', blossoms({ ...inner, members: [] }, outer), /^blossom 0 has 0/],
    ['a member twice', blossoms({ ...inner, members: [0, 1, 1] }, outer), /^1 of blossom 0/],
    ['a member from outside', blossoms({ ...inner, members: [0, 1, 5] }, outer), /^5 of blossom 0/],
    ['half a member', blossoms({ ...inner, members: [0, 1, 1.5] }, outer), /^1\.5 of blossom 0/],
    ['a parent that is not told', blossoms({ ...inner, parent: -1 }, outer), /^2 of blossom 0/],
    ['a parent that is not there', blossoms({ ...inner, parent: 2 }, outer), /^blossom 0 is not within 2/],
    ['a parent below', blossoms({ ...inner, parent: -2 }, outer), /^blossom 0 is not within -2/],
    ['one’s own parent', blossoms({ ...inner, parent: 0 }, outer), /^blossom 0 is not within 0/],
    ['a circle of parents', blossoms(inner, { ...outer, parent: 0 }), /^blossom 1 is not within 0/],
    ['a blossom twice', blossoms(inner, outer, { ...inner }), /of blossom 2/],
    [
      'blossoms that overlap',
      blossoms({ parent: -1, z: 2, members: [0, 1, 2] }, { parent: -1, z: 1, members: [2, 3, 4] }),
      /^2 of blossom 1/,
    ],
    ['a blossom that is not there', blossoms({ ...outer, parent: -1 }), /^pairs outweigh/],
  ])('%s', (_, wrong, problem) => {
    const result = verdict({ ...NESTED, certificate: { ...NESTED.certificate, ...wrong } })
    expect(result.valid).toBe(false)
    expect(result.problem).toMatch(problem)
  })

  it.each<[string, Proof, boolean, RegExp]>([
    [
      'a pair that is not allowed',
      { ...PATH, certificate: { ...PATH.certificate, mate: [2, 3, 0, 1] } },
      true,
      /not allowed/,
    ],
    [
      'a lift too small',
      { ...STAR, certificate: { ...STAR.certificate, lift: -3, dual: [8, 0, 0, 0] } },
      true,
      /lift -3/,
    ],
    ['a lift where only weight counts', STAR, false, /^the lift is -2/],
    [
      'weights beyond exact sums',
      {
        certificate: { n: 2, lift: 2 ** 53 - 2, dual: [2 ** 52, 2 ** 52], blossoms: [], mate: [1, 0] },
        edges: [[0, 1, 9]],
      },
      true,
      /2\^53/,
    ],
  ])('%s', (_, proof, maxCardinality, problem) => {
    const result = verdict(proof, maxCardinality)
    expect(result.valid).toBe(false)
    expect(result.problem).toMatch(problem)
  })
})
