import type { Effect, EffectKind, Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import type { Platform, Workspace } from '../port/platform.ts'
import { departFrom } from '../programme/departure.ts'
import { loadPartnership, type PartnershipView } from '../programme/partnerships.ts'
import { deliver, fact, markKey, type Post } from './delivery.ts'

/**
 * Opens a partnership's private space; its introduction follows. Somebody who turns out to have left the
 * workspace has left the round.
 */
export function spaceKind(post: Post): EffectKind {
  return {
    kind: 'space',
    run: (effect) =>
      deliver(post, effect, async ({ platform, at, voice }) => {
        const view = await loadPartnership(post.desk, fact(effect, 'partnershipId'))
        if (!view || view.partnership.endedAt !== null) return { kind: 'overtaken' }
        const { members, round } = view
        const names = voice.and(members.map(({ person }) => person.name))
        const outcome = await platform.ensureSpace(at, {
          key: markKey(effect),
          name: `pair-r${round.number}`,
          topic: voice.text('space.topic', { number: round.number, names }),
          members: members.map(({ user }) => user),
          reason: `Round ${round.number}: a partnership's space`,
          quietUntil: await quietUntil(post, effect),
        })
        if (outcome.kind !== 'gone' || outcome.what !== 'member') return outcome
        const gone = await whoIsGone(platform, at, view)
        if (gone.length === 0) return outcome
        // Somewhere it is there by now, without them: whoever stays is told in it.
        const found = await platform.findSpace(at, markKey(effect), [])
        if (found.kind === 'retryAt') return found
        if (found.kind === 'done') await keepSpace(post.desk.prisma, view.partnership.id, found.ref)
        for (const user of gone) await departFrom(post.desk, effect.workspaceId, user)
        // Taken up again: for those who stay where they are still enough, else to be dropped.
        return { kind: 'retryAt', at: post.desk.wall(), why: 'somebody has left the workspace' }
      }),
    probe: (effect) =>
      deliver(post, effect, async ({ platform, at }) => {
        const view = await loadPartnership(post.desk, fact(effect, 'partnershipId'))
        const members = view?.members.map(({ user }) => user) ?? []
        return platform.findSpace(at, markKey(effect), members)
      }),
    done: async (tx, effect, ref) => {
      const partnershipId = fact(effect, 'partnershipId')
      await keepSpace(tx, partnershipId, ref)
      const { programmeId, workspaceId } = effect
      await recordEffects(
        tx,
        [{ programmeId, workspaceId, kind: 'introduction', key: partnershipId, payload: { partnershipId } }],
        post.desk.wall(),
      )
    },
  }
}

/** Until when another space of the workspace, whose outcome is unknown, may still be on its way, epoch ms. */
async function quietUntil({ desk }: Post, { workspaceId }: Effect): Promise<number> {
  const last = await desk.prisma.effect.aggregate({
    where: { workspaceId, kind: 'space', state: 'unknown' },
    _max: { notBefore: true },
  })
  return last._max.notBefore?.getTime() ?? 0
}

async function whoIsGone(platform: Platform, at: Workspace, { members }: PartnershipView): Promise<string[]> {
  const gone: string[] = []
  for (const { user } of members) if (!(await platform.memberOf(at, user))) gone.push(user)
  return gone
}

async function keepSpace(tx: Pick<Tx, 'partnership'>, id: string, spaceRef: string): Promise<void> {
  await tx.partnership.update({ where: { id }, data: { spaceRef } })
}
