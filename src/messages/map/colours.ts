/**
 * Night blue, with amber for people and what joins them. Blue and amber stay apart in every common kind of colour
 * blindness, and differ in lightness too.
 */
export const COLOURS = {
  /** Around the globe. */
  space: '#091726',
  /** Also the borders and coasts of countries. */
  sea: '#102840',
  grid: '#193651',
  land: '#294a68',
  /** Countries with participants, from few people to many. */
  taking: ['#35709a', '#3f86b4', '#55a0cb', '#7cbcde'],
  arc: '#f5b04c',
  dot: '#ffd488',
  dotEdge: '#102840',
} as const

/** The shade for a country's people, of the most that any country has; by square root, so that few still show. */
export function shade(people: number, most: number): string {
  const steps = COLOURS.taking
  const step = Math.ceil(Math.sqrt(people / Math.max(1, most)) * steps.length) - 1
  return steps[Math.min(steps.length - 1, Math.max(0, step))] ?? steps[0]
}
