import type { Message } from '../chat/message.ts'
import type { Effect } from '../outbox/effect.ts'
import type { Purpose } from '../programme/channels.ts'
import { type Courier, type Destination, deliver, markKey } from './courier.ts'
import type { Work } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

interface ChannelPost<Payload> {
  /** The channel, by its purpose; what goes into a forum is no message, but a topic of its own. */
  channel(payload: Payload): Exclude<Purpose, 'forum'>
  /** The message, or undefined when it is no longer true. */
  message(
    courier: Courier,
    destination: Destination,
    effect: Effect<Payload>,
  ): Promise<Message | undefined> | Message | undefined
}

/** A kind of effect that is one message in one of the programme's channels in a workspace. */
export function postInChannel<Payload>({
  channel,
  message,
}: ChannelPost<Payload>): (courier: Courier) => Work<Payload> {
  return (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const said = await message(courier, destination, effect)
        if (!said) return { kind: 'overtaken' }
        const { platform, at } = destination
        return inProgrammeChannel(courier, destination, channel(effect.payload), (space) =>
          platform.ensurePost(at, { key: markKey(effect), space, message: said }),
        )
      }),
    probe: (effect) =>
      deliver(courier, effect, (destination) =>
        inProgrammeChannel(courier, destination, channel(effect.payload), (space) =>
          destination.platform.findPost(destination.at, markKey(effect), space, effect.firstCallAt ?? 0),
        ),
      ),
  })
}
