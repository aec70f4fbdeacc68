// The key under which a name is found: what `fold` of src/programme/lookup/text.ts gives, by the same rules. A test
// compares the two. It stands here again since this runs before anything is compiled.
import { readFileSync } from 'node:fs'

const rules = JSON.parse(
  readFileSync(new URL('../../programme/lookup/folding.json', import.meta.url), 'utf8'),
)
const ACCENTS = new RegExp(rules.accents, 'g')
const APOSTROPHES = new RegExp(rules.apostrophes, 'g')
const LETTERS = new RegExp(`[${Object.keys(rules.letters).join('')}]`, 'g')
const IDLE = new Set(rules.idle)
const SAME = new Map(Object.entries(rules.same))

/** @param {string} text */
export function fold(text) {
  const lower = text.toLowerCase()
  // Most names are of one plain word.
  if (/^[a-z]+$/.test(lower)) return IDLE.has(lower) ? '' : (SAME.get(lower) ?? lower)
  const plain = isAscii(lower)
    ? lower
    : text
        .normalize('NFKD')
        .replace(ACCENTS, '')
        .toLowerCase()
        .replace(LETTERS, (letter) => rules.letters[letter])
  let key = ''
  for (const word of plain.replace(APOSTROPHES, '').split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (!IDLE.has(word)) key += SAME.get(word) ?? word
  }
  return key
}

/** @param {string} text */
export function isAscii(text) {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}
