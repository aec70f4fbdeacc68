import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import type { Found, Outcome } from '../../port/outcome.ts'

/** What went wrong with a call, before anybody decides what it means. */
export type Failure =
  /** Slack answered with this code. `needed` is the scope that a `missing_scope` names. */
  | { readonly kind: 'said'; readonly code: string; readonly needed?: string; readonly users: UserErrors }
  /** There was or will be room only at `at` (epoch ms). */
  | { readonly kind: 'later'; readonly at: number; readonly why: string }
  /** It surely never reached Slack. */
  | { readonly kind: 'unsent'; readonly why: string }
  /** It may or may not have been done. */
  | { readonly kind: 'lost'; readonly why: string }

/** Why some of several users were refused, by user id. */
export type UserErrors = Readonly<Record<string, string>>

export type Undone = Exclude<Outcome<never>, { kind: 'done' }>
export type NotFound = Exclude<Found, { kind: 'done' | 'absent' }>

/** After a failure that names no time, ms. */
const SOON = 5_000
const MINUTE = 60_000

/** Codes with which Slack says that it failed itself, perhaps with the work done. */
const FAILED = ['internal_error', 'fatal_error', 'service_unavailable']
/** Failures of a connection that was never made, so that nothing can have been sent. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

/** Reads what a client threw. */
export function readFailure(error: unknown, now: number): Failure {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'later', at: now + error.retryAfter * 1_000, why: 'ratelimited' }
  }
  if (error instanceof WebAPIPlatformError) return readCode(error.data, now)
  if (error instanceof WebAPIHTTPError) {
    if (error.statusCode === 429) return { kind: 'later', at: now + MINUTE, why: 'ratelimited' }
    if (error.statusCode < 500) return { kind: 'said', code: `http_${error.statusCode}`, users: {} }
    return { kind: 'lost', why: `http_${error.statusCode}` }
  }
  const why = error instanceof WebAPIRequestError ? reason(error.original) : reason(error)
  return NEVER_CONNECTED.includes(why) ? { kind: 'unsent', why } : { kind: 'lost', why }
}

function readCode(data: object & { readonly error: string }, now: number): Failure {
  const code = data.error
  // The SDK hands over an answer that is no JSON as the error itself: a proxy spoke, not Slack.
  if (!/^[a-z0-9_.:-]{1,80}$/i.test(code)) return { kind: 'lost', why: 'unreadable answer' }
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'later', at: now + 30_000, why: code }
  if (FAILED.includes(code)) return { kind: 'lost', why: code }
  // The request arrived cut off, or the workspace is being moved: Slack did nothing.
  if (code === 'request_timeout') return { kind: 'later', at: now + SOON, why: code }
  if (code === 'team_added_to_org') return { kind: 'later', at: now + 5 * MINUTE, why: code }
  const needed = 'needed' in data && typeof data.needed === 'string' ? { needed: data.needed } : {}
  return { kind: 'said', code, ...needed, users: userErrors('errors' in data ? data.errors : undefined) }
}

/** Who of several invited users could not be, as `conversations.invite` lists them. */
export function userErrors(list: unknown): UserErrors {
  if (!Array.isArray(list)) return {}
  const pairs = list.flatMap((entry: unknown): [string, string][] => {
    if (typeof entry !== 'object' || entry === null || !('user' in entry) || !('error' in entry)) return []
    return [[String(entry.user), String(entry.error)]]
  })
  return Object.fromEntries(pairs)
}

/** The code at the bottom of a chain of causes; static words only, no addresses. */
function reason(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'timeout'
    // Happy eyeballs: each address failed by itself.
    if (at instanceof AggregateError && at.errors[0] instanceof Error) return reason(at.errors[0])
  }
  return 'connection lost'
}

const token: Undone = { kind: 'denied', permission: 'token', scope: 'workspace' }
const workspace = (permission: string): Undone => ({ kind: 'denied', permission, scope: 'workspace' })
const item = (permission: string): Undone => ({ kind: 'denied', permission, scope: 'item' })
const gone = (what: 'space' | 'post' | 'member'): Undone => ({ kind: 'gone', what })

/** What happens next, by Slack's code. What is not here is refused as it stands. */
const NEXT: Readonly<Record<string, Undone>> = {
  invalid_auth: token,
  not_authed: token,
  account_inactive: token,
  token_revoked: token,
  token_expired: token,
  not_allowed_token_type: workspace('token type'),
  access_denied: workspace('access'),
  enterprise_is_restricted: workspace('access'),
  ekm_access_denied: workspace('access'),
  org_login_required: workspace('access'),
  team_access_not_granted: workspace('access'),
  two_factor_setup_required: workspace('access'),
  no_permission: workspace('access'),
  message_limit_exceeded: workspace('message limit'),
  channel_not_found: gone('space'),
  is_archived: gone('space'),
  is_inactive: gone('space'),
  not_in_channel: gone('space'),
  message_not_found: gone('post'),
  user_not_found: gone('member'),
  user_disabled: gone('member'),
  users_not_found: gone('member'),
  cant_invite: gone('member'),
  user_is_restricted: item('guest'),
  ura_max_channels: item('guest'),
  user_not_visible: item('guest'),
  org_user_not_in_team: item('not in this workspace'),
  invitee_cant_see_channel: item('not in this workspace'),
  restricted_action: item('posting'),
  restricted_action_read_only_channel: item('posting'),
  restricted_action_thread_only_channel: item('posting'),
  app_access_restricted: item('posting'),
  messages_tab_disabled: workspace('messages tab'),
  cant_update_message: item('editing'),
  edit_window_closed: item('editing'),
  cant_delete_message: item('deleting'),
}

/** The same code means something else where a channel was to be made. */
const NEXT_ON_CREATE: Readonly<Record<string, Undone>> = {
  restricted_action: workspace('channel creation'),
  cannot_create_channel: workspace('channel creation'),
  user_is_restricted: workspace('channel creation'),
}

/** What became of a call that changes something. */
export function undone(failure: Failure, now: number, method = ''): Undone {
  switch (failure.kind) {
    case 'later':
      return { kind: 'retryAt', at: failure.at, why: failure.why }
    case 'unsent':
      return { kind: 'retryAt', at: now + SOON, why: failure.why }
    case 'lost':
      return { kind: 'unknown', why: failure.why }
    case 'said': {
      const { code, needed } = failure
      if (code === 'missing_scope') return workspace(needed ?? 'scope')
      const special = method === 'conversations.create' ? NEXT_ON_CREATE[code] : undefined
      return special ?? NEXT[code] ?? { kind: 'refused', code }
    }
  }
}

/** What became of a call that only looks: whatever is not conclusive is looked for again. */
export function unseen(failure: Failure, now: number): NotFound {
  const result = undone(failure, now)
  if (result.kind === 'retryAt' || result.kind === 'denied' || result.kind === 'gone') return result
  const code = result.kind === 'refused' ? result.code : 'looking failed'
  return result.kind === 'unknown'
    ? { kind: 'retryAt', at: now + SOON, why: result.why }
    : { kind: 'retryAt', at: now + MINUTE, why: code }
}
