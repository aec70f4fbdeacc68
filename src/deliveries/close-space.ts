import { z } from 'zod'
import { keepClosed, loadSpace } from '../programme/spaces/spaces.ts'
import { deliver } from './courier.ts'
import { defineKind, doneAgainInstead } from './kind.ts'

const payload = z.object({ spaceId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'close-space': OfRound<z.infer<typeof payload>>
  }
}

/** Takes the bot's hand off a space, after its farewell. Closing is the same however often it is done. */
export const closeSpace = defineKind({
  kind: 'close-space',
  label: 'kind.close-space',
  ofRound: true,
  onceOver: 'goes out',
  payload,
  seen: {
    step: 'end',
    verb: 'closeSpace',
    requests: {
      slack: [/conversations\.leave/],
      discord: [/PUT \/api\/v10\/channels\/\d+\/permissions\//],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async ({ platform, at }) => {
        const ref = (await loadSpace(courier.desk, effect.payload.spaceId))?.space.ref
        return ref ? platform.closeSpace(at, ref) : { kind: 'overtaken' }
      }),
    probe: doneAgainInstead,
    done: (tx, effect) => keepClosed(tx, courier.desk, effect.payload.spaceId),
  }),
})
