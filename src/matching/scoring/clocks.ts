import { AVAILABILITY_BITS, officeHours, partsOfWeek, QUARTERS_A_WEEK, type Span } from '../hours.ts'
import type { Flat } from './flat.ts'

const PARTS_A_DAY = AVAILABILITY_BITS / 7
const CHOICES = 1 << PARTS_A_DAY

/** Numbers that one clock takes in `CommonHours.counts`: 7 weekdays with 8 choices each. */
export const CLOCK_SIZE = 7 * CHOICES

/**
 * Quarter-hours a week that one person has in common with any other, at the round's start and end together, counted by
 * days in place of quarter-hours: they are the sum over weekdays of `counts[clock × CLOCK_SIZE + weekday × 8 + parts of that day]`, where
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

type Clock = { readonly said: boolean; readonly times: readonly [start: Spans, end: Spans] }
type Spans = { readonly parts: readonly Span[]; readonly office: readonly Span[] }

/** Answers of a clock in `Flat.clocks`. */
const ANSWERS = 3

export function commonHours({ clocks, availability }: Flat): CommonHours {
  const all = Array.from({ length: clocks.count }, (_, clock): Clock => {
    const spans = (at: number): Spans => {
      const offset = clocks.said[clock * ANSWERS + at] ?? 0
      return { parts: partsOfWeek(offset), office: officeHours(offset) }
    }
    return { said: clocks.said[clock * ANSWERS + 2] === 1, times: [spans(0), spans(1)] }
  })
  const counts = new Int32Array(clocks.count * CLOCK_SIZE)
  const madeFor = new Int32Array(clocks.count).fill(-1)
  // Free quarter-hours before each, through two weeks, since a span may pass a week's end.
  const before = [0, 1].map(() => new Int32Array(QUARTERS_A_WEEK * 2 + 1))
  let counted = -1
  return {
    counts,
    madeFor,
    make: (person, clock) => {
      const own = all[clocks.of[person] ?? 0]
      const theirs = all[clock]
      if (!own || !theirs) return
      if (counted !== person) {
        for (const [time, spans] of own.times.entries()) {
          const free = before[time]
          if (free) countFree(free, own.said, spans, availability[person] ?? 0)
        }
      }
      counted = person
      madeFor[clock] = person
      const start = clock * CLOCK_SIZE
      counts.fill(0, start, start + CLOCK_SIZE)
      for (const [time, { parts, office }] of theirs.times.entries()) {
        const free = before[time]
        if (!free) continue
        if (theirs.said) countParts(counts, start, free, parts)
        // Whoever said nothing has no bits: all their hours are put down for a Monday without any.
        else counts[start] = office.reduce((sum, span) => sum + within(free, span), counts[start] ?? 0)
      }
      if (theirs.said) addUp(counts, start)
    },
  }
}

function countFree(before: Int32Array, said: boolean, { parts, office }: Spans, availability: number): void {
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

/** Adds to the choices of one part alone what that part has in common. */
function countParts(counts: Int32Array, start: number, before: Int32Array, parts: readonly Span[]): void {
  for (const [bit, span] of parts.entries()) {
    const choice = start + Math.floor(bit / PARTS_A_DAY) * CHOICES + (1 << (bit % PARTS_A_DAY))
    counts[choice] = (counts[choice] ?? 0) + within(before, span)
  }
}

/** Adds up the choices of more than one part, from their last part and the rest. */
function addUp(counts: Int32Array, start: number): void {
  for (let day = start; day < start + CLOCK_SIZE; day += CHOICES) {
    for (let choice = 1; choice < CHOICES; choice++) {
      const last = choice & -choice
      if (last !== choice)
        counts[day + choice] = (counts[day + last] ?? 0) + (counts[day + choice - last] ?? 0)
    }
  }
}

function within(before: Int32Array, { from, to }: Span): number {
  return (before[to] ?? 0) - (before[from] ?? 0)
}
