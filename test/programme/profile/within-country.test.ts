import fc from 'fast-check'
import { expect, it } from 'vitest'
import { COUNTRY_CODES } from '../../../src/programme/lookup/countries.ts'
import { allZones, suggestZones, zonesOfCountry } from '../../../src/programme/lookup/zones.ts'
import { checkProfile } from '../../../src/programme/profile/check.ts'
import { withChosenCountry } from '../../../src/programme/profile/read-fields.ts'
import { cases } from '../../support/thorough.ts'

const now = Date.UTC(2026, 10, 28)
const home = fc.constantFrom(...COUNTRY_CODES.filter((code) => zonesOfCountry(code).length > 0))
const begun = fc.constantFrom(
  'Spring',
  'Wind',
  'Lond',
  'San',
  'Par',
  'Wars',
  'Toky',
  'Nai',
  'Kyi',
  'UTC+2',
  'Eur',
)
/** What a list offers, whatever country it knew of when it was asked, and what stands in a zone's own name. */
const chosen = fc.oneof(
  fc
    .tuple(begun, fc.option(home, { nil: undefined }), fc.nat(9))
    .map(
      ([text, country, at]) => suggestZones(text, { now, locale: 'en', country })[at]?.value ?? 'Asia/Tokyo',
    ),
  fc.constantFrom(...allZones()),
)

const check = (values: Readonly<Record<string, string | readonly string[]>>) =>
  checkProfile(values, { locale: 'en', now, country: null })

it('takes no choice outside the stated country before it is asked about, and then at once', () => {
  fc.assert(
    fc.property(home, chosen, fc.nat(), (country, zone, at) => {
      const { change, problems } = check({ country, zone })
      if (problems.length === 0) {
        expect(zonesOfCountry(country), `${zone} in ${country}`).toContain(change.zone)
        return
      }
      const options = problems[0]?.options ?? []
      const answer = options[at % options.length] ?? ''
      const answered = check(withChosenCountry({ country, zone: answer }))
      expect(answered.problems, `${answer}, asked of ${zone} in ${country}`).toEqual([])
      expect(zonesOfCountry(answered.change.country ?? '')).toContain(answered.change.zone)
      // To choose one's own country's time changes no country.
      if (zonesOfCountry(country).includes(answer)) expect(answered.change.country).toBe(country)
    }),
    { numRuns: cases(300, 3_000) },
  )
})
