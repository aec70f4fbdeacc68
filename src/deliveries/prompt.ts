import { prompt } from '../messages/topic.ts'
import type { EffectKind } from '../outbox/effect.ts'
import { fact, forumOf, type Post } from './delivery.ts'
import { wakeThoseBehind } from './order.ts'
import { postInSpace } from './post-in-space.ts'

/** A topic, delivered to one partnership: after the introduction, and after the topics before it. */
export function promptKind(post: Post): EffectKind {
  const { prisma } = post.desk
  return postInSpace(post, {
    kind: 'prompt',
    message: async (destination, view, effect) => {
      if (view.partnership.endedAt !== null) return undefined
      const { topic } = await prisma.roundTopic.findUniqueOrThrow({
        where: { id: fact(effect, 'roundTopicId') },
        include: { topic: true },
      })
      return prompt(topic, forumOf(destination), destination.voice)
    },
    after: async (effect) => {
      const partnershipId = fact(effect, 'partnershipId')
      const { index } = await prisma.roundTopic.findUniqueOrThrow({
        where: { id: fact(effect, 'roundTopicId') },
      })
      const earlier = await prisma.prompt.findMany({
        where: { partnershipId, postedAt: null, roundTopic: { index: { lt: index } } },
        select: { roundTopicId: true },
      })
      return [
        { kind: 'space', key: partnershipId },
        { kind: 'introduction', key: partnershipId },
        ...earlier.map(({ roundTopicId }) => ({ kind: 'prompt', key: `${roundTopicId}:${partnershipId}` })),
      ]
    },
    done: async (tx, effect, ref) => {
      const partnershipId = fact(effect, 'partnershipId')
      await tx.prompt.updateMany({
        where: { roundTopicId: fact(effect, 'roundTopicId'), partnershipId },
        data: { postedAt: new Date(post.desk.clock.now()), ref },
      })
      await wakeThoseBehind(tx, post, effect, 'prompt', partnershipId)
    },
  })
}
