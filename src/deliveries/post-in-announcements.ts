import type { Message } from '../chat/message.ts'
import type { Effect } from '../outbox/effect.ts'
import { type Courier, type Destination, deliver, markKey } from './courier.ts'
import type { Work } from './kind.ts'
import { whereIsNoChannel } from './no-channel.ts'

/** A kind of effect that is one message in a workspace's announcement channel; undefined where it is no longer wanted. */
export function postInAnnouncements<Payload>(
  message: (
    courier: Courier,
    destination: Destination,
    effect: Effect<Payload>,
  ) => Promise<Message | undefined>,
): (courier: Courier) => Work<Payload> {
  return (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const { platform, at, workspace } = destination
        const said = await message(courier, destination, effect)
        if (!said) return { kind: 'overtaken' }
        const channel = workspace.announcementsRef
        if (channel === null) return whereIsNoChannel(courier, workspace, 'announcements')
        return platform.ensurePost(at, { key: markKey(effect), space: channel, message: said })
      }),
    probe: (effect) =>
      deliver(courier, effect, async ({ platform, at, workspace }) =>
        workspace.announcementsRef === null
          ? { kind: 'absent' }
          : platform.findPost(at, markKey(effect), workspace.announcementsRef, effect.firstCallAt ?? 0),
      ),
  })
}
