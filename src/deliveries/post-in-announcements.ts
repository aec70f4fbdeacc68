import type { Message } from '../chat/message.ts'
import type { Effect } from '../outbox/effect.ts'
import { type Courier, type Destination, deliver, markKey } from './courier.ts'
import type { Work } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

/** A kind of effect that is one message in a workspace's announcement channel, as long as it is true. */
export function postInAnnouncements<Payload>(
  message: (
    courier: Courier,
    destination: Destination,
    effect: Effect<Payload>,
  ) => Promise<Message | undefined>,
): (courier: Courier) => Work<Payload> {
  return (courier) => ({
    run: (effect) =>
      deliver(courier, effect, (destination) =>
        inProgrammeChannel(courier, destination, 'announcements', async (space) => {
          const said = await message(courier, destination, effect)
          if (!said) return { kind: 'overtaken' }
          const { platform, at } = destination
          return platform.ensurePost(at, { key: markKey(effect), space, message: said })
        }),
      ),
    probe: (effect) =>
      deliver(courier, effect, (destination) =>
        inProgrammeChannel(courier, destination, 'announcements', (space) =>
          destination.platform.findPost(destination.at, markKey(effect), space, effect.firstCallAt ?? 0),
        ),
      ),
  })
}
