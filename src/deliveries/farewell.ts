import { z } from 'zod'
import { farewell as farewellOf } from '../messages/announcements.ts'
import { recordEffects } from '../outbox/record.ts'
import { nextStepOf } from '../programme/spaces/spaces.ts'
import { defineKind, posted } from './kind.ts'
import { postInSpace } from './post-in-space.ts'

const payload = z.object({ spaceId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    farewell: OfRound<z.infer<typeof payload>>
  }
}

/** The last words in a partnership's space; then the space is closed. */
export const farewell = defineKind({
  kind: 'farewell',
  label: 'kind.farewell',
  ofRound: true,
  onceOver: 'goes out',
  payload,
  seen: posted('end', 'has come to its end'),
  work: postInSpace({
    message: (_courier, { voice }, view) => farewellOf(view.round.number, voice),
    done: async (tx, { desk }, { payload: { spaceId } }) =>
      recordEffects(tx, [await nextStepOf(tx, spaceId, 'close-space')], desk.wall()),
  }),
})
