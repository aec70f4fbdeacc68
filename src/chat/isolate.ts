import { type Inline, text } from './message.ts'

/**
 * What is written from right to left turns the words and numbers beside it around, unless it is isolated from them
 * (Unicode Standard Annex 9): between a first strong isolate and its end it has a direction of its own.
 */
const FSI = '\u2068'
const PDI = '\u2069'
const MARKS = /[\u2066-\u2069]/g

/** Some text for a sentence whose direction may be another. What it holds of such marks itself cannot leave it. */
export const isolated = (value: string): string => `${FSI}${closed(value)}${PDI}`

/** The same of inline text: a mention or a link is left as it is, between the marks. */
export const isolatedText = (value: readonly Inline[]): Inline[] => [text(FSI), ...value, text(PDI)]

/** The same text without marks. */
export const unmarked = (value: string): string => value.replace(MARKS, '')

/** Without its marks, where they do not close one another. */
function closed(value: string): string {
  let open = 0
  for (const [mark] of value.matchAll(MARKS)) {
    open += mark === PDI ? -1 : 1
    if (open < 0) return unmarked(value)
  }
  return open === 0 ? value : unmarked(value)
}
