import { z } from 'zod'
import { forumPost as postOf } from '../messages/topic.ts'
import { keepForumPost, topicById } from '../programme/topics/deliveries.ts'
import { deliver, markKey } from './courier.ts'
import { defineKind } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

const payload = z.object({ roundTopicId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'forum-post': OfRound<z.infer<typeof payload>>
  }
}

/** Opens a topic for everybody, in a workspace's forum, after those before it. */
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
      deliver(courier, effect, (destination) =>
        inProgrammeChannel(courier, destination, 'forum', async (forum) => {
          const { platform, at, voice } = destination
          const topic = await topicById(courier.desk, effect.payload.roundTopicId)
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
