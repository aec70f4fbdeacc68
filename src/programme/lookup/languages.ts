import { readLanguage } from './language.ts'
import { isNothing } from './nothing.ts'
import { fold, foldedWords } from './text.ts'

export {
  findLanguage,
  LANGUAGE_CODES,
  languageName,
  languageValue,
  nearLanguages,
  suggestLanguages,
} from './language.ts'

/** What a list of languages says. Codes are BCP 47 without region, in the order typed, each once. */
export interface LanguagesFound {
  found: string[]
  /** Words that are no language we know, as they were typed. */
  unknown: string[]
  /** Words that are more than one language, with those that they may be; ask about each. */
  ambiguous: { text: string; values: string[] }[]
}

/** A part of a list: the words that were typed, and the languages that they may be. */
export interface LanguagePart {
  readonly text: string
  readonly values: readonly string[]
}

const SEPARATORS = /[,;/|•·+&\n、，；]+|\s-\s/

/** "and" in the languages in which people list their languages; only between words. */
const AND = /\s+(?:and|und|et|y|e|i|og|och|en|ja|ve|и|та|و|और|dan|at|na|kaj|plus|或|和|及)\s+|\s+و(?=ال)/iu

/** What people add about how well they speak; it says nothing about which language. */
const ABOUT = new Set(
  'a an bit little some basic fluent fluently native mother tongue speaker beginner intermediate advanced good very language languages spoken written also my first second only both etwas muttersprache fliessend sehr gut un peu de langue maternelle couramment poco'.split(
    ' ',
  ),
)

/** A list of languages as people write it: "English, Deutsch and te reo Māori (a little)". */
export function findLanguages(text: string, locale = 'en'): LanguagesFound {
  const found = new Set<string>()
  const unknown: string[] = []
  const ambiguous: { text: string; values: string[] }[] = []
  for (const { text: name, values } of languageParts(text, locale)) {
    const [first] = values
    if (first === undefined) unknown.push(name)
    else if (values.length === 1) found.add(first)
    else ambiguous.push({ text: name, values: [...values] })
  }
  return { found: [...found], unknown, ambiguous }
}

/** The parts of such a list in their order, each with what it may mean. */
export function languageParts(text: string, locale = 'en'): LanguagePart[] {
  if (isNothing(text)) return []
  const parts = text.split(SEPARATORS).map((part) => part.trim())
  const read: LanguagePart[] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? ''
    const turned = isTurned(part, parts[at + 1], text, locale)
    if (turned !== undefined) at++
    read.push(...(turned === undefined ? readPart(part, locale) : [turned]))
  }
  return read
}

/** "Greek, Modern": two parts that are one language, where the second alone is none. */
function isTurned(
  part: string,
  next: string | undefined,
  text: string,
  locale: string,
): LanguagePart | undefined {
  if (next === undefined || next === '' || isNothing(part) || !text.includes(`${part},`)) return undefined
  const together = `${part}, ${next}`
  const values = readLanguage(next, locale).length > 0 ? [] : readLanguage(together, locale)
  return values.length === 0 ? undefined : { text: together, values }
}

/** A part between separators: one language if it can be, else two joined by "and", else one a word. */
function readPart(part: string, locale: string): LanguagePart[] {
  if (fold(part) === '' || isNothing(part)) return []
  const direct = readLanguage(part, locale)
  if (direct.length > 0) return [{ text: part, values: direct }]
  const whole = withoutRemarks(part)
  if (whole === '') return []
  const values = readLanguage(whole, locale)
  if (values.length > 0) return [{ text: whole, values }]
  const [before, ...after] = part.split(AND)
  if (before !== undefined && after.length > 0)
    return [before, ...after].flatMap((each) => readPart(each.trim(), locale))
  const words = whole.split(/\s+/).map((word) => ({ text: word, values: readLanguage(word, locale) }))
  const all = words.every(({ text, values: codes }) => codes.length > 0 && text.length > 2)
  return all ? words : [{ text: whole, values: [] }]
}

/** The name without brackets, "fluent", "a little" and the like. */
function withoutRemarks(part: string): string {
  const words = part
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .trim()
    .split(/\s+/)
  // Alone, "de" and "my" are German and Burmese.
  if (words.length === 1)
    return ABOUT.has(fold(words[0] ?? '')) && readLanguage(part, 'en').length === 0 ? '' : words.join('')
  return words.filter((word) => !foldedWords(word).every((folded) => ABOUT.has(folded))).join(' ')
}
