/** The values of the profile's closed questions. What people read for each is in the catalogue. */
export const SECTORS = ['public', 'academic', 'school', 'special', 'national', 'archive', 'other'] as const
export const CAREER_STAGES = ['student', 'new', 'mid', 'senior', 'retired'] as const
export const FREQUENCIES = ['weekly', 'fortnightly', 'monthly'] as const
export const MEDIA = ['chat', 'email', 'video', 'any'] as const
export const MENTORING = ['mentor', 'mentee', 'either'] as const
export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening'] as const
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** How long a profile's texts may be, in characters. */
export const BOUNDS = {
  name: { min: 1, max: 80 },
  workplace: { max: 120 },
  role: { max: 80 },
  wishes: { max: 400 },
  contact: { max: 200 },
  languages: { max: 8 },
  interests: { max: 8 },
} as const

/** Bit = weekday (Monday 0) × 3 + part of the day (morning 0): every named part of every named day. */
export function availabilityOf(days: readonly string[], parts: readonly string[]): number {
  let bits = 0
  for (const [d, day] of WEEKDAYS.entries()) {
    for (const [p, part] of PARTS_OF_DAY.entries()) {
      if (days.includes(day) && parts.includes(part)) bits |= 1 << (d * 3 + p)
    }
  }
  return bits
}

/** The days and parts that a person named: the reverse of `availabilityOf`. */
export function availabilityParts(bits: number): { days: string[]; parts: string[] } {
  const has = (day: number, part: number) => (bits & (1 << (day * 3 + part))) !== 0
  return {
    days: WEEKDAYS.filter((_, day) => PARTS_OF_DAY.some((_p, part) => has(day, part))),
    parts: PARTS_OF_DAY.filter((_, part) => WEEKDAYS.some((_d, day) => has(day, part))),
  }
}
