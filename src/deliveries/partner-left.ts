import { partnerLeft } from '../messages/announcements.ts'
import type { EffectKind } from '../outbox/effect.ts'
import { fact, type Post } from './delivery.ts'
import { postInSpace } from './post-in-space.ts'

/** Word to whoever stays in a space when somebody left the round. */
export function partnerLeftKind(post: Post): EffectKind {
  return postInSpace(post, {
    kind: 'partner-left',
    message: async ({ voice }, view, effect) => {
      if (view.members.length === 0) return undefined
      const gone = await post.desk.prisma.person.findUnique({ where: { id: fact(effect, 'personId') } })
      const stay = view.members.map(({ user, person }) => ({ user, name: person.name }))
      return partnerLeft(gone?.name ?? '', stay, voice)
    },
  })
}
