import type { Message } from '../chat/message.ts'
import type { Account } from '../database/generated/client.ts'
import type { Effect } from '../outbox/effect.ts'
import { keepPrivatePlace, recipientOf } from '../programme/private-news.ts'
import { spacesOnTheWayUntil } from '../programme/spaces/spaces.ts'
import { type Courier, type Destination, deliver, markKey } from './courier.ts'
import type { Work } from './kind.ts'

/** The message to somebody, or undefined when it is no longer true. */
type PrivateMessage<Payload> = (
  courier: Courier,
  destination: Destination,
  account: Account,
  effect: Effect<Payload>,
) => Promise<Message | undefined> | Message | undefined

/**
 * A kind of effect that is one message where only one person and the bot are: a direct message, or a thread of theirs.
 * Where they are not in the workspace any more, it is dropped.
 */
export function postInPrivate<Payload extends { readonly accountId: string }>(
  message: PrivateMessage<Payload>,
): (courier: Courier) => Work<Payload> {
  return (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const { platform, at, workspace } = destination
        const { desk } = courier
        const account = await recipientOf(desk, effect.payload.accountId)
        const said = account && (await message(courier, destination, account, effect))
        if (!said) return { kind: 'overtaken' }
        const place = await platform.ensurePrivatePlace(at, {
          key: `private:${account.id}`,
          user: account.externalId,
          name: 'your-news',
          quietUntil: await spacesOnTheWayUntil(desk, workspace.id),
        })
        if (place.kind === 'gone' && place.what === 'member') return { kind: 'overtaken' }
        if (place.kind !== 'done') return place
        await keepPrivatePlace(desk, account.id, place.ref)
        return platform.ensurePost(at, { key: markKey(effect), space: place.ref, message: said })
      }),
    probe: (effect) =>
      deliver(courier, effect, async ({ platform, at }) => {
        const account = await recipientOf(courier.desk, effect.payload.accountId)
        // Without a place nothing was posted; making it again finds the one that there may be.
        if (!account?.privateRef) return { kind: 'absent' }
        return platform.findPost(at, markKey(effect), account.privateRef, effect.firstCallAt ?? 0)
      }),
  })
}
