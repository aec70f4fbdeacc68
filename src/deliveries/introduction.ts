import { introduction } from '../messages/introduction.ts'
import type { EffectKind } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { fact, type Post } from './delivery.ts'
import { wakeThoseBehind } from './order.ts'
import { postInSpace } from './post-in-space.ts'

/** Introduces the partners to each other; the round's first topic follows as a post of its own. */
export function introductionKind(post: Post): EffectKind {
  return postInSpace(post, {
    kind: 'introduction',
    message: ({ voice }, view) =>
      view.members.length < 2 ? undefined : introduction(view, post.desk.clock.now(), voice),
    done: async (tx, effect) => {
      const partnershipId = fact(effect, 'partnershipId')
      await wakeThoseBehind(tx, post, effect, 'prompt', partnershipId)
      const first = await tx.prompt.findFirst({
        where: { partnershipId, roundTopic: { index: 0 } },
        select: { roundTopicId: true },
      })
      if (!first) return
      const { programmeId, workspaceId } = effect
      await recordEffects(
        tx,
        [
          {
            programmeId,
            workspaceId,
            kind: 'prompt',
            key: `${first.roundTopicId}:${partnershipId}`,
            payload: { roundTopicId: first.roundTopicId, partnershipId },
          },
        ],
        post.desk.wall(),
      )
    },
  })
}
