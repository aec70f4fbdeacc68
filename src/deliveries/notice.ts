import { z } from 'zod'
import type { Message } from '../chat/message.ts'
import { notice as noticeOf } from '../messages/notices.ts'
import { noticeFacts } from '../programme/notice-facts.ts'
import { NOTICES } from '../programme/notices.ts'
import { recipientOf } from '../programme/private-news.ts'
import { type Courier, type Destination, deliver, markKey } from './courier.ts'
import { defineKind, posted } from './kind.ts'
import { findInPrivate, inPrivate } from './private-place.ts'
import { inProgrammeChannel } from './programme-channel.ts'

const said = { what: z.enum(NOTICES), about: z.string() }
const payload = z.discriminatedUnion('place', [
  z.object({ place: z.enum(['organisers', 'announcements']), ...said }),
  z.object({ place: z.literal('person'), ...said, accountId: z.string() }),
])
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
  seen: {
    step: 'remove an organiser',
    verb: 'ensurePost',
    words: ':notice:',
    requests: posted('is no longer an organiser'),
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const wanted = effect.payload
        const key = markKey(effect)
        const { platform, at } = destination
        if (wanted.place === 'person') {
          const account = await recipientOf(courier.desk, wanted.accountId)
          const message = account && (await compose(courier, destination, wanted, account.externalId))
          if (!message) return { kind: 'overtaken' }
          return inPrivate(courier, destination, account, (space) =>
            platform.ensurePost(at, { key, space, message }),
          )
        }
        const message = await compose(courier, destination, wanted)
        if (!message) return { kind: 'overtaken' }
        return inProgrammeChannel(courier, destination, wanted.place, (space) =>
          platform.ensurePost(at, { key, space, message }),
        )
      }),
    probe: (effect) =>
      deliver(courier, effect, async (destination) => {
        const wanted = effect.payload
        const key = markKey(effect)
        const since = effect.firstCallAt ?? 0
        return wanted.place === 'person'
          ? findInPrivate(courier, destination, wanted.accountId, key, since)
          : inProgrammeChannel(courier, destination, wanted.place, (space) =>
              destination.platform.findPost(destination.at, key, space, since),
            )
      }),
  }),
})

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
