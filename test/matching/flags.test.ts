import { describe, expect, it } from 'vitest'
import { type Order, readFlags } from '../../src/matching/flags.ts'

describe('the command line', () => {
  it.each<[string, Order]>([
    ['--help', { kind: 'help' }],
    ['-h', { kind: 'help' }],
    ['some/file.json', { kind: 'instance', file: 'some/file.json' }],
    ['-- --odd-name', { kind: 'instance', file: '--odd-name' }],
    ['--population 392', { kind: 'population', size: 392, seed: 1, table: false }],
    ['--population=0 --seed 12 --table', { kind: 'population', size: 0, seed: 12, table: true }],
  ])('%s', (line, order) => {
    expect(readFlags(line.split(' '))).toEqual(order)
  })

  it.each<[string, RegExp[]]>([
    ['', [/^neither a file nor --population; --help/]],
    ['a.json b.json', [/^one file, not 2/]],
    ['a.json --population 3', [/^either a\.json or --population/]],
    ['a.json --seed 3', [/^--seed goes with --population/]],
    ['a.json --table', [/^--table goes with/]],
    ['--seed 3', [/^neither/]],
    ['--frobnicate', [/--frobnicate/]],
    ['--population', [/--population/]],
    ['--population=', [/^--population : not an integer/]],
    ['--population many', [/^--population many: not an integer of 0 or more/]],
    ['--population=-5', [/^--population -5: not/]],
    ['--population 1.5 --seed x', [/^--population 1\.5: not/, /^--seed x: not/]],
    ['--population 1e3', [/^--population 1e3: not/]],
    ['--population 3 --seed 9007199254740993', [/^--seed 9007199254740993: not/]],
    ['--population 3 --table=yes', [/--table/]],
  ])('refuses: %s', (line, problems) => {
    const order = readFlags(line === '' ? [] : line.split(' '))
    expect(order.kind === 'wrong' ? order.problems : order).toEqual(
      problems.map((problem) => expect.stringMatching(problem)),
    )
  })
})
