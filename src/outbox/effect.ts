import type { EffectState, Prisma } from '../database/generated/client.ts'
import type { Found, Outcome } from '../port/outcome.ts'

/** A transaction of the database: inside one, nothing else may be used. */
export type Tx = Prisma.TransactionClient

/** An effect as its kind sees it. Times are wall time, epoch ms. */
export interface Effect {
  readonly id: string
  readonly programmeId: string
  readonly workspaceId: string
  readonly kind: string
  readonly key: string
  readonly payload: Prisma.JsonValue
  /** How often it was taken, this time included. */
  readonly attempt: number
  readonly token: number
  /** When a request for it was first sent, if ever. A probe looks back no further. */
  readonly firstCallAt: number | undefined
  /** What it was recorded in, where that is known. */
  readonly trace: string | null
}

/** The states of an effect that is still to be done. */
export const UNDER_WAY: EffectState[] = ['ready', 'claimed', 'calling', 'unknown']

/** What is to be recorded. `payload` holds facts (ids), never rendered text. */
export interface EffectWanted {
  readonly programmeId: string
  readonly workspaceId: string
  readonly kind: string
  readonly key: string
  readonly payload: Prisma.InputJsonValue
}

/** One kind of effect: how it is done, how to see whether it was done, and what follows from it. */
export interface EffectKind {
  readonly kind: string
  /**
   * Does it. Must come to an end within `CALL_LIMIT_MS`. `overtaken` means that it is no longer wanted
   * (its partnership has ended), so that it is dropped without a word.
   */
  run(effect: Effect): Promise<Outcome<string> | Overtaken | Waits>
  /** Looks whether an earlier try did it, asking the platform and nothing else. */
  probe(effect: Effect): Promise<Found>
  /** In the transaction that saves the result: keeps `ref` where the domain needs it, records what follows. */
  done(tx: Tx, effect: Effect, ref: string): Promise<void>
}

export interface Overtaken {
  readonly kind: 'overtaken'
}

/** Its turn has not come: nothing was sent, and it is no try. Looked at again at `at` (epoch ms, wall time) or once woken. */
export interface Waits {
  readonly kind: 'waits'
  readonly at: number
}

/** What stands in `error` of an effect that waits. */
export const WAITS = 'waits for what comes before it'

/** No call of an effect may take longer: its requests' time-outs and waits for a rate budget in all. */
export const CALL_LIMIT_MS = 45_000
