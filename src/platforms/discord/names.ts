import { oneLine } from '../../port/clean.ts'
import type { SpaceWanted } from '../../port/platform.ts'

/** Discord: a channel's name has at most 100 characters, small, and hyphens for spaces. */
const LONGEST = 100
/** What is neither a letter nor a digit of any script, nor belongs to one. */
const BETWEEN = /[^\p{L}\p{M}\p{N}]+/gu

/**
 * The name of a space: who is in it, where that can be written in a name. The mark stands at its end where nothing
 * else would keep it apart, or where it is by this that the space is found again.
 */
export function nameOfSpace(
  { name, people = '' }: Pick<SpaceWanted, 'name' | 'people'>,
  mark: string,
  foundBy: 'topic' | 'name',
): string {
  const slug = oneLine(people)
    .toLowerCase()
    .replace(BETWEEN, '-')
    .replace(/^-+|-+$/g, '')
  const end = slug === '' || foundBy === 'name' ? `-${mark}` : ''
  const start = slug === '' ? name : `${name}-${slug}`
  return `${start.slice(0, LONGEST - end.length).replace(/[-\uD800-\uDBFF]+$/, '')}${end}`
}
