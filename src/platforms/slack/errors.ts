import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import type { Found, Outcome } from '../../port/outcome.ts'
import { decisionOn, type Method } from './decisions.ts'

/** What went wrong with a call of `method`. */
export type Failure = { readonly method: Method } & (
  | Said
  /** There was or will be room only at `at` (epoch ms). */
  | { readonly kind: 'later'; readonly at: number; readonly why: string }
  /** It surely never reached Slack. */
  | { readonly kind: 'unsent'; readonly why: string }
  /** It may or may not have been done. */
  | { readonly kind: 'lost'; readonly why: string }
)

/** Slack answered with this code. `needed` is the scope that a `missing_scope` names. */
interface Said {
  readonly kind: 'said'
  readonly code: string
  readonly needed?: string
  readonly users: UserErrors
}

/** Why some of several users were refused, by user id. */
export type UserErrors = Readonly<Record<string, string>>

export type Undone = Exclude<Outcome<never>, { kind: 'done' }>
export type NotFound = Exclude<Found, { kind: 'done' | 'absent' }>

/** After a failure that names no time, ms. */
const SOON = 5_000
const MINUTE = 60_000

/** Failures of a connection that was never made, so that nothing can have been sent. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

/** Reads what a client threw. Nothing of what was thrown goes any further: it may hold addresses and messages. */
export function readFailure(error: unknown, method: Method, now: number): Failure {
  if (error instanceof WebAPIRateLimitedError) {
    return { method, kind: 'later', at: now + error.retryAfter * 1_000, why: 'ratelimited' }
  }
  if (error instanceof WebAPIPlatformError) return readCode(error.data, method, now)
  if (error instanceof WebAPIHTTPError) {
    if (error.statusCode === 429) return { method, kind: 'later', at: now + MINUTE, why: 'ratelimited' }
    if (error.statusCode < 500) return { method, kind: 'said', code: `http_${error.statusCode}`, users: {} }
    return { method, kind: 'lost', why: `http_${error.statusCode}` }
  }
  const why = error instanceof WebAPIRequestError ? reason(error.original) : reason(error)
  return { method, kind: NEVER_CONNECTED.includes(why) ? 'unsent' : 'lost', why }
}

function readCode(data: object, method: Method, now: number): Failure {
  const code = 'error' in data && typeof data.error === 'string' ? data.error : ''
  // The SDK hands over an answer that is no JSON as the error itself: a proxy spoke, not Slack.
  if (!/^[a-z0-9_.:-]{1,80}$/i.test(code)) return { method, kind: 'lost', why: 'unreadable answer' }
  const decision = decisionOn(method, code)
  if (decision?.kind === 'again') return { method, kind: 'later', at: now + decision.inMs, why: code }
  if (decision?.kind === 'lost') return { method, kind: 'lost', why: code }
  const needed = 'needed' in data && typeof data.needed === 'string' ? { needed: data.needed } : {}
  return {
    method,
    kind: 'said',
    code,
    ...needed,
    users: userErrors('errors' in data ? data.errors : undefined),
  }
}

/** Who of several invited users could not be, as `conversations.invite` lists them. */
export function userErrors(list: unknown): UserErrors {
  if (!Array.isArray(list)) return {}
  const pairs = list.flatMap((entry: unknown): [string, string][] => {
    if (typeof entry !== 'object' || entry === null || !('user' in entry) || !('error' in entry)) return []
    return typeof entry.user === 'string' && typeof entry.error === 'string'
      ? [[entry.user, entry.error]]
      : []
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

/** Whether Slack said that there were too many calls of this method, and so will be for others. */
export function isRateLimit(failure: Failure): failure is Extract<Failure, { kind: 'later' }> {
  return failure.kind === 'later' && /^rate_?limited$/.test(failure.why)
}

/** What became of a call that changes something. */
export function undone(failure: Failure, now: number): Undone {
  switch (failure.kind) {
    case 'later':
      return { kind: 'retryAt', at: failure.at, why: failure.why }
    case 'unsent':
      return { kind: 'retryAt', at: now + SOON, why: failure.why }
    case 'lost':
      return { kind: 'unknown', why: failure.why }
    case 'said':
      return decided(failure)
  }
}

function decided({ method, code, needed }: Said & Pick<Failure, 'method'>): Undone {
  const decision = decisionOn(method, code)
  switch (decision?.kind) {
    case 'gone':
    case 'denied':
      return decision
    case 'scope':
      return { kind: 'denied', permission: needed ?? 'scope', scope: 'workspace' }
    // What a caller treats before it comes here, and whatever Slack may say one day.
    default:
      return { kind: 'refused', code }
  }
}

/** Whether a call failed because things are as they should be already. */
export function isFine(failure: Failure): boolean {
  return failure.kind === 'said' && decisionOn(failure.method, failure.code)?.kind === 'fine'
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
