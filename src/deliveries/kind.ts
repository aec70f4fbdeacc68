import type { z } from 'zod'
import type { MessageKey } from '../messages/voice.ts'
import type { EffectKind, EffectKinds, KindName } from '../outbox/effect.ts'
import type { Platform, PlatformName } from '../port/platform.ts'
import type { Courier } from './courier.ts'

/** How an effect of one kind is seen from outside: the drills kill the bot at each moment of it. */
export interface Seen {
  /** Within which step of a small programme's life it happens (`STEPS` in `test/crash/life.ts`). */
  readonly step: string
  /** The method of the port that does it. */
  readonly verb: keyof Platform
  /** The requests that it is made of, as `METHOD /path` and a body, a line each. */
  readonly requests: Readonly<Record<PlatformName, readonly RegExp[]>>
}

/** How one kind of effect is done, seen to have been done, and what follows. */
export type Work<Payload> = Pick<EffectKind<Payload>, 'run' | 'probe'> &
  Partial<Pick<EffectKind<Payload>, 'done'>>

/** What comes too late once its round is over is let go of; farewells, and word to whoever was left alone, go out. */
export type OnceOver = 'let go' | 'goes out'

/** All that is to be known of a kind of effect. Every list of kinds is made from these. */
export interface DeliveryKind {
  readonly kind: KindName
  /** What organisers read for it. */
  readonly label: MessageKey
  /** Whether a round waits for it; the others are done for the programme as a whole. */
  readonly ofRound: boolean
  /** What becomes of it where its round is over before it was begun. */
  readonly onceOver: OnceOver | undefined
  readonly seen: Seen
  /** The kind as the outbox carries it out. */
  by(courier: Courier): EffectKind
}

type Definition<Kind extends KindName> = Common<Kind> &
  (EffectKinds[Kind]['ofRound'] extends true
    ? { readonly onceOver: OnceOver }
    : { readonly onceOver?: never })

interface Common<Kind extends KindName> {
  readonly kind: Kind
  readonly label: MessageKey & `kind.${Kind}`
  readonly ofRound: EffectKinds[Kind]['ofRound']
  readonly payload: z.ZodType<EffectKinds[Kind]['payload']>
  readonly seen: Seen
  readonly work: (courier: Courier) => Work<EffectKinds[Kind]['payload']>
}

/** A kind of effect. Its file adds what it carries to `EffectKinds`, by which recording it is held to it. */
export function defineKind<Kind extends KindName>(definition: Definition<Kind>): DeliveryKind {
  const { kind, label, ofRound, onceOver, payload, seen, work } = definition
  return {
    kind,
    label,
    ofRound,
    onceOver,
    seen,
    by: (courier) => ({ kind, payload, done: async () => {}, ...work(courier) }),
  }
}

/** For what is the same however often it is done: there is nothing to look for. */
export const doneAgainInstead = async () => ({ kind: 'absent' }) as const

/**
 * How a message in a channel is seen.
 *
 * @param step within which it happens
 * @param words of its text (a pattern)
 */
export const posted = (step: string, words: string): Seen => ({
  step,
  verb: 'ensurePost',
  requests: {
    slack: [new RegExp(`chat\\.postMessage.*${words}`, 's')],
    discord: [new RegExp(`POST /api/v10/channels/\\d+/messages.*${words}`, 's')],
  },
})
