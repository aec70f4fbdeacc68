import { ALPHA_3, AMBIGUOUS_COUNTRIES, COUNTRY_ALIASES, COUNTRY_CODES } from './country-codes.ts'
import { statesNamed, townsNamed } from './gazetteer.ts'
import { type Choice, type LookupResult, resultOf, USUAL_CHOICES } from './lookup.ts'
import { NameIndex } from './names.ts'
import { isNothing } from './nothing.ts'
import { fold } from './text.ts'

export { COUNTRY_CODES } from './country-codes.ts'

const index = new NameIndex({
  type: 'region',
  codes: COUNTRY_CODES,
  otherCodes: ALPHA_3,
  aliases: COUNTRY_ALIASES,
  ambiguous: AMBIGUOUS_COUNTRIES,
})

/** "Kingdom of Norway", "Federal Republic of Nigeria": the formal part says nothing that the name does not. */
const FORMAL =
  /^(the\s+)?((federal|islamic|democratic|socialist|co-operative|people'?s)\s+)*(republic|kingdom|commonwealth|state|sultanate|principality|grand duchy)\s+of\s+/i

const ARTICLE = /^(the|la|le|les|el|los|las|die|der|das|l['’]|o|os|as|il|i|de|het)(\s+|(?<=['’]))/i

/**
 * The country that a person means: a name in their language, English or a widely used one, an alias, an alpha-2
 * or alpha-3 code, a flag. "Auckland, New Zealand" is New Zealand; "Germany/Austria" are two, and asked about. Two
 * letters beside other words are no code, since "AR" after a town is a state to whoever lives there.
 *
 * @param locale BCP 47; English when absent or unusable
 * @returns values are ISO 3166-1 alpha-2, upper case
 */
export function findCountry(text: string, locale = 'en'): LookupResult {
  if (isNothing(text)) return { kind: 'none', suggestions: [] }
  const whole = exact(text, locale)
  if (whole.length > 0) return resultOf(whole, () => [])
  const parts = text.split(/[,;/()|\n]+/).filter((part) => fold(part) !== '')
  const found = parts.length > 1 ? parts.flatMap((part) => beside(part, locale)) : []
  return resultOf(found, () => [...new Set([...withTown(parts), ...index.near(text, locale, 10)])])
}

/** The one country that a part of an address names, by the rules of {@link findCountry} for words beside others. */
export function countryNamed(part: string, locale = 'en'): string | undefined {
  const [country, another] = beside(part, locale)
  return another === undefined ? country : undefined
}

/** The one country that a text names or is the code of, where something else says that it is one. */
export function countryWritten(text: string, locale = 'en'): string | undefined {
  const [country, another] = exact(text, locale)
  return another === undefined ? country : undefined
}

/**
 * Countries for a list that follows the typing; with nothing typed all of them, in the locale's own order.
 * Where nothing begins so, what the text means as it stands, else what it may have been meant to be.
 */
export function suggestCountries(prefix: string, locale = 'en', limit = USUAL_CHOICES): Choice[] {
  const begun = index.suggest(prefix, locale, limit)
  if (begun.length > 0) return begun
  const found = findCountry(prefix, locale)
  const meant =
    found.kind === 'one' ? [found.value] : found.kind === 'several' ? found.values : found.suggestions
  return meant.slice(0, limit).map((value) => ({ value, label: countryName(value, locale) }))
}

/** The country's name in this locale, or the code where nobody has a name for it. */
export function countryName(code: string, locale = 'en'): string {
  return index.label(code, locale)
}

/** The countries with a town of the first part's name, those first in which it lies where the others say. */
function withTown([first = '', ...rest]: readonly string[]): string[] {
  const towns = townsNamed(first)
  const fits = towns.filter(({ country, state }) =>
    rest.some((part) => statesNamed(part, country).some(({ code }) => code === state)),
  )
  return [...new Set([...fits, ...towns].map(({ country }) => country))].slice(0, 4)
}

function exact(text: string, locale: string): string[] {
  return inForms(text, (form) => index.exact(form, locale))
}

/**
 * Names, and codes of three capitals, which beside other words could hardly be anything else. Two letters are no name
 * there either: "Bỉ" is Belgium in Vietnamese.
 */
function beside(part: string, locale: string): string[] {
  if (/^[a-z]{1,2}$/.test(fold(part))) return []
  const code = /^\s*[A-Z]{3}\s*$/.test(part) ? index.code(part) : undefined
  return code === undefined ? inForms(part, (form) => index.named(form, locale)) : [code]
}

function inForms(text: string, find: (form: string) => string[]): string[] {
  const flag = flagCode(text.trim())
  if (flag !== undefined) return [flag]
  for (const form of [text, text.trim().replace(ARTICLE, ''), text.trim().replace(FORMAL, '')]) {
    const codes = find(form)
    if (codes.length > 0) return codes
  }
  return []
}

/** A flag is two regional indicator letters (U+1F1E6 is A). */
function flagCode(text: string): string | undefined {
  const letters = [...text].map((letter) => (letter.codePointAt(0) ?? 0) - 0x1f1e6)
  if (letters.length !== 2 || letters.some((letter) => letter < 0 || letter > 25)) return undefined
  return index.code(String.fromCharCode(...letters.map((letter) => 65 + letter)))
}
