import { describe, expect, it } from 'vitest'
import {
  COUNTRY_CODES,
  countryName,
  findCountry,
  suggestCountries,
} from '../../../src/programme/lookup/countries.ts'

describe('findCountry', () => {
  it.each([
    ['Neuseeland', 'NZ'],
    ['NZ', 'NZ'],
    ['nzl', 'NZ'],
    ['new zealand', 'NZ'],
    ['New  Zealand!', 'NZ'],
    ['newzealand', 'NZ'],
    ['Nouvelle-Zélande', 'NZ'],
    ['Aotearoa', 'NZ'],
    ['🇳🇿', 'NZ'],
    ['Auckland, New Zealand', 'NZ'],
    ['UK', 'GB'],
    ['England', 'GB'],
    ['Scotland', 'GB'],
    ['the United States of America', 'US'],
    ['U.S.A.', 'US'],
    ['Holland', 'NL'],
    ['the Netherlands', 'NL'],
    ['Les Pays-Bas', 'NL'],
    ['Burma', 'MM'],
    ['Ivory Coast', 'CI'],
    ["cote d'ivoire", 'CI'],
    ['Czech Republic', 'CZ'],
    ['Czechia', 'CZ'],
    ['Turkey', 'TR'],
    ['Türkiye', 'TR'],
    ['South Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['Guinea', 'GN'],
    ['Niger', 'NE'],
    ['Ireland', 'IE'],
    ['Northern Ireland', 'GB'],
    ['DRC', 'CD'],
    ['Republic of the Congo', 'CG'],
    ['Kingdom of Norway', 'NO'],
    ['Federal Republic of Nigeria', 'NG'],
    ['Bolivia (Plurinational State of)', 'BO'],
    ['Saint Lucia', 'LC'],
    ['Trinidad and Tobago', 'TT'],
    ['Österreich', 'AT'],
    ['Oesterreich', 'AT'],
    ['भारत', 'IN'],
    ['日本', 'JP'],
    ['Россия', 'RU'],
    ['مصر', 'EG'],
    ['Suomi', 'FI'],
    ['Ελλάδα', 'GR'],
    ['Magyarország', 'HU'],
    ['საქართველო', 'GE'],
    ['Kosovo', 'XK'],
  ])('takes %s for %s', (text, value) => {
    expect(findCountry(text)).toEqual({ kind: 'one', value })
  })

  it.each([
    ['Korea', ['KR', 'KP']],
    ['Corée', ['KR', 'KP']],
    ['Congo', ['CG', 'CD']],
    ['Virgin Islands', ['VG', 'VI']],
    ['Germany / Austria', ['DE', 'AT']],
  ])('asks which one %s is', (text, values) => {
    expect(findCountry(text)).toEqual({ kind: 'several', values })
  })

  it.each([
    ['Gremany', 'DE'],
    ['Austraila', 'AU'],
    ['Irelnd', 'IE'],
    ['Zealand', 'NZ'],
    ['United', 'GB'],
  ])('suggests for %s and never takes it silently', (text, likely) => {
    const result = findCountry(text)
    expect(result.kind).toBe('none')
    expect(result.kind === 'none' && result.suggestions).toContain(likely)
  })

  it.each(['', '  ', '??', '<!channel>', '@everyone', 'x'.repeat(5000)])(
    'finds nothing in what is no name (%#)',
    (text) => {
      expect(findCountry(text).kind).toBe('none')
    },
  )

  it('understands every country by code, and by its name in many languages', () => {
    expect(new Set(COUNTRY_CODES).size).toBe(250)
    for (const code of COUNTRY_CODES) {
      expect(findCountry(code)).toEqual({ kind: 'one', value: code })
      for (const locale of ['en', 'de', 'fr', 'es', 'ja', 'ar', 'fi']) {
        const result = findCountry(countryName(code, locale), locale)
        // A name that is ambiguous everywhere (in Spanish CG is "Congo") stays a question.
        const values = result.kind === 'one' ? [result.value] : result.kind === 'several' ? result.values : []
        expect(values, `${countryName(code, locale)} in ${locale}`).toContain(code)
      }
    }
  })

  it.each([
    ['Little Rock, AR', 'US'],
    ['Augusta, GA', 'US'],
    ['Leeds, UK', 'GB'],
    ['Nairobi', 'KE'],
  ])('asks about %s, and offers where such a town lies', (text, likely) => {
    const result = findCountry(text)
    expect(result.kind).toBe('none')
    expect(result.kind === 'none' && result.suggestions).toContain(likely)
  })

  it('uses English where the locale is unusable', () => {
    expect(findCountry('Germany', 'not a locale')).toEqual({ kind: 'one', value: 'DE' })
  })
})

describe('suggestCountries', () => {
  it('lists what begins so, in the person’s language, names before later words', () => {
    const values = suggestCountries('gui', 'en').map((choice) => choice.value)
    expect(values.slice(0, 2)).toEqual(['GN', 'GW'])
    expect(values).toContain('PG')
    expect(suggestCountries('neus', 'de')).toEqual([{ value: 'NZ', label: 'Neuseeland' }])
    expect(suggestCountries('neus', 'en')).toEqual([{ value: 'NZ', label: 'New Zealand' }])
    expect(suggestCountries('uk', 'en')[0]?.value).toBe('GB')
  })

  it('keeps to the limit and lists all for an empty prefix', () => {
    expect(suggestCountries('', 'en')).toHaveLength(25)
    expect(suggestCountries('', 'en', 1000)).toHaveLength(100)
    expect(suggestCountries('a', 'en', 3)).toHaveLength(3)
  })
})
