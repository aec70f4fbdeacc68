import { z } from 'zod'
import { privateNews as privateNewsOf } from '../messages/announcements.ts'
import { roundById } from '../programme/rounds/current.ts'
import { isOver } from '../programme/rounds/overtaken.ts'
import { defineKind, posted } from './kind.ts'
import { postInPrivate } from './post-in-private.ts'

const payload = z.object({ what: z.enum(['place', 'open', 'called-off', 'ended']), accountId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'private-news': OfRound<z.infer<typeof payload>>
  }
}

/**
 * Word to one person, where nobody else reads it: in a direct message, or in a thread of theirs and the bot's. It
 * says that there is news; what it is stands behind the button, as true as it is when it is pressed.
 */
export const privateNews = defineKind({
  kind: 'private-news',
  label: 'kind.private-news',
  ofRound: true,
  onceOver: 'goes out',
  payload,
  seen: posted('publish', 'news about your place'),
  work: postInPrivate(
    async ({ desk }, { platform, voice }, { externalId }, { roundId, payload: { what } }) => {
      if (roundId === null) return undefined
      // Where a crowd is not to be written to, the announcement has told them.
      const toMany = what === 'open' || what === 'called-off'
      if (toMany && !platform.capabilities.privateToMany) return undefined
      const round = await roundById(desk, roundId)
      if (what === 'open' && round.state !== 'open') return undefined
      if (what === 'place' && isOver(round)) return undefined
      return privateNewsOf(what, round, externalId, voice)
    },
  ),
})
