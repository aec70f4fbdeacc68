import { boundedLimit, type Choice, shortLabel } from './lookup.ts'
import { allowedSlips, editDistance, fold, prefixRank } from './text.ts'

/** Languages in whose names we look when the person's own and English don't know a word. */
const WIDELY_USED = [
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'pl',
  'ru',
  'uk',
  'tr',
  'ar',
  'fa',
  'hi',
  'id',
  'vi',
  'zh',
  'ja',
  'ko',
  'sv',
]

/** At most this many people's locales are kept; English and the widely used ones are kept apart from them. */
const KEPT_LOCALES = 24

/** What an index is made of. Aliases are the names that `Intl` does not have, one code's names separated by `|`. */
export interface NamesOf {
  type: 'region' | 'language'
  codes: readonly string[]
  /** Other codes that mean the same, folded (for example alpha-3): code → code. */
  otherCodes: ReadonlyMap<string, string>
  aliases: Readonly<Record<string, string>>
  /** Names that always mean several: name → codes separated by spaces. */
  ambiguous: Readonly<Record<string, string>>
}

interface NamesInLocale {
  labels: ReadonlyMap<string, string>
  keys: ReadonlyMap<string, string>
}

/** The locale if `Intl` can use it, else English. */
function usableLocale(locale: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(locale ?? 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/**
 * Names of countries or languages, found forgivingly. Everything is built at the first question that needs it:
 * the person's locale and English first, all the other languages only for a word that neither of them knows.
 */
export class NameIndex {
  readonly #names: NamesOf
  readonly #codes: ReadonlySet<string>
  readonly #locales = new Map<string, NamesInLocale>()
  #aliases: ReadonlyMap<string, string[]> | undefined
  #elsewhere: ReadonlyMap<string, string> | undefined

  constructor(names: NamesOf) {
    this.#names = names
    this.#codes = new Set(names.codes)
  }

  /** Every code whose name this is. The nearest language decides: aliases, own locale, English, codes, others. */
  exact(text: string, locale: string): string[] {
    const named = this.#inNear(text, locale)
    if (named.length > 0) return named
    const code = this.code(text)
    return code === undefined ? this.#inOthers(text) : [code]
  }

  /**
   * As `exact`, without codes.
   *
   * @param where `near`: aliases, their language and English alone; `others`: the other languages alone
   */
  named(text: string, locale: string, where?: 'near' | 'others'): string[] {
    const named = where === 'others' ? [] : this.#inNear(text, locale)
    return named.length > 0 || where === 'near' ? named : this.#inOthers(text)
  }

  /** By an alias, or a name in their language or English. */
  #inNear(text: string, locale: string): string[] {
    const key = fold(text)
    if (key === '') return []
    const alias = this.#aliasKeys().get(key)
    if (alias) return alias
    const found = this.#inLocale(locale).keys.get(key) ?? this.#inLocale('en').keys.get(key)
    return found === undefined ? [] : [found]
  }

  #inOthers(text: string): string[] {
    const found = this.#otherKeys().get(fold(text))
    return found === undefined ? [] : [found]
  }

  /** The code that this is a spelling of ("nz", "NZL"), if it is one. */
  code(text: string): string | undefined {
    const key = fold(text)
    const own = this.#names.type === 'region' ? key.toUpperCase() : key
    return this.#codes.has(own) ? own : this.#names.otherCodes.get(key)
  }

  label(code: string, locale: string): string {
    return this.#inLocale(locale).labels.get(code) ?? this.#inLocale('en').labels.get(code) ?? code
  }

  /** Codes whose name in the person's locale, in English or by an alias begins like this or is a slip away. */
  near(text: string, locale: string, limit: number): string[] {
    const key = fold(text)
    if (key === '') return []
    const begun = key.length >= 3 ? this.suggest(text, locale, limit).map((choice) => choice.value) : []
    const slips = allowedSlips(key.length)
    const near = new Map<string, number>()
    if (slips > 0) {
      const note = (name: string, code: string): void => {
        const distance = editDistance(key, name, slips)
        if (distance <= slips && distance < (near.get(code) ?? 3)) near.set(code, distance)
      }
      for (const [name, code] of this.#inLocale(locale).keys) note(name, code)
      for (const [name, code] of this.#inLocale('en').keys) note(name, code)
      for (const [name, codes] of this.#aliasKeys()) for (const code of codes) note(name, code)
    }
    const slipped = [...near].sort((a, b) => a[1] - b[1]).map(([code]) => code)
    return [...new Set([...begun, ...slipped])].slice(0, limit)
  }

  /** For a list that follows the typing: labels in the person's locale, the best fits first. */
  suggest(prefix: string, locale: string, limit: number): Choice[] {
    const { labels } = this.#inLocale(locale)
    const collator = new Intl.Collator(usableLocale(locale))
    const ranks = this.#ranks(prefix, locale)
    return [...ranks]
      .map(([code, rank]) => ({ value: code, label: shortLabel(labels.get(code) ?? code), rank }))
      .sort((a, b) => a.rank - b.rank || collator.compare(a.label, b.label))
      .slice(0, boundedLimit(limit))
      .map(({ value, label }) => ({ value, label }))
  }

  /** Code → how well it fits what was typed, 0 best; everything fits an empty prefix. */
  #ranks(prefix: string, locale: string): Map<string, number> {
    const key = fold(prefix)
    if (key === '') return new Map(this.#names.codes.map((code) => [code, 0]))
    const ranks = new Map<string, number>()
    const note = (code: string, rank: number): void => {
      if (rank < (ranks.get(code) ?? Number.POSITIVE_INFINITY)) ranks.set(code, rank)
    }
    for (const code of this.exact(prefix, locale)) note(code, 0)
    for (const [code, label] of this.#inLocale(locale).labels) {
      const rank = prefixRank(label, key)
      if (rank !== undefined) note(code, 1 + rank)
    }
    for (const [name, code] of this.#inLocale('en').keys) if (name.startsWith(key)) note(code, 3)
    for (const [name, codes] of this.#aliasKeys()) {
      if (name.startsWith(key)) for (const code of codes) note(code, 3)
    }
    if (ranks.size === 0) {
      for (const [name, code] of this.#otherKeys()) if (name.startsWith(key)) note(code, 4)
    }
    return ranks
  }

  #inLocale(wished: string): NamesInLocale {
    const locale = usableLocale(wished)
    const known = this.#locales.get(locale)
    if (known) return known
    const names = this.#readNames(locale)
    if (this.#locales.size >= KEPT_LOCALES) {
      const oldest = [...this.#locales.keys()].find((kept) => kept !== 'en')
      if (oldest !== undefined) this.#locales.delete(oldest)
    }
    this.#locales.set(locale, names)
    return names
  }

  #readNames(locale: string): NamesInLocale {
    const labels = new Map<string, string>()
    const keys = new Map<string, string>()
    const long = this.#displayNames(locale, 'long')
    const short = this.#displayNames(locale, 'short')
    for (const code of this.#names.codes) {
      const name = long.of(code)
      if (name === undefined) continue
      labels.set(code, name)
      keys.set(fold(name), code)
    }
    for (const code of this.#names.codes) {
      const name = labels.get(code) ?? ''
      for (const other of [short.of(code), name.replace(/[(（].*/u, ''), spelledOut(name)]) {
        const key = fold(other ?? '')
        if (key !== '' && !keys.has(key)) keys.set(key, code)
      }
    }
    return { labels, keys }
  }

  /** What its speakers call a language, and most of its people a country. */
  #endonym(code: string): string | undefined {
    const isRegion = this.#names.type === 'region'
    const language = isRegion ? new Intl.Locale(`und-${code}`).maximize().language : code
    const [supported] = Intl.DisplayNames.supportedLocalesOf([language])
    return supported === undefined ? undefined : this.#displayNames(supported, 'long').of(code)
  }

  #displayNames(locale: string, style: 'long' | 'short'): Intl.DisplayNames {
    return new Intl.DisplayNames([locale, 'en'], { type: this.#names.type, style, fallback: 'none' })
  }

  #aliasKeys(): ReadonlyMap<string, string[]> {
    if (this.#aliases) return this.#aliases
    const aliases = new Map<string, string[]>()
    for (const [code, names] of Object.entries(this.#names.aliases)) {
      for (const name of names.split('|')) aliases.set(fold(name), [code])
    }
    for (const [names, codes] of Object.entries(this.#names.ambiguous)) {
      for (const name of names.split('|')) aliases.set(fold(name), codes.split(' '))
    }
    this.#aliases = aliases
    return aliases
  }

  #otherKeys(): ReadonlyMap<string, string> {
    if (this.#elsewhere) return this.#elsewhere
    const keys = new Map<string, string>()
    const clashing = new Set<string>()
    const note = (name: string | undefined, code: string): void => {
      for (const key of new Set([fold(name ?? ''), fold(spelledOut(name ?? ''))])) {
        if (key === '') continue
        const known = keys.get(key)
        if (known === undefined) keys.set(key, code)
        else if (known !== code) clashing.add(key)
      }
    }
    for (const locale of Intl.DisplayNames.supportedLocalesOf(WIDELY_USED)) {
      const names = this.#displayNames(locale, 'long')
      for (const code of this.#names.codes) note(names.of(code), code)
    }
    for (const code of this.#names.codes) note(this.#endonym(code), code)
    // A word that means different things in two languages is no one's name: better to ask again than to guess.
    for (const key of clashing) keys.delete(key)
    this.#elsewhere = keys
    return keys
  }
}

/** A name as German speakers type it without umlauts ("Oesterreich"). */
function spelledOut(name: string): string {
  return name.replace(/ä/gi, 'ae').replace(/ö/gi, 'oe').replace(/ü/gi, 'ue')
}
