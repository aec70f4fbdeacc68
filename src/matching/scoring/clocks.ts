import { AVAILABILITY_BITS, officeHours, partsOfWeek, QUARTERS_A_WEEK, type Span } from '../hours.ts'
import type { Flat } from './flat.ts'

const PARTS_A_DAY = AVAILABILITY_BITS / 7
const CHOICES = 1 << PARTS_A_DAY

/** Numbers that one clock takes in `CommonHours.counts`: 7 weekdays with 8 choices each. */
export const CLOCK_SIZE = 7 * CHOICES

/**
 * Quarter-hours a week that one person has in common with any other, counted by days in place of quarter-hours:
 * they are the sum over weekdays of `counts[clock × CLOCK_SIZE + weekday × 8 + parts of that day]`, where
 * `clock` is the other's profile in `Flat.clocks` and the parts are three bits of their availability. Seven
 * look-ups take the place of 21 words whose bits are counted.
 */
export type CommonHours = {
  readonly counts: Int32Array
  /** For whom each clock's counts were made last, or -1. */
  readonly madeFor: Int32Array
  /** Makes the counts of `person` with everybody of a clock. */
  readonly make: (person: number, clock: number) => void
}

type Clock = { readonly said: boolean; readonly parts: readonly Span[]; readonly office: readonly Span[] }

export function commonHours({ clocks, availability }: Flat): CommonHours {
  const all = Array.from({ length: clocks.count }, (_, clock): Clock => {
    const offset = clocks.said[clock * 2] ?? 0
    return { said: clocks.said[clock * 2 + 1] === 1, parts: partsOfWeek(offset), office: officeHours(offset) }
  })
  const counts = new Int32Array(clocks.count * CLOCK_SIZE)
  const madeFor = new Int32Array(clocks.count).fill(-1)
  // Free quarter-hours before each, through two weeks, since a span may pass a week's end.
  const before = new Int32Array(QUARTERS_A_WEEK * 2 + 1)
  let counted = -1
  return {
    counts,
    madeFor,
    make: (person, clock) => {
      const own = all[clocks.of[person] ?? 0]
      const theirs = all[clock]
      if (!own || !theirs) return
      if (counted !== person) countFree(before, own, availability[person] ?? 0)
      counted = person
      madeFor[clock] = person
      if (theirs.said) countChoices(counts, clock * CLOCK_SIZE, before, theirs.parts)
      // Whoever said nothing has no bits: all their hours are put down for a Monday without any.
      else counts[clock * CLOCK_SIZE] = theirs.office.reduce((sum, span) => sum + within(before, span), 0)
    },
  }
}

function countFree(before: Int32Array, { said, parts, office }: Clock, availability: number): void {
  before.fill(0)
  const spans = said ? parts.filter((_, bit) => (availability >>> bit) & 1) : office
  for (const { from, to } of spans) {
    for (let at = from; at < to; at++) before[(at < QUARTERS_A_WEEK ? at : at - QUARTERS_A_WEEK) + 1] = 1
  }
  let free = 0
  for (let at = 1; at <= QUARTERS_A_WEEK; at++) {
    free += before[at] ?? 0
    before[at] = free
  }
  for (let at = 1; at <= QUARTERS_A_WEEK; at++) before[at + QUARTERS_A_WEEK] = free + (before[at] ?? 0)
}

function countChoices(counts: Int32Array, start: number, before: Int32Array, parts: readonly Span[]): void {
  for (let bit = 0; bit < parts.length; bit++) {
    const span = parts[bit]
    const common = span ? within(before, span) : 0
    const day = start + Math.floor(bit / PARTS_A_DAY) * CHOICES
    const part = 1 << (bit % PARTS_A_DAY)
    // Choices without this part are there already, for parts come in order.
    for (let choice = day; choice < day + part; choice++)
      counts[choice + part] = (counts[choice] ?? 0) + common
  }
}

function within(before: Int32Array, { from, to }: Span): number {
  return (before[to] ?? 0) - (before[from] ?? 0)
}
