import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseJson } from '../../src/http/json.ts'

it('reads what JSON.parse reads', () => {
  const reads = fc.property(fc.json({ maxDepth: 8 }), (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })
  fc.assert(reads)
})

it.each([
  ['[', ']'],
  ['{"a":', '}'],
  ['[{"\\"[[":', '}]'],
])('takes no more than a hundred of %s in one another', (open, close) => {
  const nested = (depth: number) => open.repeat(depth) + 1 + close.repeat(depth)
  const most = open.startsWith('[{') ? 50 : 100
  expect(() => parseJson(nested(most))).not.toThrow()
  expect(() => parseJson(nested(most + 1))).toThrow(SyntaxError)
  expect(() => parseJson(nested(100_000))).toThrow(SyntaxError)
})

it('is not misled by what stands in strings', () => {
  const brackets = JSON.stringify('[{'.repeat(500))
  expect(parseJson(`[${brackets},${JSON.stringify('\\"[['.repeat(200))}]`)).toHaveLength(2)
  for (const text of ['"', '"\\', '["\\"', '', '{"a']) expect(() => parseJson(text)).toThrow(SyntaxError)
})
