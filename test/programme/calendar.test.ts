import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay, dayOf, topicDates } from '../../src/programme/calendar/cadence.ts'
import {
  dateAt,
  daytimeFor,
  daytimesOf,
  firstMomentOf,
  morningOf,
} from '../../src/programme/calendar/daytime.ts'
import { firstKnown, knowsZone } from '../../src/programme/calendar/zone.ts'

describe('the days of topics', () => {
  it.each([
    ['2026-11-17', 'monthly', ['2026-11-17', '2026-12-15', '2027-01-19', '2027-02-16']],
    ['2026-12-31', 'monthly', ['2026-12-31', '2027-01-28', '2027-02-25', '2027-03-25']],
    ['2026-03-30', 'monthly', ['2026-03-30', '2026-04-27', '2026-05-25', '2026-06-29']],
    ['2026-11-17', 'fortnightly', ['2026-11-17', '2026-12-01', '2026-12-15', '2026-12-29']],
  ] as const)('from %s, %s', (first, cadence, dates) => {
    expect(topicDates(first, cadence, 4)).toEqual(dates)
  })

  it('keeps the weekday and comes once a month', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const first = date.toISOString().slice(0, 10)
        const dates = topicDates(first, 'monthly', 13)
        const months = dates.map((one) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7)))
        expect(new Set(dates.map((one) => new Date(one).getUTCDay())).size).toBe(1)
        expect(months).toEqual(months.map((_, index) => months[0]! + index))
      }),
    )
  })
})

describe('the moment of a prompt', () => {
  const hourIn = (at: number, zone: string) =>
    Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(at))

  it.each([
    ['2026-11-17', ['Europe/London', 'Africa/Nairobi'], 9, 18],
    ['2026-11-17', ['America/New_York', 'Europe/Berlin'], 9, 18],
    ['2026-11-17', ['Asia/Kolkata', 'Asia/Kathmandu'], 9, 18],
    ['2026-11-17', ['Europe/London', 'Pacific/Auckland'], 7, 22],
    ['2026-03-29', ['Europe/Berlin', 'Europe/London'], 9, 18],
  ] as const)('on %s for %s is between the hours', (date, zones, from, to) => {
    const at = daytimeFor(date, zones)
    for (const zone of zones) {
      expect(hourIn(at, zone)).toBeGreaterThanOrEqual(from)
      expect(hourIn(at, zone)).toBeLessThan(to)
    }
  })

  it('is the least bad where there is no good one', () => {
    const at = daytimeFor('2026-11-17', ['Pacific/Honolulu', 'Africa/Nairobi', 'Asia/Tokyo'])
    const worst = Math.max(
      ...['Pacific/Honolulu', 'Africa/Nairobi', 'Asia/Tokyo'].map((zone) => {
        const hour = hourIn(at, zone)
        return hour >= 7 && hour < 22 ? 0 : Math.min((hour - 22 + 24) % 24, (7 - hour + 24) % 24)
      }),
    )
    expect(worst).toBeLessThanOrEqual(3)
  })

  /** The hour of the day, with its minutes as a fraction. */
  const timeIn = (at: number, zone: string) => {
    const parts = { timeZone: zone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' } as const
    const [hour, minute] = new Intl.DateTimeFormat('en', parts).format(at).split(':').map(Number)
    return hour! + minute! / 60
  }
  /** Of day 0, of waking 1, of night the more the further it is from both its ends. */
  const howBad = (time: number) => {
    if (time >= 9 && time < 18) return 0
    if (time >= 7 && time < 22) return 1
    return 1.01 + (time >= 22 ? Math.min(time - 22, 31 - time) : Math.min(time + 2, 7 - time))
  }

  it('is the first of the hours that are best for whoever has it worst', () => {
    const zones = fc.constantFrom(
      'Pacific/Honolulu',
      'America/St_Johns',
      'Europe/London',
      'Africa/Nairobi',
      'Asia/Kolkata',
      'Asia/Kathmandu',
      'Australia/Eucla',
      'Pacific/Auckland',
    )
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.array(zones, { minLength: 1, maxLength: 3 }), (date, theirs) => {
        const hours = Array.from({ length: 24 }, (_, hour) => asDay(dayOf(date)).getTime() + hour * 3_600_000)
        const bad = hours.map((at) => Math.max(...theirs.map((zone) => howBad(timeIn(at, zone)))))
        const best = hours[bad.indexOf(Math.min(...bad))]
        expect(daytimeFor(dayOf(date), theirs)).toBe(best)
        expect(daytimesOf(dayOf(date))(theirs)).toBe(best)
      }),
    )
  })

  it('is reckoned once for the same zones, however they are told, and apart for others', () => {
    const on = daytimesOf('2026-11-17')
    const there = on(['Europe/London', 'Pacific/Auckland'])
    expect(on(['Pacific/Auckland', 'Europe/London', 'Europe/London'])).toBe(there)
    expect(on(['Europe/London'])).toBe(Date.UTC(2026, 10, 17, 9))
    expect(on(['Pacific/Auckland'])).toBe(Date.UTC(2026, 10, 17, 0))
    expect(on(['Europe/London', 'Pacific/Auckland'])).toBe(there)
  })
})

describe('a day', () => {
  it.each([
    ['2026-11-17', 'Europe/London', '2026-11-17T09:00:00.000Z'],
    ['2026-07-17', 'Europe/London', '2026-07-17T08:00:00.000Z'],
    ['2026-11-17', 'Pacific/Kiritimati', '2026-11-16T19:00:00.000Z'],
  ])('%s begins for the forum of %s at 9 there', (date, zone, instant) => {
    expect(new Date(morningOf(date, zone)).toISOString()).toBe(instant)
  })

  it('is another one elsewhere at the same instant', () => {
    const at = Date.UTC(2026, 10, 17, 23, 30)
    expect(dateAt(at, 'Pacific/Auckland')).toBe('2026-11-18')
    expect(dateAt(at, 'America/New_York')).toBe('2026-11-17')
  })

  it('begins first where it is latest', () => {
    expect(new Date(firstMomentOf('2026-11-17')).toISOString()).toBe('2026-11-16T10:00:00.000Z')
    expect(dateAt(firstMomentOf('2026-11-17'), 'Pacific/Kiritimati')).toBe('2026-11-17')
    expect(dateAt(firstMomentOf('2026-11-17') - 1, 'Pacific/Kiritimati')).toBe('2026-11-16')
  })

  it('is kept as midnight in UTC, and read as it was written', () => {
    expect(asDay('2026-11-17').toISOString()).toBe('2026-11-17T00:00:00.000Z')
    expect(dayOf(new Date('2026-11-17T23:59:59.999Z'))).toBe('2026-11-17')
  })
})

describe('a zone', () => {
  it('is known where this Node can reckon in it, asked once or again', () => {
    for (let times = 0; times < 2; times += 1) {
      expect(knowsZone('Europe/Warsaw')).toBe(true)
      expect(knowsZone('Europe/Nowhere')).toBe(false)
    }
  })

  it('is the first known of several, and UTC where none is', () => {
    expect(firstKnown(null, 'Europe/Nowhere', 'Europe/Warsaw', 'Asia/Tokyo')).toBe('Europe/Warsaw')
    expect(firstKnown(null, 'Europe/Nowhere')).toBe('UTC')
    expect(firstKnown()).toBe('UTC')
  })
})
