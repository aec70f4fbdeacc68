import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topicDates } from '../../src/programme/calendar/cadence.ts'
import { daytimeFor } from '../../src/programme/calendar/daytime.ts'

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
})
