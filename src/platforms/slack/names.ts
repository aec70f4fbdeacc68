import type { Marks } from '../../port/marks.ts'

/** Slack: at most 80 characters, lowercase letters, digits, `-` and `_`. */
const LONGEST = 80
/** 50 bits: nobody guesses it, and nobody takes it by chance. */
const MARK = 10

/** A readable name within Slack's rules, at most `most` characters. */
export function slug(name: string, most: number): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
  return plain.slice(0, most).replace(/[-_]+$/, '') || 'space'
}

/** The ends of the names that a space with this key can have: the second where somebody has the first. */
export const nameEnds = (marks: Marks, key: string): readonly [string, string] => [
  `-${marks.word(key, MARK)}`,
  `-${marks.word(`${key} again`, MARK)}`,
]

export const nameWith = (name: string, end: string): string => `${slug(name, LONGEST - end.length)}${end}`
