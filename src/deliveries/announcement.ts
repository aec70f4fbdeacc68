import type { Message } from '../chat/message.ts'
import { ended, kickOff, news, opened, told } from '../messages/announcements.ts'
import type { Effect, EffectKind } from '../outbox/effect.ts'
import { type Destination, deliver, fact, facts, forumOf, markKey, type Post } from './delivery.ts'
import { later } from './forum-post.ts'
import { roundInNumbers } from './round-in-numbers.ts'

/** A message in a workspace's announcement channel: `what` says which. */
export function announcementKind(post: Post): EffectKind {
  return {
    kind: 'announcement',
    run: (effect) =>
      deliver(post, effect, async (destination) => {
        const { platform, at, workspace } = destination
        if (workspace.announcementsRef === null) return later(post)
        const message = await compose(post, destination, effect)
        return platform.ensurePost(at, { key: markKey(effect), space: workspace.announcementsRef, message })
      }),
    probe: (effect) =>
      deliver(post, effect, async ({ platform, at, workspace }) =>
        workspace.announcementsRef === null
          ? { kind: 'absent' }
          : platform.findPost(at, markKey(effect), workspace.announcementsRef, effect.firstCallAt ?? 0),
      ),
    done: async () => {},
  }
}

async function compose(post: Post, destination: Destination, effect: Effect): Promise<Message> {
  const { voice, programme } = destination
  const { prisma } = post.desk
  const round = await prisma.round.findUniqueOrThrow({ where: { id: fact(effect, 'roundId') } })
  const what = fact(effect, 'what')
  switch (what) {
    case 'open':
      return opened(round, programme.name, voice)
    case 'told':
      return told(round, await mentioned(post, effect), voice)
    case 'news':
      return news(round.number, await mentioned(post, effect), voice)
    case 'kick-off': {
      const { map, ...numbers } = await roundInNumbers(prisma, round.id)
      const first = await prisma.roundTopic.findFirst({
        where: { roundId: round.id, index: 0 },
        include: { topic: true },
      })
      const topic = first?.topic.title ?? ''
      const facts = { ...numbers, number: round.number, topic, forum: forumOf(destination), map: await map() }
      return kickOff(facts, voice)
    }
    case 'end': {
      const { people, partnerships } = await roundInNumbers(prisma, round.id)
      return ended({ number: round.number, people, partnerships }, voice)
    }
    default:
      throw new TypeError(`no announcement ${what}`)
  }
}

async function mentioned(post: Post, effect: Effect) {
  const accounts = await post.desk.prisma.account.findMany({
    where: { id: { in: facts(effect, 'accountIds') }, leftAt: null },
    include: { person: { select: { name: true } } },
    orderBy: { id: 'asc' },
  })
  return accounts.map(({ externalId, person }) => ({ user: externalId, name: person.name }))
}
