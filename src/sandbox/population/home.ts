import type { NamePool } from './names.ts'

/** A country of the sandbox's round. */
export interface Home {
  /** ISO 3166-1 alpha-2. */
  code: string
  /** How many of 392 people live here: the spread that a first international round plausibly has. */
  people: number
  names: NamePool
  /** What people here type for their country, besides the code: English first, then their own languages. */
  typed: readonly string[]
  /** IANA zone → cities that people live in and type; the first zone is the most common. */
  zones: Readonly<Record<string, readonly string[]>>
  /** Besides English: BCP 47 code → how its speakers type it, and how many people here speak it (0 to 1). */
  languages: Readonly<Record<string, readonly [typed: string, share: number]>>
  /** How probable it is that somebody here speaks the first language and no English (0 when absent). */
  withoutEnglish?: number
}
