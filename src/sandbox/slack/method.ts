import type { Arguments } from './arguments.ts'
import type { Tier } from './rate.ts'
import type { App, Install, Team, User } from './state.ts'
import type { World } from './world.ts'

/** One Web API method: what Slack's reference says about it, as data, and what it does. */
export interface Method {
  readonly tier: Tier
  /** Any one of them is needed; where it depends on the channel's kind, `run` looks closer. */
  readonly scopes: readonly string[]
  /** All arguments it knows, besides `token` and `team_id`. */
  readonly args: readonly string[]
  readonly required: readonly string[]
  /** What is answered when that argument is missing; else `invalid_arguments`. */
  readonly missing?: Readonly<Record<string, string>>
  /** The errors of its own that it can answer. */
  readonly errors: readonly string[]
  /** Takes an app-level token; else a bot's. */
  readonly token?: 'app'
  run(call: Call): Answer | Promise<Answer>
}

export type Answer = Record<string, unknown>

/** One call under way. */
export interface Call {
  readonly world: World
  readonly team: Team
  readonly app: App
  readonly install: Install
  /** The bot's own user. */
  readonly bot: User
  readonly args: Arguments
  /** Lists leave out what is younger, where a fault says so (epoch milliseconds). */
  readonly staleAfter: number
}

/** Errors that every method can answer. */
export const COMMON_ERRORS: readonly string[] = [
  'access_denied',
  'account_inactive',
  'fatal_error',
  'internal_error',
  'invalid_arg_name',
  'invalid_arguments',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'ratelimited',
  'token_revoked',
]
