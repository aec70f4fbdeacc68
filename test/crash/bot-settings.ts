import type { Standstill } from './standstill.ts'

/** What the one who starts a bot's process says in the environment, as JSON in BOT. */
export interface BotSettings {
  /** The embedded database in the folder where not given. */
  readonly databaseUrl?: string
  readonly folder: string
  readonly speed: number
  readonly slackApiUrl?: string
  readonly discordApiUrl?: string
  readonly discordToken?: string
  /** How far ahead the calendar is, ms. */
  readonly aheadMs?: number
  readonly standstill?: Standstill
}

/** What it is told while it runs. */
export type Told =
  /** Does what is due, with the calendar so far ahead, ms. */
  | { readonly do: 'tick'; readonly aheadMs: number }
  | { readonly do: 'stand-still'; readonly at: Standstill; readonly number: number }
  /** Does what is due, then counts effects. */
  | { readonly do: 'count'; readonly number: number }

/** What it says. */
export type Heard =
  | 'ready'
  | { readonly stands: true }
  | { readonly answer: number; readonly counts?: Readonly<Record<string, number>> }
