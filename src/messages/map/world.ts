import { readFile } from 'node:fs/promises'
import type { Feature, Geometry } from 'geojson'
import type { feature } from 'topojson-client'
import type outlines from './countries-110m.json'

type Atlas = Parameters<typeof feature>[0]

/** An outline and whose it is: ISO 3166-1 alpha-2, or none where the atlas names no country. */
export interface Land {
  code: string | undefined
  outline: Feature<Geometry>
}

/**
 * The countries' outlines at 1:110 million (Natural Earth, one file of the package `world-atlas`, which has eighty times
 * as much beside it). At the size of our map those at 1:50 million look no different, and cost three times the time and
 * memory. Read anew each time: a map is drawn once in a round.
 */
export async function readWorld(): Promise<Land[]> {
  const { feature } = await import('topojson-client')
  const file = new URL('./countries-110m.json', import.meta.url)
  // The file lies beside this one: its shape is known, if not to the compiler, for which a list of two is any list.
  const atlas = JSON.parse(await readFile(file, 'utf8')) as typeof outlines as unknown as Atlas
  const { countries } = atlas.objects
  const world = countries && feature(atlas, countries)
  if (world?.type !== 'FeatureCollection') throw new Error(`There are no countries in ${file}`)
  return world.features.map((outline) => ({
    code: codeOf(outline.id, String(outline.properties?.name)),
    outline,
  }))
}

/** The atlas has ISO's numbers. Unicode's canonical form of a region's number is its letters ("554" → "NZ"). */
function codeOf(id: string | number | undefined, name: string): string | undefined {
  if (id === undefined) return name === 'Kosovo' ? 'XK' : undefined
  return new Intl.Locale(`und-${String(id).padStart(3, '0')}`).region
}
