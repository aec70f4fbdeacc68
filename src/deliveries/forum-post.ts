import { forumPost } from '../messages/topic.ts'
import type { EffectKind } from '../outbox/effect.ts'
import { deliver, fact, markKey, type Post } from './delivery.ts'
import { anyUnderWay, notYet, wakeThoseBehind } from './order.ts'

/** Opens a topic for everybody, in a workspace's forum, after those before it. */
export function forumPostKind(post: Post): EffectKind {
  const { prisma } = post.desk
  return {
    kind: 'forum-post',
    run: (effect) =>
      deliver(post, effect, async ({ platform, at, workspace, voice }) => {
        if (workspace.forumRef === null) return later(post)
        const { topic, index, roundId } = await prisma.roundTopic.findUniqueOrThrow({
          where: { id: fact(effect, 'roundTopicId') },
          include: { topic: true },
        })
        const earlier = await prisma.forumPost.findMany({
          where: { workspaceId: workspace.id, postedAt: null, roundTopic: { roundId, index: { lt: index } } },
          select: { roundTopicId: true },
        })
        const names = earlier.map((one) => ({
          kind: 'forum-post',
          key: `${one.roundTopicId}:${workspace.id}`,
        }))
        if (await anyUnderWay(post, effect, names)) return notYet(post)
        const { title, message } = forumPost(topic, voice)
        return platform.ensureForumPost(at, {
          key: markKey(effect),
          forum: workspace.forumRef,
          title,
          message,
        })
      }),
    probe: (effect) =>
      deliver(post, effect, async ({ platform, at, workspace }) =>
        workspace.forumRef === null
          ? { kind: 'absent' }
          : platform.findForumPost(at, markKey(effect), workspace.forumRef, effect.firstCallAt ?? 0),
      ),
    done: async (tx, effect, ref) => {
      await tx.forumPost.updateMany({
        where: { roundTopicId: fact(effect, 'roundTopicId'), workspaceId: effect.workspaceId },
        data: { postedAt: new Date(post.desk.clock.now()), ref },
      })
      await wakeThoseBehind(tx, post, effect, 'forum-post', effect.workspaceId)
    },
  }
}

/** The channel it goes into is not there yet. */
export function later(post: Post): { kind: 'retryAt'; at: number; why: string } {
  return { kind: 'retryAt', at: post.desk.wall() + 5_000, why: 'its channel is not there yet' }
}
