import { z } from 'zod'
import type { Message } from '../chat/message.ts'
import { notice as noticeOf } from '../messages/notices.ts'
import { noticeFacts } from '../programme/notice-facts.ts'
import { NOTICES } from '../programme/notices.ts'
import type { Courier, Destination } from './courier.ts'
import { defineKind, posted } from './kind.ts'
import { postInChannel } from './post-in-channel.ts'
import { postInPrivate } from './post-in-private.ts'

const said = { what: z.enum(NOTICES), about: z.string() }
const toMany = z.object({ place: z.enum(['organisers', 'announcements']), ...said })
const toOne = z.object({ place: z.literal('person'), ...said, accountId: z.string() })
const payload = z.discriminatedUnion('place', [toMany, toOne])
type Payload = z.infer<typeof payload>

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    notice: OfProgramme<Payload>
  }
}

/** Word to organisers, in their channel or alone; or to everybody in a workspace. Dropped where it is no longer true. */
export const notice = defineKind({
  kind: 'notice',
  label: 'kind.notice',
  ofRound: false,
  payload,
  seen: posted('remove an organiser', 'is no longer an organiser'),
  work: (courier) => {
    const inChannel = inItsChannel(courier)
    const alone = toOneAlone(courier)
    return {
      run: ({ payload, ...effect }) =>
        payload.place === 'person'
          ? alone.run({ ...effect, payload })
          : inChannel.run({ ...effect, payload }),
      probe: ({ payload, ...effect }) =>
        payload.place === 'person'
          ? alone.probe({ ...effect, payload })
          : inChannel.probe({ ...effect, payload }),
    }
  },
})

const inItsChannel = postInChannel<z.infer<typeof toMany>>({
  channel: ({ place }) => place,
  message: (courier, destination, effect) => compose(courier, destination, effect.payload),
})

const toOneAlone = postInPrivate<z.infer<typeof toOne>>((courier, destination, { externalId }, effect) =>
  compose(courier, destination, effect.payload, externalId),
)

async function compose(
  { desk }: Courier,
  { programme, voice }: Destination,
  wanted: Payload,
  user?: string,
): Promise<Message | undefined> {
  const facts = await noticeFacts(desk, wanted)
  const { name, zone } = programme
  return facts && noticeOf(facts, { programme: name, zone, ...(user === undefined ? {} : { user }) }, voice)
}
