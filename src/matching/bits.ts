/** A set of small integers, 32 to a word. Sets that are compared have the same number of words. */
export type Bits = Uint32Array

/** The set of `members`, with room for the integers from 0 to `size` - 1. */
export function bitsOf(members: Iterable<number>, size: number): Bits {
  const bits = new Uint32Array(Math.ceil(size / 32))
  for (const member of members) bits[member >>> 5] = (bits[member >>> 5] ?? 0) | (1 << (member & 31))
  return bits
}

/** How many members two sets have in common. */
export function countCommon(a: Bits, b: Bits): number {
  let count = 0
  for (let word = 0; word < a.length; word++) {
    const both = (a[word] ?? 0) & (b[word] ?? 0)
    if (both !== 0) count += ones(both)
  }
  return count
}

/** Whether two sets have any member in common. */
export function haveCommon(a: Bits, b: Bits): boolean {
  for (let word = 0; word < a.length; word++) if (((a[word] ?? 0) & (b[word] ?? 0)) !== 0) return true
  return false
}

/** The members that two sets have in common, as a new set. */
export function common(a: Bits, b: Bits): Bits {
  return a.map((word, index) => word & (b[index] ?? 0))
}

/** Ones in a 32-bit word: Henry S. Warren, Hacker's Delight, 2nd edition, section 5-1. */
export function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
