import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { SortedLines } from '../../../src/programme/lookup/sorted-lines.ts'
import { fold } from '../../../src/programme/lookup/text.ts'
// @ts-expect-error plain JavaScript, since it runs before anything is compiled
import { fold as foldOfTheMaker } from '../../../src/tools/gazetteer/fold.mjs'

const folder = mkdtempSync(join(tmpdir(), 'lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('lines that are searched where they lie', () => {
  it('are found by their key and by its beginning, wherever they stand', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcdeé京😀'), minLength: 1, maxLength: 6 })
    const line = fc.tuple(key, fc.string({ unit: fc.constantFrom(...'xyz京 '), maxLength: 700 }))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), key, (lines, wanted) => {
        const all = lines.map(([first, rest]) => `${first}\t${rest}`).sort()
        const file = join(folder, 'lines.tsv')
        writeFileSync(file, all.map((each) => `${each}\n`).join(''))
        const sorted = new SortedLines(file)
        const fields = all.map((each) => each.split('\t'))
        for (const each of [wanted, ...lines.slice(0, 5).map(([first]) => first)]) {
          expect(sorted.withKey(each)).toEqual(fields.filter(([first]) => first === each))
          expect([...sorted.beginningWith(each)]).toEqual(fields.filter(([first]) => first?.startsWith(each)))
        }
        sorted.close()
      }),
      { numRuns: 150 },
    )
  })
})

it('is looked up by the keys by which it was made', () => {
  const names = [
    'Saint John’s',
    'Łódź',
    'Straße',
    'Århus',
    'the Hague and Delft',
    'Ōsaka',
    'İzmir',
    'St. Gallen',
  ]
  for (const name of names) expect(foldOfTheMaker(name)).toBe(fold(name))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldOfTheMaker(text)).toBe(fold(text))
    }),
    { numRuns: 2_000 },
  )
})
