import fc from 'fast-check'
import { iso6393 } from 'iso-639-3'
import { describe, expect, it } from 'vitest'
import { COUNTRY_CODES, countryName, findCountry } from '../../../src/programme/lookup/countries.ts'
import { findPlace } from '../../../src/programme/lookup/find-place.ts'
import { findLanguage, findLanguages, languageValue } from '../../../src/programme/lookup/languages.ts'
import { placeValue } from '../../../src/programme/lookup/place.ts'
import { findZone, suggestZones, zonesOfCountry } from '../../../src/programme/lookup/zones.ts'
import { usTowns } from '../../places/lists.ts'
import { cases } from '../../support/thorough.ts'

const now = Date.UTC(2026, 10, 28)
const RUNS = { numRuns: cases(80, 400) }

/** Towns, some of whose names are countries, times or words as well. */
const town = fc.oneof(
  fc.constantFrom(...usTowns().map(({ text }) => text.split(', ')[0] ?? '')),
  fc.constantFrom(
    ...'Little Rock|Augusta|Salem|Paris|London|Georgia|Cuba|Mexico|Lima|Peru|Lebanon|Nice|Reading|Malé|Split|Mobile|Orange|Central|Pacific|Eastern|Athens|Rome|Santiago|Córdoba|Valencia|San José|Kingston|Victoria|Perth|Gdańsk|München|Владивосток|北京|القاهرة|Xyzzyville|Smallville'.split(
      '|',
    ),
  ),
)
const state = fc.constantFrom(
  ...'AR|GA|IN|CA|PA|MT|CO|AL|DE|Arkansas|Georgia|Indiana|Ontario|ON|BC|NSW|WA|Bavaria|Bayern|SP|Pará|Jalisco|England|Catalonia'.split(
    '|',
  ),
)
const country = fc.constantFrom(...COUNTRY_CODES)
const stated = fc.constantFrom(
  ...COUNTRY_CODES,
  'US',
  'US',
  'US',
  'CA',
  'AU',
  'BR',
  'MX',
  'RU',
  'DE',
  'PL',
  'GB',
)
const abbreviation = fc.constantFrom(
  ...'ET|EST|EDT|PT|PST|CT|MT|MST|CET|EET|IST|BST|GMT|UTC|GMT+1|UTC-05:00|Eastern Time|Pacific Time|Central European Time|(UTC-05:00) Eastern Time (US & Canada)'.split(
    '|',
  ),
)
const between = fc.constantFrom(', ', ',', ' ', ' - ', '/', '; ', ' (', '\n', ' | ')
const nothing = fc.constantFrom(
  'n/a',
  'N/A',
  '-',
  '—',
  'none',
  'None.',
  'unknown',
  '?',
  '',
  '  ',
  '\u2800',
  '\u3164\u200b',
)

/** Parts in any order, with anything between them. */
const composite = fc
  .array(
    fc.tuple(
      fc.oneof(
        town,
        state,
        country,
        country.map((code) => countryName(code)),
        abbreviation,
      ),
      between,
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.map(([part, after], at) => (at === parts.length - 1 ? part : part + after)).join(''))

describe('a text composed of towns, states, countries and abbreviations', () => {
  it('never names a country by two letters beside other words', () => {
    const letters = fc.constantFrom(...COUNTRY_CODES, ...COUNTRY_CODES.map((code) => code.toLowerCase()))
    fc.assert(
      fc.property(town, between, letters, (words, separator, code) => {
        const found = findCountry(`${words}${separator}${code}`)
        const alone = findCountry(words)
        // What is taken, the other words say by themselves.
        if (found.kind === 'one') expect(alone).toEqual(found)
      }),
      { numRuns: cases(160, 800) },
    )
  })

  it('gives nothing outside the stated country without being asked about', () => {
    fc.assert(
      fc.property(composite, stated, (text, home) => {
        const found = findZone(text, { now, country: home })
        if (found.kind === 'one') expect(zonesOfCountry(home), `${text} in ${home}`).toContain(found.value)
      }),
      { numRuns: cases(160, 800) },
    )
  })

  it('offers choices that are read back as exactly what was chosen', () => {
    fc.assert(
      fc.property(composite, fc.option(stated, { nil: undefined }), (text, home) => {
        const found = findPlace(text, { now, country: home })
        for (const place of found.kind === 'one' ? [] : found.places.slice(0, 5)) {
          expect(findPlace(placeValue(place), { now, country: home })).toEqual({ kind: 'one', place })
        }
        for (const { value, label } of suggestZones(text, { now, country: home }, 5)) {
          expect(findPlace(value, { now, country: home }).kind).toBe('one')
          expect(label.length).toBeLessThanOrEqual(100)
        }
      }),
      RUNS,
    )
  })

  it('is shown as what was written, where it is taken', () => {
    fc.assert(
      fc.property(town, between, state, stated, (city, separator, area, home) => {
        const text = `${city}${separator}${area}`
        const found = findPlace(text, { now, country: home })
        if (found.kind === 'one' && found.place.name !== undefined)
          expect(text.replace(/\s*[(/;|\n-]\s*/g, ', ')).toContain(
            found.place.name.replace(/\s*[(/;|\n-]\s*/g, ', ').split(', ')[0],
          )
      }),
      RUNS,
    )
  })

  it('is nothing where it says nothing', () => {
    fc.assert(
      fc.property(nothing, stated, (text, home) => {
        expect(findCountry(text)).toEqual({ kind: 'none', suggestions: [] })
        expect(findZone(text, { now, country: home }).kind).toBe('none')
        expect(findLanguages(text)).toEqual({ found: [], unknown: [], ambiguous: [] })
      }),
    )
  })
})

it('reads whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.option(stated, { nil: undefined }), (text, home) => {
      findCountry(text)
      findLanguages(text)
      findZone(text, { now, country: home })
      suggestZones(text, { now, country: home })
    }),
    RUNS,
  )
})

describe('the name of a language', () => {
  const living = iso6393.filter(({ type, name }) => type === 'living' && name.length > 2)
  const codeOf = ({ iso6391, iso6393: code }: (typeof living)[number]) =>
    new Intl.Locale(iso6391 ?? code).language

  it('is never read as another one without being asked about', () => {
    // Dialects that are named with their language, and what Norwegian is written in.
    const SAME = new Set(['arz', 'nb', 'nn', 'vls', 'gu'])
    for (const language of living) {
      const found = findLanguage(language.name)
      const values = found.kind === 'one' ? [found.value] : found.kind === 'several' ? found.values : []
      if (!SAME.has(codeOf(language))) expect(values, language.name).toContain(canonical(codeOf(language)))
    }
  })

  it('comes before another language’s code, and a choice means what was chosen', () => {
    expect(findLanguage('Ga')).toEqual({ kind: 'one', value: 'gaa' })
    expect(findLanguage('ga')).toEqual({ kind: 'several', values: ['gaa', 'ga'] })
    expect(findLanguage('Dan').kind).toBe('one')
    for (const language of living.filter((_, at) => at % 7 === 0)) {
      const code = canonical(codeOf(language))
      expect(findLanguage(languageValue(code)), code).toEqual({ kind: 'one', value: code })
    }
  })
})

/** The codes that stand for others here. */
function canonical(code: string): string {
  return { nb: 'no', nn: 'no' }[code] ?? code
}
