import { channel } from 'node:diagnostics_channel'

/** A request to a platform, for whoever measures. Nothing here names anybody. */
export interface CallMade {
  readonly platform: string
  /** The platform's name of it, without ids: `chat.postMessage`, `POST /channels/:id/messages`. */
  readonly method: string
  /** `ok`, or a word for what came instead. */
  readonly outcome: string
  readonly ms: number
}

/** What somebody did, and how long they waited for the answer. */
export interface Answered {
  readonly platform: string
  /** A command's name, `action`, `form` or `reopen`. */
  readonly what: string
  /** `answered`, `told-why-not` or `failed`. */
  readonly outcome: string
  readonly ms: number
}

/** Channels of `node:diagnostics_channel`: what is published costs nothing where nobody listens. */
export const CALL_MADE = channel('counterpart:call-made')
export const ANSWERED = channel('counterpart:answered')

/** How long a call waited for room in a rate budget, or that it was sent away: a `Waited`. */
export const WAITED = channel('counterpart:waited')

export interface Waited {
  readonly platform: string
  readonly ms: number
  readonly sentAway: boolean
}

/** How much room a method's limit has left after a call: a `Room`. */
export const ROOM = channel('counterpart:room')

export interface Room {
  readonly platform: string
  readonly method: string
  /** How many calls may go at once. Below nothing where places are booked ahead. */
  readonly left: number
  /** How many may when it is full, when that is, and when this was so (epoch ms). */
  readonly most: number
  readonly fullAt: number
  readonly at: number
  /** Whether it fills bit by bit (our budgets), or all at once (Discord's). */
  readonly gradual: boolean
}
