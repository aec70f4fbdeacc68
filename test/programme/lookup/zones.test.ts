import { describe, expect, it } from 'vitest'
import { COUNTRY_CODES } from '../../../src/programme/lookup/countries.ts'
import { offsetMinutes, withoutSameTime } from '../../../src/programme/lookup/offsets.ts'
import { ALSO_CALLED } from '../../../src/programme/lookup/zone-cities.ts'
import {
  allZones,
  canonicalZone,
  findZone,
  suggestZones,
  zonesOfCountry,
} from '../../../src/programme/lookup/zones.ts'

const winter = Date.UTC(2026, 0, 15)
const summer = Date.UTC(2026, 6, 15)

const accepted = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

describe('the table of zones', () => {
  it('has only zones that Intl accepts, and one at least for every country', () => {
    expect(allZones().filter((zone) => !accepted(zone))).toEqual([])
    expect(COUNTRY_CODES.filter((code) => zonesOfCountry(code).length === 0)).toEqual([])
  })

  it('covers every zone that Intl lists', () => {
    const known = new Set(allZones())
    for (const zone of Intl.supportedValuesOf('timeZone').filter((zone) => /^[A-Z][a-z]+\//.test(zone))) {
      const named = canonicalZone(zone)
      expect(named, zone).toBeDefined()
      // Those of a newer Intl than the table are taken as they are.
      expect(known.has(named!) || named === zone, zone).toBe(true)
    }
  })

  it('names only known zones for what else places are called', () => {
    expect(Object.keys(ALSO_CALLED).filter((zone) => canonicalZone(zone) !== zone)).toEqual([])
  })
})

describe('findZone', () => {
  it.each([
    ['Europe/London', undefined, 'Europe/London'],
    ['europe/london', undefined, 'Europe/London'],
    ['london', undefined, 'Europe/London'],
    ['New York', undefined, 'America/New_York'],
    ['new_york', undefined, 'America/New_York'],
    ['Asia/Calcutta', undefined, 'Asia/Kolkata'],
    ['Mumbai', undefined, 'Asia/Kolkata'],
    ['Wien', undefined, 'Europe/Vienna'],
    ['北京', undefined, 'Asia/Shanghai'],
    ['Wellington', undefined, 'Pacific/Auckland'],
    ['Hamilton', 'NZ', 'Pacific/Auckland'],
    ['Hamilton, New Zealand', undefined, 'Pacific/Auckland'],
    ['London', 'CA', 'America/Toronto'],
    ['Europe/London', 'CA', 'Europe/London'],
    ['Germany', undefined, 'Europe/Berlin'],
    ['Singapore', undefined, 'Asia/Singapore'],
    ['CET', 'DE', 'Europe/Berlin'],
    ['IST', 'IE', 'Europe/Dublin'],
    ['UTC+13', 'NZ', 'Pacific/Auckland'],
    ['GMT-3', 'BR', 'America/Sao_Paulo'],
  ])('takes %s (country %s) for %s', (text, country, value) => {
    expect(findZone(text, { now: winter, country })).toEqual({ kind: 'one', value })
  })

  it.each([
    ['Neuseeland', undefined, ['Pacific/Auckland', 'Pacific/Chatham']],
    ['Spain', undefined, ['Europe/Madrid', 'Atlantic/Canary']],
    ['UTC+5:30', undefined, ['Asia/Kolkata', 'Asia/Colombo']],
    ['IST', undefined, ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin']],
    ['London', 'DE', ['Europe/London', 'America/Toronto', 'Europe/Berlin']],
  ])('asks which one %s (country %s) is', (text, country, values) => {
    expect(findZone(text, { now: winter, country })).toEqual({ kind: 'several', values })
  })

  it('asks about a name of many towns, the largest first', () => {
    const { values = [] } = findZone('Hamilton', { now: winter }) as { values?: string[] }
    expect(values.slice(0, 2)).toEqual(['America/Toronto', 'Pacific/Auckland'])
    expect(values).toContain('Atlantic/Bermuda')
  })

  it('takes Georgia for the state where that is meant, and asks where it is not known', () => {
    const one = { kind: 'one', value: 'America/New_York' }
    expect(findZone('Georgia', { now: winter, country: 'US' })).toEqual(one)
    expect(findZone('Atlanta, Georgia', { now: winter })).toEqual(one)
    expect(findZone('Georgia', { now: winter, country: 'GE' })).toEqual({
      kind: 'one',
      value: 'Asia/Tbilisi',
    })
    expect(findZone('Georgia', { now: winter })).toEqual({
      kind: 'several',
      values: ['Asia/Tbilisi', 'America/New_York'],
    })
  })

  it('means the offsets of the given instant', () => {
    const inWinter = findZone('UTC+1', { now: winter })
    const inSummer = findZone('GMT+01:00', { now: summer })
    expect(inWinter.kind === 'several' && inWinter.values).toContain('Europe/Berlin')
    expect(inSummer.kind === 'several' && inSummer.values).toContain('Europe/London')
    expect(inSummer.kind === 'several' && inSummer.values).not.toContain('Europe/Berlin')
    // IANA counts Etc/GMT the other way round.
    expect(findZone('Etc/GMT-1', { now: winter })).toEqual(inWinter)
  })

  it('suggests for a slip, and lists the country’s zones where nothing was typed', () => {
    const slip = findZone('wellingtn', { now: winter })
    expect(slip.kind === 'none' && slip.suggestions[0]).toBe('Pacific/Auckland')
    expect(findZone('', { now: winter, country: 'NZ' })).toEqual({
      kind: 'none',
      suggestions: ['Pacific/Auckland', 'Pacific/Chatham'],
    })
    for (const text of ['Europe/Nowhere', '+12:43', 'UTC+99', '<!channel>', '@everyone', 'x'.repeat(5000)]) {
      expect(findZone(text, { now: winter }).kind, text).toBe('none')
    }
  })
})

describe('suggestZones', () => {
  it.each([
    ['auck', 'NZ', 'Auckland (UTC+13:00)'],
    ['well', 'NZ', 'Wellington / Auckland (UTC+13:00)'],
    ['well', undefined, 'Wellington / Auckland, New Zealand (UTC+13:00)'],
    ['kolk', 'IN', 'Kolkata (UTC+05:30)'],
    ['europe/lond', undefined, 'London, United Kingdom (UTC+00:00)'],
  ])('lists for %s (country %s) %s', (prefix, country, label) => {
    expect(suggestZones(prefix, { now: winter, country })[0]?.label).toBe(label)
  })

  it('puts the country’s zones first and keeps to the limits of both platforms', () => {
    expect(suggestZones('', { now: winter, country: 'AU' })[0]?.value).toBe('Australia/Sydney')
    expect(suggestZones('', { now: winter })).toHaveLength(25)
    for (const prefix of ['a', 's', 'utc', 'united']) {
      const choices = suggestZones(prefix, { now: winter, locale: 'fr' }, 500)
      expect(choices.length).toBeLessThanOrEqual(100)
      expect(new Set(choices.map((choice) => choice.value)).size).toBe(choices.length)
      expect(choices.every(({ label }) => label.length > 0 && label.length <= 100)).toBe(true)
    }
  })
})

describe('offsets', () => {
  it('knows half hours, both sides of UTC and daylight saving', () => {
    expect(offsetMinutes('Asia/Kolkata', winter)).toBe(330)
    expect(offsetMinutes('America/St_Johns', winter)).toBe(-210)
    expect(offsetMinutes('Europe/London', winter)).toBe(0)
    expect(offsetMinutes('Europe/London', summer)).toBe(60)
  })

  it('keeps one of the zones whose clocks always agree', () => {
    const zones = [
      'America/New_York',
      'America/Detroit',
      'America/Phoenix',
      'America/Denver',
      'America/Boise',
    ]
    expect(withoutSameTime(zones, winter)).toEqual(['America/New_York', 'America/Phoenix', 'America/Denver'])
  })
})
