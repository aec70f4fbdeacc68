import type { z } from 'zod'
import type { MessageKey } from '../messages/voice.ts'
import type { EffectKind, EffectKinds, KindName } from '../outbox/effect.ts'
import type { Platform, PlatformName } from '../port/platform.ts'
import type { Courier } from './courier.ts'

/** The steps of a small programme's life, in their order. */
export const STEPS = [
  'set up',
  'add an organiser',
  'remove an organiser',
  'open',
  'join',
  'publish',
  'come back',
  'first month',
  'second month',
  'leave',
  'end',
] as const

export type Step = (typeof STEPS)[number]

/** How an effect of one kind is seen from outside: the drills kill the bot at each moment of it. */
export interface Seen {
  /** Within which step it happens. */
  readonly step: Step
  /** The method of the port that does it, and what tells its arguments (as JSON) from others' of that method. */
  readonly verb: keyof Platform
  readonly words: string
  /** The requests that it is made of, as `METHOD /path` and a body, a line each. */
  readonly requests: Readonly<Record<PlatformName, readonly RegExp[]>>
}

/** How one kind of effect is done, seen to have been done, and what follows. */
export type Work<Payload> = Pick<EffectKind<Payload>, 'run' | 'probe'> &
  Partial<Pick<EffectKind<Payload>, 'done'>>

/** All that is to be known of a kind of effect. Every list of kinds is made from these. */
export interface DeliveryKind {
  readonly kind: KindName
  /** What organisers read for it. */
  readonly label: MessageKey
  /** Whether a round waits for it; the others are done for the programme as a whole. */
  readonly ofRound: boolean
  readonly seen: Seen
  /** The kind as the outbox carries it out. */
  by(courier: Courier): EffectKind
}

interface Definition<Kind extends KindName> {
  readonly kind: Kind
  readonly label: MessageKey & `kind.${Kind}`
  readonly ofRound: EffectKinds[Kind]['ofRound']
  readonly payload: z.ZodType<EffectKinds[Kind]['payload']>
  readonly seen: Seen
  readonly work: (courier: Courier) => Work<EffectKinds[Kind]['payload']>
}

/** A kind of effect. Its file adds what it carries to `EffectKinds`, by which recording it is held to it. */
export function defineKind<Kind extends KindName>(definition: Definition<Kind>): DeliveryKind {
  const { kind, label, ofRound, payload, seen, work } = definition
  return {
    kind,
    label,
    ofRound,
    seen,
    by: (courier) => ({ kind, payload, done: async () => {}, ...work(courier) }),
  }
}

/** For what is the same however often it is done: there is nothing to look for. */
export const doneAgainInstead = async () => ({ kind: 'absent' }) as const

/** The requests of a message in a channel, by words of its text (a pattern). */
export const posted = (words: string): Seen['requests'] => ({
  slack: [new RegExp(`chat\\.postMessage.*${words}`, 's')],
  discord: [new RegExp(`POST /api/v10/channels/\\d+/messages.*${words}`, 's')],
})
