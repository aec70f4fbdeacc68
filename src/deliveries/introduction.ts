import { z } from 'zod'
import { introduction as introductionOf } from '../messages/introduction.ts'
import { recordEffects } from '../outbox/record.ts'
import { firstPromptIn } from '../programme/topics/deliveries.ts'
import { defineKind, posted } from './kind.ts'
import { postInSpace } from './post-in-space.ts'

const payload = z.object({ spaceId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    introduction: OfRound<z.infer<typeof payload>>
  }
}

/** Introduces the partners to each other; the round's first topic follows as a post of its own. */
export const introduction = defineKind({
  kind: 'introduction',
  label: 'kind.introduction',
  ofRound: true,
  onceOver: 'let go',
  payload,
  seen: posted('publish', 'Welcome to Round'),
  work: postInSpace({
    message: ({ desk }, { voice }, view) =>
      view.members.length < 2 || view.partnership.endedAt !== null
        ? undefined
        : introductionOf(view, desk.clock.now(), voice),
    done: async (tx, { desk }, { payload: { spaceId } }) => {
      const first = await firstPromptIn(tx, spaceId)
      if (first) await recordEffects(tx, [first], desk.wall())
    },
  }),
})
