import type { Form } from '../chat/form.ts'
import type { Part } from '../matching/pool.ts'
import type { WeightWord } from '../matching/weights.ts'
import { PARTS, WORDS } from '../programme/rounds/what-counts.ts'
import type { Voice } from './voice.ts'

/** The parts of a score by the page on which they are asked about. */
const PAGES: readonly (readonly Part[])[] = [PARTS.slice(0, 4), PARTS.slice(4)]

export const WHAT_COUNTS_PAGES = PAGES.length

/** How much each part of a score counts, as a form; in words, for nobody can say whether 3 is much. */
export function whatCountsForm(id: string, words: Readonly<Record<Part, WeightWord>>, voice: Voice): Form {
  const options = WORDS.map((word) => ({
    value: word,
    label: voice.text(`weight.${word}`),
  }))
  return {
    id,
    title: voice.text('weights.title'),
    submit: voice.text('form.submit'),
    pages: PAGES.map((parts, page) => ({
      title: voice.text('weights.page', { page: page + 1, pages: PAGES.length }),
      fields: parts.map((part) => ({
        kind: 'choice' as const,
        name: part,
        label: voice.text(`weights.${part}`),
        required: true,
        options,
        value: words[part],
      })),
    })),
  }
}
