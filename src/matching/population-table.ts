import type { PopulationReport } from './population.ts'

/** A report for people to read. */
export function populationTable(report: PopulationReport): string {
  const { people, seed, cardinality, score, certificate, phases, ms, progress, peakMegabytes } = report
  const proof = certificate.valid
    ? 'proved on every allowed pair'
    : `not proved: at most ${percent(certificate.gap)} better`
  const rows = [
    ['people', `${count(people)} (seed ${seed})`],
    ['pairs', `${count(cardinality)}, ${proof}`],
    ['mean score', cardinality === 0 ? '-' : (score / cardinality).toFixed(1)],
    ['matched in', time(ms)],
    ...Object.entries(phases).map(([phase, spent]) => [`  ${phase}`, time(spent)]),
    ['peak memory', `${peakMegabytes} MB`],
    ...progress.map((step) => [
      `after ${time(step.ms)}`,
      step.pairsProved ? `${percent(step.gap)} from the best at most` : 'the number of pairs not yet proved',
    ]),
  ]
  const width = Math.max(...rows.map(([name = '']) => name.length))
  return `${rows.map(([name = '', value = '']) => `${name.padEnd(width)}  ${value}`).join('\n')}\n`
}

const count = (value: number) => value.toLocaleString('en')
const time = (ms: number) => (ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`)
const percent = (part: number) => `${(100 * part).toFixed(4)} %`
