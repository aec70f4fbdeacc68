import { prompt } from '../messages/topic.ts'
import type { EffectKind } from '../outbox/effect.ts'
import { fact, forumOf, type Post } from './delivery.ts'
import { postInSpace } from './post-in-space.ts'

/** A topic, delivered to one partnership. */
export function promptKind(post: Post): EffectKind {
  return postInSpace(post, {
    kind: 'prompt',
    message: async (destination, view, effect) => {
      if (view.partnership.endedAt !== null) return undefined
      const { topic } = await post.desk.prisma.roundTopic.findUniqueOrThrow({
        where: { id: fact(effect, 'roundTopicId') },
        include: { topic: true },
      })
      return prompt(topic, forumOf(destination), destination.voice)
    },
    done: async (tx, effect, ref) => {
      await tx.prompt.updateMany({
        where: { roundTopicId: fact(effect, 'roundTopicId'), partnershipId: fact(effect, 'partnershipId') },
        data: { postedAt: new Date(post.desk.clock.now()), ref },
      })
    },
  })
}
