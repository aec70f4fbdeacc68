// Draws docs/pictures/map.png, which the README begins with: as many invented people as Round One had, matched and drawn
// as the bot does it when a round begins. After a change of the map: node dist/src/tools/map-picture.js
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../database/root.ts'
import { inventPool } from '../matching/generate.ts'
import { matchPool } from '../matching/match.ts'
import { drawMap } from '../messages/map/draw.ts'

const PEOPLE = 392
const SEED = 1

const pool = inventPool(PEOPLE, SEED)
const countryOf = new Map(pool.people.map(({ id, country }) => [id, country]))
const codes = [...new Set(countryOf.values())]
const picture = await drawMap({
  countries: codes.map((code) => ({
    code,
    people: pool.people.filter(({ country }) => country === code).length,
  })),
  partnerships: matchPool(pool).pairs.map(({ a, b }) => [countryOf.get(a) ?? '', countryOf.get(b) ?? '']),
})
writeFileSync(join(projectRoot, 'docs', 'pictures', 'map.png'), picture)
