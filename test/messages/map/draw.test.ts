import { describe, expect, it } from 'vitest'
import { COLOURS, shade } from '../../../src/messages/map/colours.ts'
import { drawMap, MAP_SIZE, mapSvg } from '../../../src/messages/map/draw.ts'
import { positionOf } from '../../../src/messages/map/positions.ts'
import { COUNTRY_CODES } from '../../../src/programme/lookup/countries.ts'

const round = {
  countries: [
    { code: 'AU', people: 3 },
    { code: 'DE', people: 2 },
    { code: 'SG', people: 1 },
  ],
  partnerships: [
    ['AU', 'DE'],
    ['DE', 'AU'],
    ['SG', 'AU'],
  ],
} as const

const count = (text: string, part: string): number => text.split(part).length - 1

describe('drawMap', () => {
  it('is a PNG of the promised size, the same for the same round', async () => {
    const png = await drawMap(round)
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    // The first chunk, IHDR, begins with width and height.
    expect(png.readUInt32BE(16)).toBe(MAP_SIZE.width)
    expect(png.readUInt32BE(20)).toBe(MAP_SIZE.height)
    expect(png.length).toBeLessThan(1_500_000)
    expect(png.equals(await drawMap(round))).toBe(true)
  })

  it('draws a world where nobody takes part yet', async () => {
    expect((await drawMap({ countries: [], partnerships: [] })).length).toBeGreaterThan(10_000)
  })
})

describe('mapSvg', () => {
  it('has a dot for each country and one arc for each pair of countries, whoever stands first', async () => {
    const svg = await mapSvg(round)
    expect(count(svg, '<circle')).toBe(3)
    expect(count(svg, `stroke="${COLOURS.arc}"`)).toBe(2)
    expect(svg).not.toMatch(/NaN|undefined|<text/)
  })

  it('shades the countries that take part', async () => {
    const svg = await mapSvg({ countries: [{ code: 'BR', people: 1 }], partnerships: [] })
    expect(count(svg, `fill="${shade(1, 1)}"`)).toBe(1)
  })

  it('draws no arc within one country, and passes over what is no country', async () => {
    const svg = await mapSvg({
      countries: [
        { code: 'ZZ', people: 5 },
        { code: '"><script>', people: 5 },
        { code: 'NZ', people: 0 },
      ],
      partnerships: [
        ['FR', 'FR'],
        ['FR', 'ZZ'],
        ['"><script>', 'FR'],
      ],
    })
    expect(count(svg, '<circle')).toBe(0)
    expect(count(svg, `stroke="${COLOURS.arc}"`)).toBe(0)
    expect(svg).not.toContain('script')
  })

  it('has a place on the picture for every country', async () => {
    const missing = COUNTRY_CODES.filter((code) => positionOf(code) === undefined)
    expect(missing).toEqual([])
    const svg = await mapSvg({
      countries: COUNTRY_CODES.map((code) => ({ code, people: 1 })),
      partnerships: [],
    })
    const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)]
    expect(dots).toHaveLength(COUNTRY_CODES.length)
    for (const [, x, y] of dots) {
      expect(Number(x)).toBeLessThan(MAP_SIZE.width)
      expect(Number(y)).toBeLessThan(MAP_SIZE.height)
    }
  })
})

describe('shade', () => {
  it('grows with the people and stays within the steps', () => {
    expect(shade(1, 100)).toBe(COLOURS.taking[0])
    expect(shade(100, 100)).toBe(COLOURS.taking.at(-1))
    expect(shade(0, 0)).toBe(COLOURS.taking[0])
    expect(shade(500, 100)).toBe(COLOURS.taking.at(-1))
  })
})
