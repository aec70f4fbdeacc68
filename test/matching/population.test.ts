import { describe, expect, it } from 'vitest'
import { matchPopulation } from '../../src/matching/population.ts'
import { populationTable } from '../../src/matching/population-table.ts'

const options = (limit?: number) => {
  let time = 0
  return {
    seed: 5,
    now: () => (time += 10),
    peakMemory: () => 3 * 2 ** 20,
    ...(limit === undefined ? {} : { timeLimitMs: limit }),
  }
}

describe('matching people who are invented', () => {
  it.each([0, 1, 2, 3, 150])('%i of them: as many pairs as can be, proved', (size) => {
    const report = matchPopulation(size, options())
    expect(report).toMatchObject({
      people: size,
      seed: 5,
      certificate: { valid: true, gap: 0 },
      peakMegabytes: 3,
    })
    expect(report.progress.at(-1)).toMatchObject({ gap: 0, pairsProved: true })
    expect(report.phases.check).toBe(10)
    expect(matchPopulation(size, options())).toEqual(report)
  })

  it('stops when its time is over, and says how much better there may be', () => {
    const exact = matchPopulation(150, options())
    const short = matchPopulation(150, options(1))
    expect(short.certificate.valid).toBe(false)
    expect(short.certificate.gap).toBeGreaterThan(0)
    expect(short.cardinality).toBeLessThanOrEqual(exact.cardinality)
  })

  it('is told in a table', () => {
    const lines = populationTable(matchPopulation(150, options())).split('\n')
    expect(lines).toContainEqual(expect.stringMatching(/^people +150 \(seed 5\)$/))
    expect(lines).toContainEqual(expect.stringMatching(/^pairs +\d+, proved on every allowed pair$/))
    expect(lines).toContainEqual(expect.stringMatching(/^mean score +\d{2,3}\.\d$/))
    expect(lines).toContainEqual(expect.stringMatching(/^after .* 0\.0000 % from the best at most$/))
    expect(populationTable(matchPopulation(150, options(1)))).toMatch(/not proved: at most \d/)
    expect(populationTable(matchPopulation(0, options()))).toMatch(/mean score +-\n/)
  })
})
