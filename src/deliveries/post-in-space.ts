import type { Message } from '../chat/message.ts'
import type { Effect, Tx } from '../outbox/effect.ts'
import { loadSpace, type SpaceView } from '../programme/spaces/spaces.ts'
import { type Courier, type Destination, deliver, markKey } from './courier.ts'
import type { Work } from './kind.ts'

interface SpacePost<Payload> {
  /** The message, or undefined when it is no longer wanted. */
  message(
    courier: Courier,
    destination: Destination,
    view: SpaceView,
    effect: Effect<Payload>,
  ): Promise<Message | undefined> | Message | undefined
  /** Whether it goes without a word where the space was never opened. */
  readonly spaceMayBeMissing?: boolean
  done?(tx: Tx, courier: Courier, effect: Effect<Payload>, ref: string): Promise<void>
}

/** A kind of effect that is one message in a partnership's space: `inLine` says what it comes after. */
export function postInSpace<Payload extends { readonly spaceId: string }>(
  wanted: SpacePost<Payload>,
): (courier: Courier) => Work<Payload> {
  return (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const view = await loadSpace(courier.desk, effect.payload.spaceId)
        const ref = view?.space.ref
        if (!view || !ref)
          return wanted.spaceMayBeMissing ? { kind: 'overtaken' } : { kind: 'gone', what: 'space' }
        const message = await wanted.message(courier, destination, view, effect)
        if (!message) return { kind: 'overtaken' }
        return destination.platform.ensurePost(destination.at, { key: markKey(effect), space: ref, message })
      }),
    probe: (effect) =>
      deliver(courier, effect, async ({ platform, at }) => {
        const ref = (await loadSpace(courier.desk, effect.payload.spaceId))?.space.ref
        if (!ref) return { kind: 'absent' }
        return platform.findPost(at, markKey(effect), ref, effect.firstCallAt ?? 0)
      }),
    done: async (tx, effect, ref) => wanted.done?.(tx, courier, effect, ref),
  })
}
