import type { Option } from './message.ts'

/** More pages than any form has; whatever says that it is beyond them was not written by us. */
export const MOST_PAGES = 20

/** A page's number as it stands in an id, zero-based; undefined where no form has such a page. */
export function pageIn(written: string | undefined): number | undefined {
  const page = /^\d{1,2}$/.test(written ?? '') ? Number(written) : MOST_PAGES
  return page < MOST_PAGES ? page : undefined
}

/**
 * A form has pages of fields. Slack shows a short form as one modal and a long one in three, with errors at the fields;
 * Discord shows a page at a time (at most five fields each), so no page may have more.
 */
export interface Form {
  /** Sealed by the caller; comes back with what was filled in. At most 70 characters. */
  readonly id: string
  /** At most 24 characters, the shorter of the two platforms' limits. */
  readonly title: string
  /** At most `MOST_PAGES`. */
  readonly pages: readonly Page[]
  readonly submit: string
}

export interface Page {
  /** Says what the page is about, at most 45 characters. */
  readonly title: string
  readonly intro?: string
  /** One to five. */
  readonly fields: readonly Field[]
}

interface FieldBase {
  /** At most 16 characters: it stands in ids. */
  readonly name: string
  /** At most 45 characters. */
  readonly label: string
  /** At most 100 characters. */
  readonly hint?: string
  readonly required: boolean
}

export type Field = FieldBase &
  (
    | {
        readonly kind: 'line' | 'paragraph'
        readonly min?: number
        readonly max: number
        readonly value?: string
      }
    /** At most 25 options. */
    | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly value?: string }
    | {
        readonly kind: 'choices'
        readonly options: readonly Option[]
        readonly max: number
        readonly values: readonly string[]
      }
    /**
     * A choice from a list too long for a select. Slack searches as the person types; Discord has a
     * plain line whose text the forgiving parser behind it reads, so `value` is words there.
     */
    | {
        readonly kind: 'look-up'
        readonly source: string
        readonly many: boolean
        readonly chosen: readonly Option[]
      }
    /** ISO 8601 date, `2026-11-23`. */
    | { readonly kind: 'date'; readonly value?: string }
  )

/** What was filled in, by field name. A field left empty is an empty string or an empty list. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

export interface FieldError {
  readonly field: string
  /** A sentence that says what to do. */
  readonly message: string
  /** Where the input was ambiguous: what it can mean, to be chosen from. At most 25. */
  readonly choices?: readonly Option[]
}

/** A form to show, filled in as it was, from one page on. */
export interface OpenForm {
  readonly form: Form
  /** Zero-based. Slack shows the pages that are asked together with it, too. */
  readonly page: number
}
