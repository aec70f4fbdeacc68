import { AVAILABILITY_BITS, OFFICE_HOURS, PARTS_OF_DAY } from '../hours.ts'
import type { Flat } from './flat.ts'

const WEEKDAYS = 7
const PARTS = AVAILABILITY_BITS / WEEKDAYS
const QUARTERS_A_DAY = 24 * 4

/** In place of the bits of whoever said nothing: Monday to Friday, one part that stands for office hours. */
const OFFICE_BITS = [0, 1, 2, 3, 4].reduce((bits, weekday) => bits | (1 << (weekday * PARTS)), 0)

/**
 * Quarter-hours a week that one person has in common with any other, at the round's start and end together, looked up
 * by days in place of quarter-hours. A part of somebody's day overlaps another's day before, the same, and the day after,
 * since clocks are 26 hours apart at most; by how much does not depend on the weekday. So they are the sum over weekdays
 * of `table[own[weekday] + parts]`, where `own` has 8 times nine bits of one's own three days, and the parts are three
 * bits of the other's day (see `bits`).
 */
export type CommonHours = {
  /** Takes a person; `quartersWith` is about them from then on. */
  readonly begin: (person: number) => void
  readonly quartersWith: (other: number) => number
}

type Clock = { readonly said: boolean; readonly offsets: readonly [start: number, end: number] }

export function commonHours({ clocks, availability }: Flat): CommonHours {
  const { count, answers, said } = clocks
  const all = Array.from({ length: count }, (_, clock): Clock => {
    const [start = 0, end = 0, isSaid] = said.subarray(clock * answers, (clock + 1) * answers)
    return { said: isSaid === 1, offsets: [start, end] }
  })
  // Office hours stand in for those who said nothing.
  const bits = availability.map((each) => each || OFFICE_BITS)
  const own = new Int32Array(WEEKDAYS)
  const rows = all.map((): (Uint8Array | undefined)[] => new Array(count))
  let clock = 0
  /** The table with everybody of a clock, which is a profile in `Flat.clocks`. */
  const tableWith = (other: number) => {
    const row = rows[clock] ?? []
    const kept = row[other]
    if (kept) return kept
    const [one, two] = [all[clock], all[other]]
    if (!one || !two) throw new RangeError(`no clock ${other}`)
    const table = tableOf(one, two)
    row[other] = table
    return table
  }
  return {
    begin: (person) => {
      clock = clocks.of[person] ?? 0
      const week = bits[person] ?? 0
      const on = (weekday: number) => (week >>> ((weekday % WEEKDAYS) * PARTS)) & 7
      for (let weekday = 0; weekday < WEEKDAYS; weekday++) {
        own[weekday] = 8 * (on(weekday + 6) | (on(weekday) << 3) | (on(weekday + 1) << 6))
      }
    },
    quartersWith: (other) => {
      const table = tableWith(clocks.of[other] ?? 0)
      const week = bits[other] ?? 0
      let quarters = 0
      for (let day = 0; day < WEEKDAYS; day++) {
        quarters += table[(own[day] ?? 0) + ((week >>> (PARTS * day)) & 7)] ?? 0
      }
      return quarters
    },
  }
}

/** Tables that were made, by what they depend on; 4 KB each. Zones in use come to some hundreds. */
const made = new Map<number, Uint8Array>()
const MOST_KEPT = 2048

function tableOf(one: Clock, two: Clock): Uint8Array {
  // By how many quarter-hours the other's clock is ahead, at each time: from -104 to 104.
  const start = two.offsets[0] - one.offsets[0]
  const end = two.offsets[1] - one.offsets[1]
  const key = (((one.said ? 2 : 0) + (two.said ? 1 : 0)) * 256 + start + 128) * 256 + end + 128
  const kept = made.get(key)
  if (kept) return kept
  if (made.size >= MOST_KEPT) made.clear()
  const table = newTable(partsOf(one.said), partsOf(two.said), start, end)
  made.set(key, table)
  return table
}

function newTable(mine: Parts, theirs: Parts, start: number, end: number): Uint8Array {
  const table = new Uint8Array(512 * 8)
  for (let q = 0; q < theirs.length; q++) {
    const [from = 0, to = 0] = theirs[q] ?? []
    for (let p = 0; p < mine.length; p++) {
      const [begin = 0, until = 0] = mine[p] ?? []
      for (let day = 0; day < 3; day++) {
        const at = (day - 1) * QUARTERS_A_DAY
        const common = (ahead: number) =>
          Math.max(0, Math.min(until + at + ahead, to) - Math.max(begin + at + ahead, from))
        // Of one part each; others are added up from these.
        table[8 * (1 << (3 * day + p)) + (1 << q)] = common(start) + common(end)
      }
    }
  }
  for (let own = 1; own < 512; own++) {
    const last = own & -own
    const [here, there, rest] = [8 * own, 8 * last, 8 * (own - last)]
    if (own !== last) {
      for (let part = 1; part < 8; part <<= 1) {
        table[here + part] = (table[there + part] ?? 0) + (table[rest + part] ?? 0)
      }
    }
    const [first, second, third] = [table[here + 1] ?? 0, table[here + 2] ?? 0, table[here + 4] ?? 0]
    table[here + 3] = first + second
    table[here + 5] = first + third
    table[here + 6] = second + third
    table[here + 7] = first + second + third
  }
  return table
}

/** Parts of a day in quarter-hours, from and to. */
type Parts = readonly (readonly [number, number])[]

function partsOf(said: boolean): Parts {
  const hours = said ? PARTS_OF_DAY : [OFFICE_HOURS]
  return hours.map(([from, to]) => [from * 4, to * 4] as const)
}
