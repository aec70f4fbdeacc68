import { isoLanguageName, languagesBeginning, languagesNamed } from './gazetteer.ts'
import {
  AMBIGUOUS_LANGUAGES,
  LANGUAGE_ALIASES,
  LANGUAGE_CODES,
  OTHER_LANGUAGE_CODES,
} from './language-codes.ts'
import {
  boundedLimit,
  type Choice,
  type LookupResult,
  resultOf,
  shortLabel,
  USUAL_CHOICES,
} from './lookup.ts'
import { NameIndex } from './names.ts'
import { allowedSlips, editDistance, fold } from './text.ts'

export { LANGUAGE_CODES } from './language-codes.ts'

const index = new NameIndex({
  type: 'language',
  codes: LANGUAGE_CODES,
  otherCodes: OTHER_LANGUAGE_CODES,
  aliases: LANGUAGE_ALIASES,
  ambiguous: AMBIGUOUS_LANGUAGES,
})

/** Says of a tag that it is a code: some codes are other languages' names, as "ga" (Irish) is that of Ga. */
const NO_REGION = 'ZZ'

/**
 * One language: its name in the person's language, English, its own or a widely used language, as ISO 639-3 has it
 * (signed languages too), an alias, or a code or tag ("pt-BR" is pt). A name comes before another language's code.
 *
 * @param locale BCP 47; English when absent or unusable
 */
export function findLanguage(text: string, locale = 'en'): LookupResult {
  return resultOf(readLanguage(text, locale), () => nearLanguages(text, locale))
}

/** The codes that a text may mean: one, several, or none. */
export function readLanguage(text: string, locale: string): string[] {
  const named = namedOrTurned(text, locale)
  const code = index.code(text) ?? taggedCode(text)
  if (code === undefined || named.includes(code)) return named.length > 0 ? named : rarelyNamed(text)
  // "Ga" is how a name is written; "ga" may be either. Of two letters few are known as a name, most as a code.
  const written =
    /^\s*\p{Lu}\p{Ll}/u.test(text) || named.some((one) => index.label(one, locale) === text.trim())
  if (named.length > 0) return written ? named : [...new Set([...named, code])]
  return written ? [...new Set([code, ...rarelyNamed(text)])] : [code]
}

/** The language of a tag, as a platform's own locale setting has it: "pt-BR". */
function taggedCode(text: string): string | undefined {
  const tag = /^\s*([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?\s*$/i.exec(text)
  const language = tag?.[1]?.toLowerCase()
  if (language === undefined || !/[-_]/.test(text)) return undefined
  return index.code(language) ?? (isoLanguageName(language) === undefined ? undefined : canonical(language))
}

/** By a name of two letters, which are mostly codes. */
function rarelyNamed(text: string): string[] {
  return fold(text).length === 2 ? [...new Set(languagesNamed(text).map(canonical))] : []
}

/**
 * Languages for a list that follows the typing: what begins so; where nothing does, what the text means as it stands
 * ("Greek, Modern"), else what it may have been meant to be. With nothing typed the first in the locale's order.
 */
export function suggestLanguages(prefix: string, locale = 'en', limit = USUAL_CHOICES): Choice[] {
  const most = boundedLimit(limit)
  const key = fold(prefix)
  const begun = new Set(index.suggest(prefix, locale, most).map(({ value }) => value))
  for (const { code } of key === '' ? [] : languagesBeginning(key)) {
    if (begun.size >= most) break
    begun.add(canonical(code))
  }
  const offered = begun.size > 0 ? [...begun] : meantBy(prefix, locale)
  return offered.map((value) => ({
    value: languageValue(value),
    label: shortLabel(languageName(value, locale)),
  }))
}

function meantBy(text: string, locale: string): string[] {
  const found = findLanguage(text, locale)
  if (found.kind === 'one') return [found.value]
  return [...(found.kind === 'several' ? found.values : found.suggestions)]
}

/** A language's code as a form's value, which is read back as exactly this language. */
export function languageValue(code: string): string {
  const [read, another] = readLanguage(code, 'en')
  return read === code && another === undefined ? code : `${code}-${NO_REGION}`
}

/** The language's name in this locale, in English, or the code where nobody has a name for it. */
export function languageName(code: string, locale = 'en'): string {
  const name = index.label(code, locale)
  return name === code ? (isoLanguageName(code) ?? code) : name
}

/** Languages whose names begin so or are a slip away, at most ten. */
export function nearLanguages(text: string, locale: string): string[] {
  const key = fold(text)
  const near = index.near(text, locale, 10)
  if (key.length < 3) return near
  const slips = allowedSlips(key.length)
  const found = new Map<string, number>()
  for (const { key: other, code } of languagesBeginning(key.slice(0, 2))) {
    const distance = other.startsWith(key) ? 0 : slips === 0 ? 3 : editDistance(key, other, slips)
    if (distance <= slips && distance < (found.get(code) ?? 3)) found.set(code, distance)
  }
  const slipped = [...found].sort((a, b) => a[1] - b[1]).map(([code]) => canonical(code))
  return [...new Set([...near, ...slipped])].slice(0, 10)
}

/** By its name, also one whose first part stands last: "Greek, Modern". */
function namedOrTurned(text: string, locale: string): string[] {
  const named = namedBy(text, locale)
  if (named.length > 0) return named
  const [, first, last] = /^([^,]+),([^,]+)$/.exec(text) ?? []
  return first === undefined || last === undefined ? [] : namedBy(`${last} ${first}`, locale)
}

/** By a name that `Intl` has for it or we do; else by that of ISO 639-3, if it is longer than a code. */
function namedBy(text: string, locale: string): string[] {
  const plain = text.trim().replace(/\s*(?:\blanguages?|\bspr[aå]k|\bsprache)$/iu, '')
  for (const name of new Set([text, plain])) {
    const near = index.named(name, locale, 'near')
    if (near.length > 0) return near
    const iso = fold(name).length > 2 ? languagesNamed(name).map(canonical) : []
    const all = [...new Set([...index.named(name, locale, 'others'), ...iso])]
    if (all.length > 0) return all
  }
  return []
}

/** The one code that we use for a language: both written forms of Norwegian are Norwegian. */
function canonical(code: string): string {
  return OTHER_LANGUAGE_CODES.get(code) ?? code
}
