import { z } from 'zod'
import { MOST_PAGES } from '../../chat/form.ts'

/** What a modal must remember between being shown and being submitted; Slack keeps it for us. */
export interface Kept {
  /** `Form.id`. Without it the modal only shows something. */
  readonly form?: string
  /** Which of its pages the modal asks, from 0, and how many. */
  readonly from?: number
  readonly pages?: number
  /** Where the person was when it was opened. */
  readonly channel?: string
  readonly responseUrl?: string
  /** When that URL was handed out, epoch ms. */
  readonly since?: number
  /** Whether they were at their home tab: what they do is answered in modals, since nothing else stands there. */
  readonly home?: boolean
  /** Whether it belongs to a message that only they see, which may be replaced. */
  readonly private?: boolean
}

const MOST_METADATA = 3_000

/** A part that is not as we write it counts as not there: a number out of all range is never counted up to. */
const text = z.string().optional().catch(undefined)
const metadata = z.object({
  form: text,
  from: z.int().min(0).max(MOST_PAGES).optional().catch(undefined),
  pages: z.int().min(1).max(MOST_PAGES).optional().catch(undefined),
  channel: text,
  responseUrl: text,
  since: z.int().min(0).optional().catch(undefined),
  home: z.literal(true).optional().catch(undefined),
  private: z.literal(true).optional().catch(undefined),
})

/** What was kept, or nothing where it cannot be read. */
export function keptIn(written: string): Kept {
  try {
    const { form, from, pages, channel, responseUrl, since, ...said } = metadata.parse(JSON.parse(written))
    return {
      ...(form !== undefined && { form }),
      ...(from !== undefined && { from }),
      ...(pages !== undefined && { pages }),
      ...(channel !== undefined && { channel }),
      ...(responseUrl !== undefined && { responseUrl }),
      ...(since !== undefined && { since }),
      ...(said.home && { home: said.home }),
      ...(said.private && { private: said.private }),
    }
  } catch {
    return {}
  }
}

/** As a modal's `private_metadata`. */
export function keep(kept: Kept): string {
  const whole = JSON.stringify(kept)
  if (whole.length <= MOST_METADATA) return whole
  const { responseUrl: _url, ...rest } = kept
  return JSON.stringify(rest)
}
