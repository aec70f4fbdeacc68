import type { Form } from '../../chat/form.ts'

/** Pages that one modal asks, from `from` (zero-based) on. */
export interface Step {
  readonly from: number
  readonly pages: number
}

/** A form of so many questions at most is asked at once. */
const AT_ONCE = 10

/**
 * How a form is asked in modals: a short one at once; of a long one the first page by itself, which may be all that is
 * needed, and the others in two parts that are as even as can be.
 */
export function stepsOf({ pages }: Form): readonly Step[] {
  const asked = (from: number, to: number) =>
    pages.slice(from, to).reduce((sum, { fields }) => sum + fields.length, 0)
  const all = pages.length
  if (all < 3 || asked(0, all) <= AT_ONCE) return [{ from: 0, pages: all }]
  const longest = (cut: number) => Math.max(asked(1, cut), asked(cut, all))
  const [cut = 2] = pages
    .map((_, page) => page)
    .slice(2)
    .sort((one, other) => longest(one) - longest(other))
  return [
    { from: 0, pages: 1 },
    { from: 1, pages: cut - 1 },
    { from: cut, pages: all - cut },
  ]
}

/** Which of a form's steps has a page, from 0. */
export function stepWith(page: number, steps: readonly Step[]): number {
  return Math.max(
    0,
    steps.findLastIndex(({ from }) => from <= page),
  )
}
