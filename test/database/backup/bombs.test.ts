import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { valuesIn } from '../../../src/database/backup/row.ts'
import { compileProgram, start } from '../../start/program.ts'
import { firstOf } from '../../support/thorough.ts'

const MIB = 2 ** 20
const SLOW = 120_000
/** What the program takes to read a file of its own is some 110 MiB: the rest is for one longest row. */
const MOST_MIB = 420

const folder = mkdtempSync(join(tmpdir(), 'counterpart-bombs-'))
const file = join(folder, 'backup.gz')
beforeAll(compileProgram, SLOW)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HEADER = '{"counterpart":"backup","version":1,"at":"2026-11-24T00:00:00.000Z","migrations":[]}\n'
const TABLE = '{"table":"Setting","columns":["name","value"]}\n'

/** Its pieces, each so many times: a gzip of gzips is read as one. */
function bomb(...pieces: readonly (readonly [text: string, times: number])[]): number {
  const parts = pieces.flatMap(([text, times]) => Array<Buffer>(times).fill(gzipSync(text)))
  writeFileSync(file, Buffer.concat(parts))
  return statSync(file).size
}

/** Says in the end how much memory the program had at most, KiB; the resource usage would be its parent's too. */
const PEAK = `
import { readFileSync } from 'node:fs'
process.on('exit', () => console.error('peak', /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]))
`

/** Restores the file with the real program: what it said, and how much memory it had at most, MiB. */
async function restored(): Promise<{ said: string; mib: number }> {
  const { code, err } = await start({
    args: ['restore', file],
    script: 'operate/backup.js',
    settings: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PEAK)}` },
  }).ended
  expect(code).toBe(1)
  const [said = '', last = ''] = err.trim().split('\n')
  return { said, mib: Number(last.replace('peak ', '')) / 1024 }
}

/** What it is, how it is made, and what is said of it. */
const BOMBS: readonly [string, () => number, RegExp][] = [
  [
    'with one line of 1.4 GB',
    () => bomb([HEADER + TABLE, 1], ['["x","', 1], ['a'.repeat(140 * MIB), 10]),
    /a line is longer than any of a backup|it unpacks to more than any backup of its size/,
  ],
  [
    'with one value of 60 MB, and no end',
    () => bomb([HEADER + TABLE, 1], [`["x","${'a'.repeat(60 * MIB)}"]\n`, 1]),
    /ends too early/,
  ],
  [
    'with a row of 20 million values',
    () => bomb([HEADER + TABLE, 1], [`[${'1,'.repeat(20 * MIB)}1]\n`, 1]),
    /a row does not fit/,
  ],
  [
    'with a row of 20 million rows',
    () => bomb([HEADER + TABLE, 1], [`[${'[],'.repeat(20 * MIB)}[]]\n`, 1]),
    /a row does not fit/,
  ],
  [
    'with a header of 10 million objects',
    () => bomb([`{"a":[${'{},'.repeat(10 * MIB)}{}]}\n`, 1]),
    /is no backup of Counterpart/,
  ],
  [
    'with a gigabyte of rows',
    () => bomb([HEADER + TABLE, 1], [`["x","${'y'.repeat(1_000)}"]\n`.repeat(10_000), 100]),
    /it unpacks to more than any backup of its size/,
  ],
  [
    'with a million tables',
    () => {
      const names = Array.from({ length: MIB }, (_, n) => `{"table":"t${n}","columns":["a"]}\n`)
      return bomb([HEADER, 1], [names.join(''), 1])
    },
    /it has more tables than any database of ours/,
  ],
]

describe('a file that was made to fill up whoever reads it', () => {
  it.each(firstOf(2, BOMBS))(
    '%s is refused with a sentence',
    async (_what, make, words) => {
      expect(make()).toBeLessThan(20 * MIB)
      const { said, mib } = await restored()
      expect(said).toMatch(words)
      expect(mib).toBeLessThan(MOST_MIB)
    },
    SLOW,
  )
})

describe('a row', () => {
  it('is known by its line, whatever its texts hold', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constant(null),
      fc.constantFrom('\\', '"', '\\"', 'null', ','),
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (row) => {
        expect(valuesIn(Buffer.from(JSON.stringify(row)))).toBe(row.length)
      }),
    )
  })

  it.each([
    '',
    '[',
    ']',
    '[]',
    '[1]',
    '[true]',
    '[[]]',
    '[{}]',
    '["a",]',
    '["a"',
    '["a\\"]',
    '[null,nul]',
    '["a" ,"b"]',
    '"a"',
    '[nullnull]',
  ])('is not what %s is', (line) => {
    expect(valuesIn(Buffer.from(line))).toBeUndefined()
  })
})
