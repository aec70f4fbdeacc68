import type { Message } from '../chat/message.ts'
import type { Effect, EffectKind, Tx } from '../outbox/effect.ts'
import { loadPartnership, type PartnershipView } from '../programme/partnerships.ts'
import { type Destination, deliver, fact, markKey, type Post } from './delivery.ts'
import { anyUnderWay, type EffectName, notYet } from './order.ts'

export interface SpacePostKind {
  readonly kind: string
  /** The message, or undefined when it is no longer wanted. */
  message(
    destination: Destination,
    view: PartnershipView,
    effect: Effect,
  ): Promise<Message | undefined> | Message | undefined
  /** What stands above it in the space: it waits until none of that is under way. */
  after?(effect: Effect): Promise<readonly EffectName[]>
  done?(tx: Tx, effect: Effect, ref: string): Promise<void>
}

/** A kind of effect that is one message in a partnership's space. */
export function postInSpace(post: Post, wanted: SpacePostKind): EffectKind {
  return {
    kind: wanted.kind,
    run: (effect) =>
      deliver(post, effect, async (destination) => {
        const view = await loadPartnership(post.desk, fact(effect, 'partnershipId'))
        const space = view?.partnership.spaceRef
        if (!view || !space) return { kind: 'gone', what: 'space' }
        const message = await wanted.message(destination, view, effect)
        if (!message) return { kind: 'overtaken' }
        if (await anyUnderWay(post, effect, (await wanted.after?.(effect)) ?? [])) return notYet(post)
        return destination.platform.ensurePost(destination.at, { key: markKey(effect), space, message })
      }),
    probe: (effect) =>
      deliver(post, effect, async ({ platform, at }) => {
        const view = await loadPartnership(post.desk, fact(effect, 'partnershipId'))
        const space = view?.partnership.spaceRef
        if (!space) return { kind: 'absent' }
        return platform.findPost(at, markKey(effect), space, effect.firstCallAt ?? 0)
      }),
    done: async (tx, effect, ref) => wanted.done?.(tx, effect, ref),
  }
}
