import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../database/root.ts'

/** Between neighbours, in the picture's pixels. */
const APART = 3.4
/** The golden angle, radians: points that each turn by it lie evenly, as a sunflower's seeds do. */
const TURN = Math.PI * (3 - Math.sqrt(5))

/**
 * Where people stand on the picture of the world (`world.svg`), in its pixels: those of one country around its middle,
 * in the order in which they came, so that nobody moves when another comes.
 */
export function createPlaces(): (countries: readonly string[]) => (readonly [x: number, y: number])[] {
  const file = join(projectRoot, 'src', 'sandbox', 'page', 'assets', 'places.json')
  const middles = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [number, number]>
  return (countries) => {
    const before = new Map<string, number>()
    return countries.map((country) => {
      const [x, y] = middles[country] ?? [0, 0]
      const nth = before.get(country) ?? 0
      before.set(country, nth + 1)
      const away = APART * Math.sqrt(nth)
      return [Math.round(x + away * Math.cos(nth * TURN)), Math.round(y + away * Math.sin(nth * TURN))]
    })
  }
}
