import { z } from 'zod'
import { forumPost as postOf } from '../messages/topic.ts'
import { isOver } from '../programme/rounds/overtaken.ts'
import { keepForumPost, topicOfRound } from '../programme/topics/deliveries.ts'
import { deliver, markKey } from './courier.ts'
import { defineKind } from './kind.ts'
import { whereIsNoChannel } from './no-channel.ts'

const payload = z.object({ roundTopicId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'forum-post': OfRound<z.infer<typeof payload>>
  }
}

/** Opens a topic for everybody, in a workspace's forum, after those before it, and not once its round is over. */
export const forumPost = defineKind({
  kind: 'forum-post',
  label: 'kind.forum-post',
  ofRound: true,
  payload,
  seen: {
    step: 'second month',
    verb: 'ensureForumPost',
    words: ':forum-post:',
    requests: {
      slack: [/chat\.postMessage.*The question for everybody.*Anybody may answer here/s],
      discord: [/POST \/api\/v10\/channels\/\d+\/threads/],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async ({ platform, at, workspace, voice }) => {
        const { topic, round } = await topicOfRound(courier.desk, effect.payload.roundTopicId)
        if (isOver(round)) return { kind: 'overtaken' }
        const forum = workspace.forumRef
        if (forum === null) return whereIsNoChannel(courier, workspace, 'forum')
        return platform.ensureForumPost(at, { key: markKey(effect), forum, ...postOf(topic, voice) })
      }),
    probe: (effect) =>
      deliver(courier, effect, async ({ platform, at, workspace }) =>
        workspace.forumRef === null
          ? { kind: 'absent' }
          : platform.findForumPost(at, markKey(effect), workspace.forumRef, effect.firstCallAt ?? 0),
      ),
    done: (tx, effect, ref) =>
      keepForumPost(tx, courier.desk, { ...effect.payload, workspaceId: effect.workspaceId }, ref),
  }),
})
