import { describe, expect, it } from 'vitest'
import { countCommon } from '../../src/matching/bits.ts'
import { commonQuarters, offsetsAt, weekInUtc } from '../../src/matching/hours.ts'
import { matchPool } from '../../src/matching/match.ts'
import { preparePeople } from '../../src/matching/person.ts'
import { candidate, poolOf } from './people.ts'

const day = (iso: string) => Date.parse(iso)

describe('a zone’s distance from UTC', () => {
  it.each([
    ['UTC', '2026-01-12T00:00Z', 0],
    ['Asia/Kathmandu', '2026-01-12T00:00Z', 5.75],
    ['Asia/Kathmandu', '2026-07-13T00:00Z', 5.75],
    ['Australia/Adelaide', '2026-01-12T00:00Z', 10.5],
    ['Australia/Adelaide', '2026-07-13T00:00Z', 9.5],
    ['America/St_Johns', '2026-01-12T00:00Z', -3.5],
    ['America/St_Johns', '2026-07-13T00:00Z', -2.5],
    ['Pacific/Chatham', '2026-01-12T00:00Z', 13.75],
    ['Australia/Lord_Howe', '2026-07-13T00:00Z', 10.5],
    ['Australia/Lord_Howe', '2026-01-12T00:00Z', 11],
    // Central Europe's clocks go forward at 01:00 UTC on 29 March and back on 25 October.
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00Z', 2],
    ['Europe/Berlin', '2026-10-25T00:59:59Z', 2],
    ['Europe/Berlin', '2026-10-25T01:00Z', 1],
  ])('%s at %s is %d hours', (zone, at, hours) => {
    expect(offsetsAt(day(at))(zone)).toBe(hours * 4)
  })

  it('refuses a zone that does not exist', () => {
    expect(() => offsetsAt(0)('Mars/Olympus')).toThrow(RangeError)
  })
})

describe('hours in common', () => {
  const MONDAY_MORNING = 1 << 0
  const MONDAY_EVENING = 1 << 2
  const SUNDAY_EVENING = 1 << 20
  const ALWAYS = 2 ** 21 - 1

  it.each([
    // what, one's availability and zone, the other's, when, hours a week
    ['the same office hours', 0, 'UTC', 0, 'UTC', '2026-01-12', 45],
    ['all that can be said', ALWAYS, 'UTC', ALWAYS, 'UTC', '2026-01-12', 7 * 13],
    ['office hours and everything', 0, 'Europe/Paris', ALWAYS, 'Europe/Berlin', '2026-01-12', 45],
    // 09-18 in Kathmandu is 03:15-12:15 in UTC, of which 09-12:15 is London's day.
    ['Kathmandu and London', 0, 'Asia/Kathmandu', 0, 'Europe/London', '2026-01-12', 5 * 3.25],
    ['the same in summer', 0, 'Asia/Kathmandu', 0, 'Europe/London', '2026-07-13', 5 * 4.25],
    // Adelaide's 09-18 is 22:30-07:30 in January, 23:30-08:30 in July; Berlin's begins at 08 and 07 UTC.
    ['Adelaide and Berlin in January', 0, 'Australia/Adelaide', 0, 'Europe/Berlin', '2026-01-12', 0],
    ['Adelaide and Berlin in July', 0, 'Australia/Adelaide', 0, 'Europe/Berlin', '2026-07-13', 5 * 1.5],
    ['parts of a day', MONDAY_MORNING, 'UTC', MONDAY_EVENING, 'UTC', '2026-01-12', 0],
    // Monday morning in Auckland (UTC+13) is 19-23 on Sunday in UTC; Sunday evening there is 17-21.
    ['over the week’s end', MONDAY_MORNING, 'Pacific/Auckland', SUNDAY_EVENING, 'UTC', '2026-01-12', 2],
    // Sunday evening in Honolulu (UTC-10) is 03-07 on Monday in UTC: 08:45-12:45 in Kathmandu.
    [
      'over it the other way',
      SUNDAY_EVENING,
      'Pacific/Honolulu',
      MONDAY_MORNING,
      'Asia/Kathmandu',
      '2026-01-12',
      3.25,
    ],
  ])('%s', (_, one, oneZone, other, otherZone, at, hours) => {
    const offset = offsetsAt(day(at))
    const shared = countCommon(weekInUtc(one, offset(oneZone)), weekInUtc(other, offset(otherZone)))
    expect(shared / 4).toBe(hours)
  })
})

describe('hours in common through a round', () => {
  // Berlin is an hour nearer to Kathmandu in summer: 08:15-12:15 of Kathmandu's 09-18, then 07:15-12:15.
  it.each([
    ['in winter', '2026-01-12', '2026-02-16', 5 * 4.25],
    ['from winter to summer', '2026-01-12', '2026-06-15', 5 * 4.75],
    ['from summer to winter', '2026-06-15', '2026-12-14', 5 * 4.75],
    ['in summer', '2026-06-15', '2026-07-13', 5 * 5.25],
  ])('%s', (_, from, until, hours) => {
    const people = [candidate('a', { zone: 'Asia/Kathmandu' }), candidate('b', { zone: 'Europe/Berlin' })]
    const pool = { ...poolOf(people), at: day(from), until: day(until) }
    const weeks = preparePeople(pool).map((person) => person.weeks)
    expect(commonQuarters(weeks) / 4).toBe(hours)
    const [pair] = matchPool({ ...pool, weights: { ...pool.weights, hours: 1_000 } }).pairs
    expect(pair?.reasons).toContainEqual({ kind: 'hours', hours, stated: false })
  })
})
