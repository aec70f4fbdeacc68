// What people and their calendars call the time of a zone: "Eastern Time", "CEST", "(UTC-05:00) Eastern Time (US &
// Canada)"; and the zones that may be meant.
import { createRequire } from 'node:module'
import { rawTimeZones } from '@vvo/tzdb'
import { WINDOWS_TO_IANA_MAP } from 'windows-iana'
import { fold } from './fold.mjs'

const require = createRequire(import.meta.url)

/**
 * How sure a name is. Those of Windows mean one zone; abbreviations of its labels are not used otherwise; of a general
 * one ("Mountain Time") the first zone is what is meant where no country tells, and somebody of Arizona may say it too.
 */
const SURE = 0
const USUAL = 1
const RARE = 2
const GENERAL = 3

/**
 * @param {Map<string, number>} peopleIn how many live in a zone's towns
 * @returns {{ key: string, rank: number, zones: string[] }[]} the first zone is what most people mean
 */
export function readTimes(peopleIn) {
  const terms = new Map()
  const note = (name, rank, zones) => {
    const key = fold(name)
    const term = `${key}\t${rank}`
    if (key !== '') terms.set(term, [...new Set([...(terms.get(term) ?? []), ...zones])])
  }
  noteWindows(note)
  noteUsual(note, peopleIn)
  const summer = new Set(rawTimeZones.flatMap(({ group, dstAbbreviation }) => (dstAbbreviation ? group : [])))
  const people = (zone) => peopleIn.get(zone) ?? 0
  const largest = (zones) => [...zones].sort((a, b) => people(b) - people(a))
  const inOrder = (rank, zones) => {
    if (rank === SURE) return zones
    if (rank !== GENERAL) return largest(zones)
    return largest(zones).sort((a, b) => Number(summer.has(b)) - Number(summer.has(a)))
  }
  return [...terms].map(([term, zones]) => {
    const [key, rank] = term.split('\t')
    return { key, rank: Number(rank), zones: inOrder(Number(rank), zones) }
  })
}

function noteWindows(note) {
  const main = new Map()
  const ofName = new Map()
  for (const { windowsName, territory, iana } of WINDOWS_TO_IANA_MAP) {
    if (territory === '001') main.set(windowsName, iana[0])
    ofName.set(windowsName, [...(ofName.get(windowsName) ?? []), ...iana])
  }
  for (const [name, zones] of ofName) note(name, SURE, [main.get(name) ?? zones[0], ...zones])
  for (const { text, value, abbr, utc } of require('timezones.json')) {
    const first = main.get(value)
    const zones = utc.includes(first) ? [first, ...utc] : utc
    note(text, SURE, zones)
    // Without its offset "(UTC-09:00) Alaska" is a place, and read as one where it can be.
    note(text.replace(/^\(UTC[^)]*\)\s*/, ''), /time|,/i.test(text) ? SURE : RARE, zones)
    if (!ofName.has(value)) note(value, SURE, zones)
    // Shorter ones, such as "DST" and "U", mean other things.
    if (abbr.length > 3) note(abbr, RARE, zones)
  }
}

/** Abbreviations and names as the zone database and CLDR have them, with what people make of them. */
function noteUsual(note, peopleIn) {
  for (const { alternativeName, abbreviation, dstAbbreviation, group } of rawTimeZones) {
    // Links to a zone are the same zone, whose name is in the group too.
    const zones = group.filter((zone) => peopleIn.has(zone))
    note(abbreviation, USUAL, zones)
    note(alternativeName.replace(/ Time$/, ' Standard Time'), USUAL, zones)
    if (dstAbbreviation !== undefined) {
      note(dstAbbreviation, USUAL, zones)
      note(alternativeName.replace(/ Time$/, ' Daylight Time'), USUAL, zones)
      note(alternativeName.replace(/ Time$/, ' Summer Time'), USUAL, zones)
    }
    noteGeneral(note, { alternativeName, abbreviation }, zones)
  }
}

/** "Pacific Time", "PT": those with summer time first, since the others say "standard". */
function noteGeneral(note, { alternativeName, abbreviation }, zones) {
  note(alternativeName, GENERAL, zones)
  if (/^[A-Z]{1,3}ST$/.test(abbreviation) && hasSummerTime(alternativeName))
    note(abbreviation.replace(/ST$/, 'T'), GENERAL, zones)
}

const hasSummerTime = (alternativeName) =>
  rawTimeZones.some((zone) => zone.alternativeName === alternativeName && zone.dstAbbreviation !== undefined)
