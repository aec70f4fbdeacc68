import { findZone } from '../../src/programme/lookup/zones.ts'
import { usTowns, type Written, windowsLabels } from '../places/lists.ts'
import { share, verdict } from '../places/verdict.ts'
import { quantile } from './quantile.ts'
import type { Figure } from './table.ts'

const NOW = Date.UTC(2026, 10, 28)
const MIB = 2 ** 20

/** How places are read that people write, and how long that takes. */
export async function places(): Promise<Figure[]> {
  const towns = usTowns()
  const labels = windowsLabels()
  for (const { text, country } of [...towns, ...labels]) findZone(text, { now: NOW, country })
  const before = process.memoryUsage().rss
  const times: number[] = []
  const read = (list: readonly Written[]) =>
    list.map(({ text, country, zones }) => {
      const began = performance.now()
      const found = findZone(text, { now: NOW, country })
      times.push(performance.now() - began)
      return verdict(found, zones)
    })
  const ofTowns = read(towns)
  const ofLabels = read(labels)
  const after = process.memoryUsage().rss
  const worse = ['asked', 'lost', 'wrong'] as const
  return [
    { name: 'towns of the US with their states: right', value: share(ofTowns, 'right'), unit: '%' },
    { name: 'not right, which is asked about', value: share(ofTowns, ...worse), unit: '%', limit: 20 },
    {
      name: 'asked about, and not the right one among four',
      value: share(ofTowns, 'lost'),
      unit: '%',
      limit: 0,
    },
    { name: 'taken wrongly', value: share(ofTowns, 'wrong'), unit: '%', limit: 0.1 },
    { name: 'labels and names of Windows: not right', value: share(ofLabels, ...worse), unit: '%', limit: 5 },
    { name: 'a look-up, median', value: quantile(times, 0.5), unit: 'ms' },
    { name: 'a look-up, 99 of 100', value: quantile(times, 0.99), unit: 'ms', limit: 5 },
    { name: 'resident, more after all of them again', value: (after - before) / MIB, unit: 'MiB', limit: 8 },
  ]
}
