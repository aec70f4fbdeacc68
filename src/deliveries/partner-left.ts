import { z } from 'zod'
import { partnerLeft as partnerLeftOf } from '../messages/announcements.ts'
import { personName } from '../programme/people.ts'
import { defineKind, posted } from './kind.ts'
import { postInSpace } from './post-in-space.ts'

const payload = z.object({ spaceId: z.string(), personId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'partner-left': OfRound<z.infer<typeof payload>>
  }
}

/** Word to whoever stays in a space when somebody left the round. Dropped where no space will ever be. */
export const partnerLeft = defineKind({
  kind: 'partner-left',
  label: 'kind.partner-left',
  ofRound: true,
  onceOver: 'goes out',
  payload,
  seen: posted('leave', 'had to leave the round'),
  work: postInSpace({
    spaceMayBeMissing: true,
    message: async ({ desk }, { voice }, { members, space }, effect) => {
      if (members.length === 0 || space.closedAt !== null) return undefined
      const stay = members.map(({ user, person }) => ({ user, name: person.name }))
      return partnerLeftOf((await personName(desk, effect.payload.personId)) ?? '', stay, voice)
    },
  }),
})
