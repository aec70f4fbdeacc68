/** What became of a request. Grouped by what happens next. */
export type Outcome<Ref> =
  | { readonly kind: 'done'; readonly ref: Ref }
  /** Not done; try again at `at` (epoch ms, wall time). */
  | { readonly kind: 'retryAt'; readonly at: number; readonly why: string }
  /** May or may not be done: a time-out, a 5xx, a cut connection. Look before trying again. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** The bot lacks a permission; `scope` tells whether anything else there can succeed without it. */
  | { readonly kind: 'denied'; readonly permission: string; readonly scope: 'item' | 'workspace' }
  /** Will never succeed as it stands. `code` is the platform's. */
  | { readonly kind: 'refused'; readonly code: string }
  /** There is no room: `what` is `channels`, `threads` or `category`. */
  | { readonly kind: 'full'; readonly what: string }
  /** Something it needs is no longer there: `space`, `post` or `member`. */
  | { readonly kind: 'gone'; readonly what: string }

export type Found =
  | { readonly kind: 'done'; readonly ref: string }
  | { readonly kind: 'absent' }
  /** Could not be told now; look again at `at` (epoch ms, wall time). */
  | { readonly kind: 'retryAt'; readonly at: number; readonly why: string }
  | { readonly kind: 'denied'; readonly permission: string; readonly scope: 'item' | 'workspace' }
  | { readonly kind: 'gone'; readonly what: string }

/**
 * After a request whose outcome is unknown: how long until it can no longer be on its way, so that
 * looking for its result is conclusive, ms. Longer than a request's own time-out (10 s).
 */
export const QUIET_MS = 15_000
