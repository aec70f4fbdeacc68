import { ALPHA_3, AMBIGUOUS_COUNTRIES, COUNTRY_ALIASES, COUNTRY_CODES } from './country-codes.ts'
import { type Choice, type LookupResult, resultOf, USUAL_CHOICES } from './lookup.ts'
import { NameIndex } from './names.ts'
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
 * or alpha-3 code, a flag. "Auckland, New Zealand" is New Zealand; "Germany/Austria" are two, and asked about.
 *
 * @param locale BCP 47; English when absent or unusable
 * @returns values are ISO 3166-1 alpha-2, upper case
 */
export function findCountry(text: string, locale = 'en'): LookupResult {
  const whole = exact(text, locale)
  if (whole.length > 0) return resultOf(whole, () => [])
  const parts = text.split(/[,;/()|\n]+/).filter((part) => fold(part) !== '')
  const found = parts.length > 1 ? parts.flatMap((part) => exact(part, locale)) : []
  return resultOf(found, () => index.near(text, locale, 10))
}

/** Countries for a list that follows the typing; with nothing typed all of them, in the locale's own order. */
export function suggestCountries(prefix: string, locale = 'en', limit = USUAL_CHOICES): Choice[] {
  return index.suggest(prefix, locale, limit)
}

/** The country's name in this locale, or the code where nobody has a name for it. */
export function countryName(code: string, locale = 'en'): string {
  return index.label(code, locale)
}

function exact(text: string, locale: string): string[] {
  const flag = flagCode(text.trim())
  if (flag !== undefined) return [flag]
  for (const form of [text, text.trim().replace(ARTICLE, ''), text.trim().replace(FORMAL, '')]) {
    const codes = index.exact(form, locale)
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
