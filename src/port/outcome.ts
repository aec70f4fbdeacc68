/** What became of a request. Grouped by what happens next. */
export type Outcome<Ref> =
  | { readonly kind: 'done'; readonly ref: Ref }
  /** Not done; try again at `at` (epoch ms, wall time). */
  | { readonly kind: 'retryAt'; readonly at: number; readonly why: string }
  /** May or may not be done: a time-out, a 5xx, a cut connection. Look before trying again. */
  | { readonly kind: 'unknown'; readonly why: string }
  /**
   * The bot may not. `permission` is the platform's name of what it lacks, or an `Obstacle`; `scope` tells whether
   * anything else there can succeed without it.
   */
  | { readonly kind: 'denied'; readonly permission: string; readonly scope: 'item' | 'workspace' }
  /**
   * Will never succeed as it stands. `code` is the platform's. With `members` it is about these people alone, and
   * `code` says why the first of them is kept out: everybody else who was to be let in is in.
   */
  | { readonly kind: 'refused'; readonly code: string; readonly members?: readonly KeptOut[] }
  /** There is no room: `what` is `channels`, `threads` or `category`. */
  | { readonly kind: 'full'; readonly what: string }
  /** Something it needs is no longer there: `space`, `post` or `member`. */
  | { readonly kind: 'gone'; readonly what: string }

/** Somebody who cannot be let into a place, by the platform's user id. */
export interface KeptOut {
  readonly user: string
  readonly why: WhyKeptOut
}

/** Why somebody who is a member of the workspace cannot be let in. */
export const WHY_KEPT_OUT = [
  /** They may be in one channel, and are. */
  'single-channel-guest',
  /** Theirs is an account that may not be there. */
  'guest',
  /** They are from another organisation. */
  'stranger',
  /** They belong to the organisation, but not to this workspace of it. */
  'not-in-workspace',
  /** The platform lets the bot invite others, not them. */
  'not-allowed',
] as const
export type WhyKeptOut = (typeof WHY_KEPT_OUT)[number]

/** What stands in a bot's way where it is no permission that the platform has a name for. */
export const OBSTACLES = [
  'token',
  'token type',
  'scope',
  'access',
  'two-factor authentication',
  'channel creation',
  'channel',
  'posting',
  'editing',
  'message limit',
  'messages tab',
] as const
export type Obstacle = (typeof OBSTACLES)[number]

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
