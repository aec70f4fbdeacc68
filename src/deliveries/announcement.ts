import { z } from 'zod'
import type { Message } from '../chat/message.ts'
import { calledOff, ended, kickOff, newsForSome, opened } from '../messages/announcements.ts'
import { drawMapAside } from '../messages/map/aside.ts'
import type { Effect } from '../outbox/effect.ts'
import { firstTopic, roundById } from '../programme/rounds/current.ts'
import { roundInNumbers } from '../programme/rounds/in-numbers.ts'
import { isOver } from '../programme/rounds/overtaken.ts'
import { type Courier, type Destination, forumOf } from './courier.ts'
import { defineKind, posted } from './kind.ts'
import { postInChannel } from './post-in-channel.ts'

/** `what` says which announcement. Version 0.1 recorded two that called people by name: nobody is, any more. */
const payload = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['open', 'open-again', 'called-off', 'kick-off', 'end']) }),
  z.object({ what: z.enum(['told', 'news']), accountIds: z.array(z.string()) }),
])
type Payload = z.infer<typeof payload>

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    announcement: OfRound<Payload>
  }
}

/** A message about a round in a workspace's announcement channel. What is no longer true when it goes out is dropped. */
export const announcement = defineKind({
  kind: 'announcement',
  label: 'kind.announcement',
  ofRound: true,
  onceOver: 'let go',
  payload,
  seen: posted('open', 'Round 1 is open'),
  work: postInChannel({ channel: () => 'announcements', message: compose }),
})

async function compose(
  { desk }: Courier,
  destination: Destination,
  { roundId, payload: wanted }: Effect<Payload>,
): Promise<Message | undefined> {
  const { voice, programme } = destination
  if (roundId === null) throw new TypeError('an announcement without its round')
  const round = await roundById(desk, roundId)
  switch (wanted.what) {
    case 'open':
    case 'open-again':
      return round.state === 'open' ? opened(round, programme.name, voice, wanted.what) : undefined
    case 'called-off':
      return calledOff(round.number, voice)
    case 'told':
    case 'news':
      return isOver(round) ? undefined : newsForSome(round.number, voice)
    case 'kick-off': {
      if (isOver(round)) return undefined
      const { onTheMap, ...numbers } = await roundInNumbers(desk, roundId)
      const topic = (await firstTopic(desk, roundId))?.title ?? ''
      const facts = { ...numbers, number: round.number, topic, forum: forumOf(destination) }
      return kickOff({ ...facts, map: await drawMapAside(onTheMap) }, voice)
    }
    case 'end': {
      const { people, partnerships } = await roundInNumbers(desk, roundId)
      return ended({ number: round.number, people, partnerships }, voice)
    }
  }
}
