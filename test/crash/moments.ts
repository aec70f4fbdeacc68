import type { DeliveryKind } from '../../src/deliveries/kind.ts'
import { KINDS as ALL } from '../../src/deliveries/kinds.ts'
import { type PlatformName, STEPS } from './life.ts'

/** A kind of effect as it is seen from outside: what brings it about, and what it asks of a platform. */
export type KindSeen = Pick<DeliveryKind, 'kind' | 'seen'>

/** Every kind of effect, in the order in which they happen. */
export const KINDS: readonly KindSeen[] = STEPS.flatMap(([step]) =>
  ALL.filter(({ seen }) => seen.step === step),
)

/** When a bot is killed: at what moment of a call, and of which of its requests. */
export type Moment =
  /** It has saved that it calls, and sent nothing; or it has every answer, and saved nothing. */
  | { readonly when: 'before' | 'answered' }
  /** A request of it is on its way, and done only after the death; or done, and its answer on its way. */
  | { readonly when: 'in-flight' | 'done'; readonly request: number }

export interface Kill {
  readonly of: KindSeen
  readonly moment: Moment
  /** Started again at once, or when nothing of before can be on its way any more. */
  readonly again: 'at once' | 'after the quiet'
}

/** Every way to kill a bot at a kind of effect on a platform. */
export function killsOf(of: KindSeen, platform: PlatformName): Kill[] {
  const requests = of.seen.requests[platform]
  if (requests.length === 0) return []
  const moments: Moment[] = [
    { when: 'before' },
    ...requests.flatMap((_, request): Moment[] => [
      { when: 'in-flight', request },
      { when: 'done', request },
    ]),
    { when: 'answered' },
  ]
  return (['at once', 'after the quiet'] as const).flatMap((again) =>
    moments.map((moment) => ({ of, moment, again })),
  )
}

export function killInWords({ of, moment, again }: Kill): string {
  const request = 'request' in moment ? ` (request ${moment.request + 1})` : ''
  return `${of.kind} ${moment.when}${request}, ${again}`
}

/** The verbs whose key has the kind in it, by which a call of one kind is told from others' of that verb. */
const KEYED: readonly string[] = ['ensureSpace', 'ensurePost', 'ensureForumPost']

/** What tells the arguments of a kind's call, as JSON, from others'. */
export const wordsOf = ({ kind, seen }: KindSeen): string => (KEYED.includes(seen.verb) ? `:${kind}:` : '')
