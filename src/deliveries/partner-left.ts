import { partnerLeft } from '../messages/announcements.ts'
import type { EffectKind } from '../outbox/effect.ts'
import { loadPartnership } from '../programme/partnerships.ts'
import { fact, type Post } from './delivery.ts'
import { later } from './forum-post.ts'
import { anyUnderWay } from './order.ts'
import { postInSpace } from './post-in-space.ts'

/** Word to whoever stays in a space when somebody left the round. Dropped where no space will ever be. */
export function partnerLeftKind(post: Post): EffectKind {
  const { prisma } = post.desk
  const kind = postInSpace(post, {
    kind: 'partner-left',
    message: async ({ voice }, view, effect) => {
      if (view.members.length === 0) return undefined
      const gone = await prisma.person.findUnique({ where: { id: fact(effect, 'personId') } })
      const stay = view.members.map(({ user, person }) => ({ user, name: person.name }))
      return partnerLeft(gone?.name ?? '', stay, voice)
    },
  })
  return {
    ...kind,
    run: async (effect) => {
      const partnershipId = fact(effect, 'partnershipId')
      const view = await loadPartnership(post.desk, partnershipId)
      if (view?.partnership.spaceRef) return kind.run(effect)
      const opening = await anyUnderWay(post, effect, [{ kind: 'space', key: partnershipId }])
      return opening ? later(post) : { kind: 'overtaken' }
    },
  }
}
