import { z } from 'zod'
import { privateNews as privateNewsOf } from '../messages/announcements.ts'
import { recipientOf } from '../programme/private-news.ts'
import { roundById } from '../programme/rounds/current.ts'
import { isOver } from '../programme/rounds/overtaken.ts'
import { deliver, markKey } from './courier.ts'
import { defineKind, posted } from './kind.ts'
import { findInPrivate, inPrivate } from './private-place.ts'

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
  payload,
  seen: {
    step: 'publish',
    verb: 'ensurePost',
    words: ':private-news:',
    requests: posted('news about your place'),
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const { desk } = courier
        const { platform, at, voice } = destination
        const { what, accountId } = effect.payload
        const account = await recipientOf(desk, accountId)
        const { roundId } = effect
        if (!account || roundId === null) return { kind: 'overtaken' }
        // Where a crowd is not to be written to, the announcement has told them.
        const toMany = what === 'open' || what === 'called-off'
        if (toMany && !platform.capabilities.privateToMany) return { kind: 'overtaken' }
        const round = await roundById(desk, roundId)
        if (what === 'open' && round.state !== 'open') return { kind: 'overtaken' }
        if (what === 'place' && isOver(round)) return { kind: 'overtaken' }
        return inPrivate(courier, destination, account, async (space) => {
          const message = privateNewsOf(what, round, account.externalId, voice)
          return platform.ensurePost(at, { key: markKey(effect), space, message })
        })
      }),
    probe: (effect) =>
      deliver(courier, effect, (destination) =>
        findInPrivate(
          courier,
          destination,
          effect.payload.accountId,
          markKey(effect),
          effect.firstCallAt ?? 0,
        ),
      ),
  }),
})
