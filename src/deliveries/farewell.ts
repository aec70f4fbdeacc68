import { farewell } from '../messages/announcements.ts'
import type { EffectKind } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { loadPartnership } from '../programme/partnerships.ts'
import { deliver, fact, type Post } from './delivery.ts'
import { postInSpace } from './post-in-space.ts'

/** The last words in a partnership's space; then the space is closed. */
export function farewellKind(post: Post): EffectKind {
  return postInSpace(post, {
    kind: 'farewell',
    message: ({ voice }, view) => farewell(view.round.number, voice),
    done: async (tx, effect) => {
      const partnershipId = fact(effect, 'partnershipId')
      const { programmeId, workspaceId } = effect
      await recordEffects(
        tx,
        [{ programmeId, workspaceId, kind: 'close-space', key: partnershipId, payload: { partnershipId } }],
        post.desk.wall(),
      )
    },
  })
}

/** Closing is the same however often it is done, so that there is nothing to look for. */
export function closeSpaceKind(post: Post): EffectKind {
  return {
    kind: 'close-space',
    run: (effect) =>
      deliver(post, effect, async ({ platform, at }) => {
        const view = await loadPartnership(post.desk, fact(effect, 'partnershipId'))
        const space = view?.partnership.spaceRef
        return space ? platform.closeSpace(at, space) : { kind: 'overtaken' }
      }),
    probe: async () => ({ kind: 'absent' }),
    done: async () => {},
  }
}
