import type { EffectKind } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { loadPartnership } from '../programme/partnerships.ts'
import { deliver, fact, markKey, type Post } from './delivery.ts'

/** Opens a partnership's private space; its introduction follows. */
export function spaceKind(post: Post): EffectKind {
  return {
    kind: 'space',
    run: (effect) =>
      deliver(post, effect, async ({ platform, at, voice }) => {
        const view = await loadPartnership(post.desk, fact(effect, 'partnershipId'))
        if (!view || view.partnership.endedAt !== null) return { kind: 'overtaken' }
        const { members, round } = view
        const names = voice.and(members.map(({ person }) => person.name))
        return platform.ensureSpace(at, {
          key: markKey(effect),
          name: `pair-r${round.number}`,
          topic: voice.text('space.topic', { number: round.number, names }),
          members: members.map(({ user }) => user),
          reason: `Round ${round.number}: a partnership's space`,
        })
      }),
    probe: (effect) => deliver(post, effect, ({ platform, at }) => platform.findSpace(at, markKey(effect))),
    done: async (tx, effect, ref) => {
      const partnershipId = fact(effect, 'partnershipId')
      await tx.partnership.update({ where: { id: partnershipId }, data: { spaceRef: ref } })
      const { programmeId, workspaceId } = effect
      await recordEffects(
        tx,
        [{ programmeId, workspaceId, kind: 'introduction', key: partnershipId, payload: { partnershipId } }],
        post.desk.wall(),
      )
    },
  }
}
