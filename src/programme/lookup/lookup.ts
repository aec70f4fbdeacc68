/**
 * What every look-up answers. A look-up turns what a person typed into a code, and asks where it cannot know:
 * it never guesses.
 *
 * - `one`: the text means exactly this.
 * - `several`: the text is right, and means more than one thing; ask the person to choose.
 * - `none`: the text is not known; `suggestions` (perhaps empty) are what it may have been meant to be.
 */
export type LookupResult =
  | { kind: 'one'; value: string }
  | { kind: 'several'; values: string[] }
  | { kind: 'none'; suggestions: string[] }

/** An entry of a list to choose from: what is stored, and what the person reads (at most 100 characters). */
export interface Choice {
  value: string
  label: string
}

/** Discord's autocomplete shows at most 25 entries, Slack's external select at most 100. */
const MOST_CHOICES = 100
export const USUAL_CHOICES = 25

/** A result from the values that fit: none (with suggestions), one, or several. */
export function resultOf(values: readonly string[], suggestions: () => string[]): LookupResult {
  const different = [...new Set(values)]
  const [first] = different
  if (first === undefined) return { kind: 'none', suggestions: suggestions() }
  if (different.length === 1) return { kind: 'one', value: first }
  return { kind: 'several', values: different }
}

/** A wished number of entries, brought between 1 and {@link MOST_CHOICES}. */
export function boundedLimit(limit: number): number {
  return Math.min(MOST_CHOICES, Math.max(1, Math.floor(limit)))
}

/** Cuts a label to what both platforms accept, without splitting a character. */
export function shortLabel(label: string): string {
  return label.length <= 100 ? label : `${[...label].slice(0, 90).join('').slice(0, 99)}…`
}
