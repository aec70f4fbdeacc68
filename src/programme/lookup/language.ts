import {
  AMBIGUOUS_LANGUAGES,
  LANGUAGE_ALIASES,
  LANGUAGE_CODES,
  OTHER_LANGUAGE_CODES,
} from './language-codes.ts'
import { type Choice, type LookupResult, resultOf, USUAL_CHOICES } from './lookup.ts'
import { NameIndex } from './names.ts'
import { fold, foldedWords } from './text.ts'

export { LANGUAGE_CODES } from './language-codes.ts'

/** What a list of languages says. Codes are BCP 47 without region, in the order typed, each once. */
export interface LanguagesFound {
  found: string[]
  /** Words that are no language we know, as they were typed. */
  unknown: string[]
  /** Words that are more than one language, with those that they may be; ask about each. */
  ambiguous: { text: string; values: string[] }[]
}

const index = new NameIndex({
  type: 'language',
  codes: LANGUAGE_CODES,
  otherCodes: OTHER_LANGUAGE_CODES,
  aliases: LANGUAGE_ALIASES,
  ambiguous: AMBIGUOUS_LANGUAGES,
})

const SEPARATORS = /[,;/|•·+&\n、，；]+|\s-\s/

/** "and" in the languages in which people list their languages; only between words. */
const AND = /\s+(?:and|und|et|y|e|i|og|och|en|ja|ve|и|та|و|और|dan|at|na|kaj|plus|或|和|及)\s+|\s+و(?=ال)/iu

/** What people add about how well they speak; it says nothing about which language. */
const ABOUT = new Set(
  'a an bit little some basic fluent fluently native mother tongue speaker beginner intermediate advanced good very language languages spoken written also my first second only both etwas muttersprache fliessend sehr gut un peu de langue maternelle couramment poco'.split(
    ' ',
  ),
)

/**
 * One language: its name in the person's language, English, its own or a widely used language, an alias, or a
 * code or tag ("pt-BR" is pt).
 *
 * @param locale BCP 47; English when absent or unusable
 */
export function findLanguage(text: string, locale = 'en'): LookupResult {
  return resultOf(exact(text, locale), () => index.near(text, locale, 10))
}

/** A list of languages as people write it: "English, Deutsch and te reo Māori (a little)". */
export function findLanguages(text: string, locale = 'en'): LanguagesFound {
  const found = new Set<string>()
  const unknown: string[] = []
  const ambiguous: { text: string; values: string[] }[] = []
  for (const part of text.split(SEPARATORS)) {
    for (const [name, values] of readPart(part.trim(), locale)) {
      const [first] = values
      if (first === undefined) unknown.push(name)
      else if (values.length === 1) found.add(first)
      else ambiguous.push({ text: name, values })
    }
  }
  return { found: [...found], unknown, ambiguous }
}

/** Languages for a list that follows the typing; with nothing typed the first in the locale's order. */
export function suggestLanguages(prefix: string, locale = 'en', limit = USUAL_CHOICES): Choice[] {
  return index.suggest(prefix, locale, limit)
}

/** The language's name in this locale, or the code where nobody has a name for it. */
export function languageName(code: string, locale = 'en'): string {
  return index.label(code, locale)
}

/** A part between separators: one language if it can be, else two joined by "and", else one a word. */
function readPart(part: string, locale: string): [string, string[]][] {
  if (fold(part) === '') return []
  const whole = withoutRemarks(part)
  if (whole === '') return []
  const values = exact(whole, locale)
  if (values.length > 0) return [[whole, values]]
  const [before, ...after] = part.split(AND)
  if (before !== undefined && after.length > 0)
    return [before, ...after].flatMap((each) => readPart(each, locale))
  const words = whole.split(/\s+/).map((word): [string, string[]] => [word, exact(word, locale)])
  const all = words.every(([word, codes]) => codes.length > 0 && word.length > 2)
  return all ? words : [[whole, []]]
}

/** The name without brackets, "fluent", "a little" and the like. */
function withoutRemarks(part: string): string {
  const words = part
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .trim()
    .split(/\s+/)
  // Alone, "de" and "my" are German and Burmese.
  if (words.length === 1)
    return ABOUT.has(fold(words[0] ?? '')) && exact(part, 'en').length === 0 ? '' : words.join('')
  return words.filter((word) => !foldedWords(word).every((folded) => ABOUT.has(folded))).join(' ')
}

function exact(text: string, locale: string): string[] {
  const codes = index.exact(text, locale)
  if (codes.length > 0) return codes
  // A tag with a region or script, as a platform's own locale setting has it.
  const [, language] = /^\s*([a-z]{2,3})[-_][a-z0-9_-]+\s*$/i.exec(text) ?? []
  const code = language === undefined ? undefined : index.code(language)
  return code === undefined ? [] : [code]
}
