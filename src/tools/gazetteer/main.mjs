// Makes the files in which places, times and languages are looked up, from the packages that have them, so that what
// runs needs neither those packages nor the memory that they take: `node main.mjs FOLDER`.
//
// A file has lines of fields between tabs, sorted by their first field as JavaScript sorts strings; see
// src/programme/lookup/sorted-lines.ts.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold, isAscii } from './fold.mjs'
import { readLanguages } from './languages.mjs'
import { readTowns } from './places.mjs'
import { readStates } from './states.mjs'
import { readTimes } from './times.mjs'

/** Of so many people, or of so many who may mean it. */
const CITY = 100_000

/** By another name than GeoNames' own, a town is meant so many times more rarely. */
const OTHER_NAME = 10

const folder = process.argv[2] ?? ''
mkdirSync(folder, { recursive: true })

/** Whole or not at all: somebody may be looking up in the file that was there before. */
function write(name, lines) {
  const begun = join(folder, `${name}.${process.pid}`)
  writeFileSync(begun, `${sorted(lines).join('\n')}\n`)
  renameSync(begun, join(folder, name))
}

/** By their first two letters first, which is three times as fast for half a million. */
function sorted(lines) {
  const shelves = new Map()
  for (const line of lines) {
    const letters = line.slice(0, 2)
    const shelf = shelves.get(letters)
    if (shelf) shelf.push(line)
    else shelves.set(letters, [line])
  }
  return [...shelves.keys()].sort().flatMap((letters) => shelves.get(letters).sort())
}

/**
 * `<country><key>`, or `*<key>` for towns that are known abroad: name, country, state, zones, weight, id; and `#<key>`
 * for cities by their usual name, of which few letters find not too many.
 */
function townLines(towns) {
  const lines = []
  for (const { id, name, names, country, state, zones, weight, known } of towns) {
    const rest = `${country}\t${state}\t${zones.join(' ')}`
    const writtenOf = new Map()
    for (const written of names) {
      const key = fold(written)
      const before = writtenOf.get(key)
      // Of the spellings with one key the one with accents is shown.
      if (before === undefined || (before !== name && isAscii(before))) writtenOf.set(key, written)
    }
    if (/[äöü]/i.test(name)) writtenOf.set(fold(spelledOut(name)), name)
    writtenOf.delete('')
    for (const [key, written] of writtenOf) {
      const own = written === name || !/\p{Script=Latin}/u.test(written)
      // Fewer people mean Hong Kong by "Victoria" than by its name.
      const meant = own ? weight : Math.ceil(weight / OTHER_NAME)
      const line = `${key}\t${written}\t${rest}\t${meant}\t${id}`
      lines.push((known ? '*' : country) + line)
      if (weight >= CITY && written === name) lines.push(`#${line}`)
    }
  }
  return lines
}

/** As those type it who have no umlauts. */
const spelledOut = (name) => name.replace(/ä/gi, 'ae').replace(/ö/gi, 'oe').replace(/ü/gi, 'ue')

/** `<country><key>`: the state's code; `<country>=<code>`: its name and zones; `*<key>`: country and code. */
function stateLines(states, zonesOf) {
  const lines = []
  for (const [country, own] of states) {
    for (const { code, name, keys } of own) {
      lines.push(`${country}=${code}\t${name}\t${(zonesOf.get(`${country}.${code}`) ?? []).join(' ')}`)
      for (const key of keys) {
        lines.push(`${country}${key}\t${code}`)
        if (key.length > 3) lines.push(`*${key}\t${country}\t${code}`)
      }
    }
  }
  return lines
}

/** `<key>`: rank and zones. */
const timeLines = (times) => times.map(({ key, rank, zones }) => `${key}\t${rank}\t${zones.join(' ')}`)

/** `<key>`: code; `=<code>`: name. */
function languageLines(languages) {
  const lines = new Set()
  const named = new Set()
  for (const { code, name, keys } of languages) {
    if (!named.has(code)) lines.add(`=${code}\t${name}`)
    named.add(code)
    for (const key of keys) lines.add(`${key}\t${code}\t${name}`)
  }
  return [...lines]
}

const { towns, zonesOf, peopleIn } = readTowns()
write('towns.tsv', townLines(towns))
write('states.tsv', stateLines(readStates(), zonesOf))
write('times.tsv', timeLines(readTimes(peopleIn)))
write('languages.tsv', languageLines(readLanguages()))
