import type { Arguments } from './arguments.ts'
import { Refusal } from './refusal.ts'

export interface Page<T> {
  readonly items: T[]
  readonly next: string
}

/** One page of a list; the cursor is how far the last one came, as an opaque word. */
export function page<T>(args: Arguments, all: readonly T[], most: number, usual = 100): Page<T> {
  const limit = args.number('limit', usual, most) || usual
  const from = position(args.text('cursor'))
  const items = all.slice(from, from + limit)
  const next = from + limit < all.length ? Buffer.from(`next:${from + limit}`).toString('base64') : ''
  return { items, next }
}

function position(cursor: string): number {
  if (cursor === '') return 0
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))
  if (found === null) throw new Refusal('invalid_cursor')
  return Number(found[1])
}
