import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { HELD_BACK } from '../../port/fence.ts'
import type { Outcome } from '../../port/outcome.ts'

/** What did not go well, by what happens next. */
export type Failure = Exclude<Outcome<string>, { kind: 'done' }>

/** Discord's error codes that mean something to us (its list of JSON error codes). */
const GONE: Readonly<Record<number, string>> = {
  10003: 'space',
  10004: 'workspace',
  10007: 'member',
  10008: 'post',
  10013: 'member',
  // Banned: whoever is, is no member.
  40007: 'member',
}
const FULL: Readonly<Record<number, string>> = { 30013: 'channels', 160006: 'threads', 30033: 'threads' }
/** Missing access (to see a channel), missing permissions. */
const DENIED = new Set([50_001, 50_013])
/** Where a server asks its moderators for two-factor authentication, a bot's owner has to have it. */
const TWO_FACTOR = 60_003
/** Discord says of itself that it is overloaded: nothing was done. */
const OVERLOADED = 130_000
/** Automatic moderation of the server blocked the text, or the title. */
const BLOCKED = new Set([200_000, 200_001])

/** Before anything was sent: surely nothing was done. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  HELD_BACK,
])
const PAUSE_MS = 2_000
const OVERLOADED_MS = 30_000

/**
 * @param permission what the call needs, as Discord's settings call it
 * @param scope whether without it nothing else there can succeed either
 */
export function failureOf(
  error: unknown,
  now: number,
  permission: string,
  scope: 'item' | 'workspace' = 'item',
): Failure {
  if (error instanceof RateLimitError) {
    return { kind: 'retryAt', at: now + error.retryAfter, why: 'rate limited' }
  }
  if (error instanceof DiscordAPIError) return ofApi(error, now, permission, scope)
  if (error instanceof HTTPError) {
    return error.status === 429
      ? { kind: 'retryAt', at: now + PAUSE_MS, why: 'rate limited' }
      : { kind: 'unknown', why: `HTTP ${error.status}` }
  }
  // The client dropped its token after a 401.
  if (error instanceof Error && /^Expected token to be set/.test(error.message)) {
    return { kind: 'denied', permission: 'token', scope: 'workspace' }
  }
  const code = codeOf(error)
  if (NOT_SENT.has(code)) return { kind: 'retryAt', at: now + PAUSE_MS, why: code }
  return { kind: 'unknown', why: code === '' ? 'no answer' : code }
}

function ofApi(
  error: DiscordAPIError,
  now: number,
  permission: string,
  scope: 'item' | 'workspace',
): Failure {
  const code = Number(error.code)
  const gone = GONE[code]
  if (gone) return { kind: 'gone', what: gone }
  const full = FULL[code]
  if (full) return { kind: 'full', what: full }
  if (error.status === 401) return { kind: 'denied', permission: 'token', scope: 'workspace' }
  if (DENIED.has(code)) return { kind: 'denied', permission, scope }
  if (code === TWO_FACTOR) {
    return { kind: 'denied', permission: 'two-factor authentication', scope: 'workspace' }
  }
  if (BLOCKED.has(code)) return { kind: 'refused', code: 'automod' }
  if (code === OVERLOADED) return { kind: 'retryAt', at: now + OVERLOADED_MS, why: 'Discord is overloaded' }
  if (error.status === 429) return { kind: 'retryAt', at: now + PAUSE_MS, why: 'rate limited' }
  if (error.status >= 500) return { kind: 'unknown', why: `HTTP ${error.status}` }
  return { kind: 'refused', code: String(error.code ?? `HTTP ${error.status}`) }
}

/** A read that failed can simply be made again. */
export function readAgain(
  failure: Failure,
  now: number,
): Exclude<Failure, { kind: 'unknown' | 'full' | 'refused' }> {
  switch (failure.kind) {
    case 'unknown':
      return { kind: 'retryAt', at: now + PAUSE_MS, why: failure.why }
    case 'full':
    case 'refused':
      return { kind: 'retryAt', at: now + 60_000, why: failure.kind }
    default:
      return failure
  }
}

export const isCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code))

/** A category holds 50 channels; the refusal has no code of its own, only a place in the body's errors. */
export const isCategoryFull = (error: unknown): boolean =>
  error instanceof DiscordAPIError && JSON.stringify(error.rawError).includes('CHANNEL_PARENT_MAX_CHANNELS')

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if ('cause' in error) return codeOf(error.cause)
  return 'name' in error ? String(error.name) : ''
}
