import { describe, expect, it } from 'vitest'
import {
  findLanguage,
  findLanguages,
  LANGUAGE_CODES,
  languageName,
  suggestLanguages,
} from '../../../src/programme/lookup/languages.ts'

describe('findLanguages', () => {
  it.each([
    ['English, Deutsch and te reo Māori', ['en', 'de', 'mi']],
    ['English & Français', ['en', 'fr']],
    ['English German', ['en', 'de']],
    ['español y inglés', ['es', 'en']],
    ['Englisch und Französisch', ['en', 'fr']],
    ['русский и English', ['ru', 'en']],
    ['日本語、英語', ['ja', 'en']],
    ['العربية والإنجليزية', ['ar', 'en']],
    ['Kiswahili na English', ['sw', 'en']],
    ['en, de, fr, my', ['en', 'de', 'fr', 'my']],
    ['pt-BR; en_GB', ['pt', 'en']],
    ['English (native), a little French', ['en', 'fr']],
    ['English - fluent\nHindi - basic', ['en', 'hi']],
    ['Norwegian, nynorsk', ['no']],
    ['Filipino, Tagalog', ['fil']],
    ['isiZulu/isiXhosa', ['zu', 'xh']],
    ['', []],
  ])('reads %j', (text, found) => {
    expect(findLanguages(text)).toEqual({ found, unknown: [], ambiguous: [] })
  })

  it('hands back what it does not know as it was typed', () => {
    expect(findLanguages('English, Klingon and Elvish')).toEqual({
      found: ['en'],
      unknown: ['Klingon', 'Elvish'],
      ambiguous: [],
    })
    expect(findLanguages('<!channel>, @everyone').found).toEqual([])
  })

  it('asks about names of several languages', () => {
    expect(findLanguages('Gaelic and English')).toEqual({
      found: ['en'],
      unknown: [],
      ambiguous: [{ text: 'Gaelic', values: ['ga', 'gd'] }],
    })
    expect(findLanguage('Serbo-Croatian')).toEqual({ kind: 'several', values: ['sr', 'hr', 'bs'] })
  })
})

describe('findLanguage', () => {
  it('suggests for a slip and never takes it silently', () => {
    expect(findLanguage('Germna')).toEqual({ kind: 'none', suggestions: ['de'] })
  })

  it('understands every language by code, by its English name and by the names of the larger locales', () => {
    expect(new Set(LANGUAGE_CODES).size).toBe(LANGUAGE_CODES.length)
    for (const code of LANGUAGE_CODES) {
      expect(languageName(code), `the English name of ${code}`).not.toBe(code)
      for (const locale of ['en', 'de', 'fr']) {
        const result = findLanguage(languageName(code, locale), locale)
        expect(result, `${languageName(code, locale)} in ${locale}`).toEqual({ kind: 'one', value: code })
      }
    }
  })
})

describe('suggestLanguages', () => {
  it('labels in the person’s language and finds a language by its own name', () => {
    expect(suggestLanguages('deutsch', 'en')[0]).toEqual({ value: 'de', label: 'German' })
    expect(suggestLanguages('fran', 'de')[0]).toEqual({ value: 'fr', label: 'Französisch' })
    expect(suggestLanguages('te reo', 'en')[0]?.value).toBe('mi')
    expect(suggestLanguages('', 'en')).toHaveLength(25)
  })
})
