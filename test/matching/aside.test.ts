import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Aside from '../../src/matching/aside.ts'
import { inventPool } from '../../src/matching/generate.ts'
import { matchPool } from '../../src/matching/match.ts'
import { alternatives, whatIf } from '../../src/matching/what-if.ts'
import { compileMatching } from './compiled.ts'

let compiled: ReturnType<typeof compileMatching>
let aside: typeof Aside
beforeAll(async () => {
  compiled = compileMatching()
  aside = await import(/* @vite-ignore */ pathToFileURL(join(compiled.folder, 'aside.js')).href)
})
afterAll(() => compiled.remove())

it('a large pool is matched in a thread of its own, with the same result, while others go on', async () => {
  const pool = inventPool(700, 2)
  let turns = 0
  const others = setInterval(() => {
    turns += 1
  }, 1)
  const found = await aside.matchAside(pool)
  clearInterval(others)
  expect(found).toEqual(matchPool(pool))
  expect(turns).toBeGreaterThan(3)
  const couples = found.pairs.slice(0, 3).map(({ a, b }) => [a, b] as const)
  expect(await aside.whatIfAside(pool, couples)).toEqual(whatIf(pool, couples))
  const ids = [pool.people[3]!.id, pool.people[9]!.id]
  expect(await aside.alternativesAside(pool, ids, 2)).toEqual(alternatives(pool, ids, 2))
})

it('a small pool is matched at once', async () => {
  const pool = inventPool(20, 2)
  expect(await aside.matchAside(pool)).toEqual(matchPool(pool))
})

it('what is wrong with a pool is said to whoever asked', async () => {
  const [first, ...others] = inventPool(700, 2).people
  const pool = { ...inventPool(700, 2), people: [{ ...first!, waited: -1 }, ...others] }
  await expect(aside.matchAside(pool)).rejects.toThrow(/has waited -1 rounds/)
})
