import { setTimeout as pause } from 'node:timers/promises'
import { unmarked } from '../../src/chat/isolate.ts'
import type { Somebody } from '../support/somebody.ts'
import type { BotSettings } from './bot-settings.ts'

/** A local platform with one workspace and a few people in it, which outlives the bot. */
export interface Ground {
  readonly url: string
  /** What a bot needs that reaches the platform by another address, such as a gate's. */
  settings(url: string): Pick<BotSettings, 'slackApiUrl' | 'discordApiUrl' | 'discordToken'>
  /** Somebody who manages the workspace. */
  readonly owner: Somebody
  readonly people: readonly Somebody[]
  /** All that the bot made and said, whoever sees it. */
  picture(): Promise<Picture>
  /** Lets requests of the outbox fail in every way, some of each, as the seed decides. */
  storm(seed: number): void
  /** Asks the bot's connection for events to be made anew; resolves when it is. */
  recycle(): Promise<void>
  /** Takes away what the bot needs for everything it makes here, or gives it back. */
  permit(permitted: boolean): Promise<void>
  /** Takes the bot's token out of force, or puts it back. On Discord its connection is closed for good. */
  revoke(revoked: boolean): Promise<void>
  /** A moderator removes a partnership's channel (Slack: archives it). */
  losesSpace(): Promise<void>
  /** One of the people is taken out of their partnership's channel. */
  takesOut(index: number): Promise<void>
  /** One of the people leaves the workspace. */
  leaves(index: number): Promise<void>
  close(): Promise<void>
}

/**
 * Every channel, sorted: its name without what makes it unique, how many are in it (in Discord's channels:
 * may write in it by name), what the bot said.
 */
export type Picture = readonly {
  readonly name: string
  readonly members: number
  readonly said: readonly string[]
}[]

/** What may be otherwise about a ground. */
export interface GroundOptions {
  /** How long the platform waits for an answer to what somebody does, ms. */
  readonly patienceMs?: number
}

/** Faster than real. */
export const SPEED = 500
/** Nobody is impatient, since other drills run beside this one. */
export const PATIENCE_MS = 30_000
/** By then the bot has heard that it is to connect anew. */
const RECYCLING_MS = 500
/** The last of them shares a language with nobody, and so is left over when the round is matched. */
export const NAMES = ['Aroha', 'Kofi', 'Mei', 'Pablo', 'Tiago']

/** Waits until a bot that was asked to connect anew has. */
export async function connectedAnew(connected: () => Promise<boolean>): Promise<void> {
  await pause(RECYCLING_MS)
  while (!(await connected())) await pause(50)
}

export const isPair = (name: string): boolean => /^pair-r\d+-/.test(name)

export const firstLine = (text: string): string => unmarked(text).trim().split('\n')[0] ?? ''

/** What is announced may come in any order; what is said to a pair may not. */
export function sorted(picture: Picture): Picture {
  return picture
    .map(({ name, members, said }) => {
      const plainName = name.replace(/^(pair-r\d+|mentoring-organisers|your-news)-.*/, '$1')
      return { name: plainName, members, said: plainName.startsWith('pair') ? said : [...said].sort() }
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
