import { z } from 'zod'
import { prompt as promptOf } from '../messages/topic.ts'
import { keepPrompt, topicOfRound } from '../programme/topics/deliveries.ts'
import { forumOf } from './courier.ts'
import { defineKind, posted } from './kind.ts'
import { postInSpace } from './post-in-space.ts'

const payload = z.object({ roundTopicId: z.string(), spaceId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    prompt: OfRound<z.infer<typeof payload>>
  }
}

/** A topic, delivered to one partnership's space: after the introduction, and after the topics before it. */
export const prompt = defineKind({
  kind: 'prompt',
  label: 'kind.prompt',
  ofRound: true,
  onceOver: 'let go',
  payload,
  seen: posted('first month', 'All of this is optional'),
  work: postInSpace({
    message: async ({ desk }, destination, view, effect) => {
      if (view.partnership.endedAt !== null) return undefined
      const { topic } = await topicOfRound(desk, effect.payload.roundTopicId)
      return promptOf(topic, forumOf(destination), destination.voice)
    },
    done: (tx, { desk }, { payload: wanted }, ref) => keepPrompt(tx, desk, wanted, ref),
  }),
})
