import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/root.ts'
import { offsetMinutes } from '../../src/programme/lookup/offsets.ts'

/** What somebody may write of where they live, and the zones that would be right; none where it has to be asked about. */
export interface Written {
  readonly text: string
  readonly country: string | undefined
  readonly zones: readonly string[]
}

/** Towns of the United States with their states. */
export function usTowns(): Written[] {
  return rows('us-towns').map(([city, state, zone = '']) => ({
    text: `${city}, ${state}`,
    country: 'US',
    zones: [zone],
  }))
}

/** Windows' labels and names of zones, of somebody whose country is not known. */
export function windowsLabels(): Written[] {
  return rows('windows-zones').flatMap(([label = '', name = '', , zones = '']) =>
    [label, name].map((text) => ({ text, country: undefined, zones: zones.split('|') })),
  )
}

/** What people of other countries write. */
export function elsewhere(): Written[] {
  return rows('elsewhere').map(([country, text = '', zone = '']) => ({
    text,
    country: country || undefined,
    zones: zone === '?' ? [] : [zone],
  }))
}

/** The year's two halves, in which clocks are compared. */
const HALVES = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)]

/** Whether a zone shows the same clock as one of those that are right, in January and in July. */
export function isRight(zone: string, right: readonly string[]): boolean {
  return right.some((one) => HALVES.every((at) => offsetMinutes(one, at) === offsetMinutes(zone, at)))
}

function rows(name: string): string[][] {
  const [, ...lines] = readFileSync(join(projectRoot, 'test', 'places', `${name}.tsv`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => line.split('\t'))
}
