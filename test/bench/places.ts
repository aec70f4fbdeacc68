import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { findZone } from '../../src/programme/lookup/zones.ts'
import { usTowns, type Written, windowsLabels } from '../places/lists.ts'
import { share, verdict } from '../places/verdict.ts'
import { median, quantile } from './quantile.ts'
import type { Figure } from './table.ts'

const NOW = Date.UTC(2026, 10, 28)
const MIB = 2 ** 20

/** How places are read that people write, and what that takes of the processor and keeps in memory. */
export async function places(): Promise<Figure[]> {
  const towns = usTowns()
  const labels = windowsLabels()
  const before = held()
  for (const { text, country } of [...towns, ...labels]) findZone(text, { now: NOW, country })
  const after = held()
  // Of the processor: how long other work on the machine makes one wait is no matter of ours.
  const times: number[] = []
  const read = (list: readonly Written[]) =>
    list.map(({ text, country, zones }) => {
      const began = process.cpuUsage()
      const found = findZone(text, { now: NOW, country })
      const { user, system } = process.cpuUsage(began)
      times.push((user + system) / 1_000)
      return verdict(found, zones)
    })
  const ofTowns = read(towns)
  const ofLabels = read(labels)
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
    { name: 'a look-up once warm, median', value: median(times), unit: 'ms' },
    { name: 'a look-up once warm, 99 of 100', value: quantile(times, 0.99), unit: 'ms', limit: 5 },
    { name: 'kept in memory by all of them', value: (after - before) / MIB, unit: 'MiB', limit: 8 },
  ]
}

/** What is in use, and not merely waiting to be collected, bytes. */
function held(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  // The second time takes what the first one only let go of.
  for (let time = 0; time < 2; time++) if (typeof collect === 'function') collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
