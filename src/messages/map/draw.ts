import type { GeoPath, GeoProjection } from 'd3-geo'
import { COLOURS, shade } from './colours.ts'
import { knownPositions, positionOf } from './positions.ts'
import { type Land, readWorld } from './world.ts'

/** A round as a picture: who takes part from where, and who is paired with whom. */
export interface RoundMap {
  /** ISO 3166-1 alpha-2 and how many participants; codes that are no country's are left out. */
  countries: readonly { code: string; people: number }[]
  /** Both partners' countries, one entry a partnership. */
  partnerships: readonly (readonly [codeA: string, codeB: string])[]
}

/** In pixels. */
export const MAP_SIZE = { width: 1600, height: 800 } as const

const MARGIN = 20

/**
 * Draws the map that is posted when a round begins, as PNG: the world in the Equal Earth projection, participating
 * countries shaded, a dot for each by the number of its people, and an arc along the great circle for each pair of
 * countries with partnerships. It has no text: what it says is said beside it, in the reader's language, and no
 * font needs to be installed. The same round gives the same picture.
 *
 * The libraries and outlines are loaded at the first call. The picture itself is made on another thread.
 */
export async function drawMap(round: RoundMap): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const picture = await renderAsync(await mapSvg(round), { font: { loadSystemFonts: false } })
  return picture.asPng()
}

/** The same map as SVG. */
export async function mapSvg(round: RoundMap): Promise<string> {
  const { geoEqualEarth, geoGraticule10, geoPath } = await import('d3-geo')
  const projection = fitted(geoEqualEarth())
  const path = geoPath(projection).digits(1)
  const world = await readWorld()
  const people = peopleByCountry(round)
  const { width, height } = MAP_SIZE
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${COLOURS.space}"/>`,
    `<path d="${path({ type: 'Sphere' }) ?? ''}" fill="${COLOURS.sea}"/>`,
    `<path d="${path(geoGraticule10()) ?? ''}" fill="none" stroke="${COLOURS.grid}" stroke-width="0.8"/>`,
    ...drawLand(world, people, path),
    ...drawArcs(round, path),
    ...drawDots(people, projection),
    '</svg>',
  ].join('\n')
}

/** The world without people, in fewer bytes, and where on it each country's dot stands: for the sandbox's page. */
export async function mapOfWorld(): Promise<{ svg: string; places: Record<string, [number, number]> }> {
  const { geoEqualEarth, geoPath } = await import('d3-geo')
  const projection = fitted(geoEqualEarth())
  const path = geoPath(projection).digits(0)
  const { width, height } = MAP_SIZE
  const land = (await readWorld()).map(({ outline }) => path(outline) ?? '').join('')
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`,
    '<title>The world</title>',
    `<path d="${path({ type: 'Sphere' }) ?? ''}" fill="${COLOURS.sea}"/>`,
    `<path d="${land}" fill="${COLOURS.land}" stroke="${COLOURS.sea}" stroke-width="0.8"/>`,
    '</svg>',
    '',
  ].join('\n')
  const places = knownPositions().flatMap(([code, position]): [string, [number, number]][] => {
    const [x, y] = projection([...position]) ?? []
    return x === undefined || y === undefined ? [] : [[code, [Math.round(x), Math.round(y)]]]
  })
  return { svg, places: Object.fromEntries(places) }
}

/** The whole globe in the middle of the picture, turned so that its edge passes through the Bering Strait. */
function fitted(projection: GeoProjection): GeoProjection {
  const corner: [number, number] = [MAP_SIZE.width - MARGIN, MAP_SIZE.height - MARGIN]
  return projection.rotate([-11, 0]).fitExtent([[MARGIN, MARGIN], corner], { type: 'Sphere' })
}

function peopleByCountry(round: RoundMap): Map<string, number> {
  const people = new Map<string, number>()
  for (const { code, people: some } of round.countries) {
    if (some > 0 && positionOf(code)) people.set(code, (people.get(code) ?? 0) + some)
  }
  return people
}

function drawLand(world: readonly Land[], people: ReadonlyMap<string, number>, path: GeoPath): string[] {
  const most = Math.max(1, ...people.values())
  return world.map(({ code, outline }) => {
    const here = code === undefined ? undefined : people.get(code)
    const fill = here === undefined ? COLOURS.land : shade(here, most)
    return `<path d="${path(outline) ?? ''}" fill="${fill}" stroke="${COLOURS.sea}" stroke-width="0.6"/>`
  })
}

/**
 * One arc a pair of countries, the stronger the more partnerships; the weak ones first, so that none is hidden. Where
 * there are few arcs all are strong, where there are many they may not cover the map.
 */
function drawArcs(round: RoundMap, path: GeoPath): string[] {
  const counts = new Map<string, number>()
  for (const pair of round.partnerships) {
    const [from = '', to = ''] = [...pair].sort()
    if (from !== to) counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1)
  }
  const sorted = [...counts].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  const rareness = Math.max(0, 1 - Math.log(Math.max(1, sorted.length)) / Math.log(200))
  return sorted.flatMap(([pair, count]) => {
    const [from, to] = pair.split(' ').map(positionOf)
    if (!from || !to) return []
    const line = path({ type: 'LineString', coordinates: [[...from], [...to]] }) ?? ''
    const width = (0.9 + 0.9 * rareness + 0.45 * Math.sqrt(count)).toFixed(2)
    const opacity = Math.min(0.85, 0.26 + 0.45 * rareness + 0.09 * count).toFixed(2)
    const stroke = `stroke="${COLOURS.arc}" stroke-width="${width}" stroke-opacity="${opacity}"`
    return [`<path d="${line}" fill="none" stroke-linecap="round" ${stroke}/>`]
  })
}

/** The area of a dot grows with the people; the large ones first, so that none is hidden. */
function drawDots(people: ReadonlyMap<string, number>, projection: GeoProjection): string[] {
  const sorted = [...people].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const least = sorted.length < 20 ? 4.6 : 2.6
  return sorted.flatMap(([code, count]) => {
    const position = positionOf(code)
    const [x, y] = (position && projection([...position])) ?? []
    if (x === undefined || y === undefined) return []
    const radius = (least + 1.35 * Math.sqrt(Math.min(count, 200))).toFixed(1)
    const edge = `stroke="${COLOURS.dotEdge}" stroke-width="1.4"`
    return [`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}" fill="${COLOURS.dot}" ${edge}/>`]
  })
}
