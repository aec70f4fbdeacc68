import { z } from 'zod'
import { forumPost as postOf } from '../messages/topic.ts'
import { isOver } from '../programme/rounds/overtaken.ts'
import { keepForumPost, topicOfRound } from '../programme/topics/deliveries.ts'
import { deliver, markKey } from './courier.ts'
import { defineKind } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

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
  onceOver: 'let go',
  payload,
  seen: {
    step: 'second month',
    verb: 'ensureForumPost',
    requests: {
      slack: [/chat\.postMessage.*The question for everybody.*Anybody may answer here/s],
      discord: [/POST \/api\/v10\/channels\/\d+\/threads/],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, (destination) =>
        inProgrammeChannel(courier, destination, 'forum', async (forum) => {
          const { platform, at, voice } = destination
          const { topic, round } = await topicOfRound(courier.desk, effect.payload.roundTopicId)
          if (isOver(round)) return { kind: 'overtaken' }
          return platform.ensureForumPost(at, { key: markKey(effect), forum, ...postOf(topic, voice) })
        }),
      ),
    probe: (effect) =>
      deliver(courier, effect, (destination) =>
        inProgrammeChannel(courier, destination, 'forum', (forum) =>
          destination.platform.findForumPost(destination.at, markKey(effect), forum, effect.firstCallAt ?? 0),
        ),
      ),
    done: (tx, effect, ref) =>
      keepForumPost(tx, courier.desk, { ...effect.payload, workspaceId: effect.workspaceId }, ref),
  }),
})
