import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { projectRoot } from '../../src/database/root.ts'
import { answer } from '../../src/matching/answer.ts'
import type { Certificate } from '../../src/matching/certificate/certificate.ts'
import { check } from '../../src/matching/certificate/check.ts'
import { edgeRows } from '../../src/matching/certificate/edge-rows.ts'
import type { Edge } from '../../src/matching/components.ts'
import { solve } from '../../src/matching/solve.ts'
import { edgeProblem } from '../../src/matching/solver/edge-pairs.ts'
import { newSolver } from '../../src/matching/solver/optimum.ts'

const doc = readFileSync(join(projectRoot, 'docs/matching.md'), 'utf8')

type Example = { readonly n: number; readonly edges: Edge[] }
type Pair = readonly [number, number]
type Change = { together?: Pair; apart?: Pair; atLeast?: number; costs: number }
type Beaten = Example & { greedy: number; best: number; lift: number; dual?: number[]; changes?: Change[] }

const blocks = [...doc.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json ?? '')
const read = <T>(at: number): T => JSON.parse(blocks[at] ?? '')
const [row, square, triangles] = [read<Beaten>(0), read<Beaten>(1), read<Example>(2)]

/** What taking the best pair first, and then the best of the rest, comes to. */
function greedily(edges: readonly Edge[]): number {
  const taken = new Set<number>()
  return [...edges]
    .sort(([, , one], [, , other]) => other - one)
    .filter(([one, other]) => !taken.has(one) && !taken.has(other) && taken.add(one).add(other))
    .reduce((sum, [, , score]) => sum + score, 0)
}

describe('the examples in docs/matching.md', () => {
  it.each([row, square])('greedy matching makes $greedy points, the best $best', ({ n, edges, ...said }) => {
    const certificate = solve(n, edges).parts[0]?.certificate()
    expect([greedily(edges), certificate?.lift]).toEqual([said.greedy, said.lift])
    expect(answer(JSON.stringify({ n, edges, ...said }), () => 0)).toMatchObject({
      cardinality: 2,
      weight: said.best,
      certificate: { valid: true, gap: 0 },
    })
  })

  it.each(square.changes ?? [])('a change of the square costs what it says: %o', (change) => {
    const { edges, n, best } = square
    const solver = newSolver(edgeProblem(n, edges, true))
    const { dual, lift } = solver.solve().certificate()
    expect(dual).toEqual(square.dual)
    const pair = change.together ?? change.apart ?? [0, 0]
    const [one, other, score] = edges.find(([i, j]) => i === pair[0] && j === pair[1]) ?? [-1, -1, 0]
    const after = solver.resolve(change.apart ? { forbid: [pair] } : { force: [[one, other, score]] })
    expect([after.cardinality, best - after.weight]).toEqual([2, change.costs])
    if (change.together) {
      expect(((dual[one] ?? 0) + (dual[other] ?? 0)) / 2 - score - lift).toBe(change.atLeast)
    }
  })

  test('the solver proves the two triangles with the prices that are shown', () => {
    const { n, edges } = triangles
    const [shown, proof] = [read<Certificate>(3), solve(n, edges).parts[0]?.certificate()]
    const blossoms = proof?.blossoms.map((each) => ({ ...each, members: [...each.members].sort() }))
    expect({ ...proof, blossoms }).toEqual(shown)
    expect(check(shown, edgeRows(edges), true)).toEqual({ valid: true, gap: 0 })
  })

  test('stopped before the search, the solver says what is shown', () => {
    const { n, edges } = triangles
    const stopped = newSolver(edgeProblem(n, edges, true)).solve({ timeLimitMs: 0, now: () => 0 })
    expect(stopped).toMatchObject(read<object>(4))
    expect(stopped.certificate().dual).toEqual([28, 28, 28, 28, 28, 28])
  })
})

test('docs/matching.md links to what exists', () => {
  const links = [...doc.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => join('docs', link ?? ''))
  expect(links.length).toBeGreaterThan(40)
  expect(links.filter((link) => !existsSync(join(projectRoot, link)))).toEqual([])
})
