import type { EffectState, Prisma } from '../database/generated/client.ts'
import type { Found, Outcome } from '../port/outcome.ts'

/** A transaction of the database: inside one, nothing else may be used. */
export type Tx = Prisma.TransactionClient

/**
 * What each kind of effect carries, and whether a round waits for it. Every kind's file in `deliveries` adds
 * its own, so that whoever records one is held to it.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by `declare module` in the kinds' files
export interface EffectKinds {}

export type KindName = keyof EffectKinds

/** A kind that a round waits for: it is recorded with that round. */
export interface OfRound<Payload> {
  readonly payload: Payload
  readonly ofRound: true
}

/** A kind that is done for the programme as a whole, whatever its round does. */
export interface OfProgramme<Payload> {
  readonly payload: Payload
  readonly ofRound: false
}

/** An effect as its kind sees it. Times are wall time, epoch ms. */
export interface Effect<Payload = unknown> {
  readonly id: string
  readonly programmeId: string
  readonly workspaceId: string
  readonly roundId: string | null
  readonly kind: string
  readonly key: string
  readonly payload: Payload
  /** How often it was taken, this time included. */
  readonly attempt: number
  /** How often something was thrown while it was carried out. */
  readonly thrown: number
  readonly token: number
  /** When a request for it was first sent, if ever. A probe looks back no further. */
  readonly firstCallAt: number | undefined
  /** Since when neither trying it again nor looking for what it did gives a clear answer. */
  readonly unclearAt: number | undefined
  /** What it was recorded in, where that is known. */
  readonly trace: string | null
}

/** The states of an effect that is still to be done. */
export const UNDER_WAY: EffectState[] = ['ready', 'claimed', 'calling', 'unknown']

/** Where an effect stands in line: it waits while anything of a lower place in that line is under way. */
export interface InLine {
  readonly line: string
  readonly place: number
}

/** What is to be recorded. The payload holds facts (ids), never rendered text. */
export type EffectWanted = {
  [Kind in KindName]: {
    readonly programmeId: string
    readonly workspaceId: string
    readonly kind: Kind
    readonly key: string
    readonly payload: EffectKinds[Kind]['payload']
    readonly inLine?: InLine
  } & (EffectKinds[Kind]['ofRound'] extends true
    ? { readonly roundId: string }
    : { readonly roundId?: undefined })
}[KindName]

/** One kind of effect: how it is done, how to see whether it was done, and what follows from it. */
export interface EffectKind<Payload = unknown> {
  readonly kind: string
  /** What one of these carries, as its schema reads it. */
  readonly payload: { parse(recorded: unknown): Payload }
  /**
   * Does it. Must come to an end within `CALL_LIMIT_MS`. `overtaken` means that it is no longer wanted
   * (its partnership has ended), so that it is dropped without a word.
   */
  run(effect: Effect<Payload>): Promise<Outcome<string> | Overtaken>
  /** Looks whether an earlier try did it, asking the platform and nothing else. */
  probe(effect: Effect<Payload>): Promise<Found>
  /** In the transaction that saves the result: keeps `ref` where the domain needs it, records what follows. */
  done(tx: Tx, effect: Effect<Payload>, ref: string): Promise<void>
}

export interface Overtaken {
  readonly kind: 'overtaken'
}

/** What stands in `error` of an effect of a workspace that the bot is no longer in. */
export const WORKSPACE_GONE = 'gone:workspace'

/** No call of an effect may take longer: its requests' time-outs and waits for a rate budget in all. */
export const CALL_LIMIT_MS = 45_000

/**
 * How long we look for what a try may have done, or try again what surely was not done, without a clear answer, ms. What
 * a day does not settle (a channel that cannot be read, a request at which the platform breaks each time) is settled by
 * none, and organisers decide.
 */
export const UNCLEAR_MS = 24 * 3_600_000

/**
 * What stands in `error` of an effect that a newer version recorded: this one does not know its kind, leaves it
 * where it is, and nothing waits for it.
 */
export const UNKNOWN_KIND = 'unknown kind'
