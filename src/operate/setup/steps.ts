import type { Logger } from 'pino'
import type { Config } from '../../config.ts'
import type { Talk } from './talk.ts'

/** What setting up a platform works with. */
export interface Means {
  readonly talk: Talk
  /** Opens a page in a browser, where there is one. */
  open(url: string): void
  /** Writes settings down, all at once. */
  save(settings: Readonly<Record<string, string>>): void
  /** Starts the bot with what is written down. Resolves when it is connected; rejects where it cannot be. */
  start(): Promise<void>
  readonly log: Logger
}

/** Where the bot is now, and what to type there. */
export interface SetUp {
  readonly name: string
  readonly command: string
}

/** Sets a platform up together with a person. Rejects with `Ended` when they stop. */
export type Steps = (means: Means, config: Config) => Promise<SetUp>
