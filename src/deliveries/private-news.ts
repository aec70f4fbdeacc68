import { z } from 'zod'
import { privateNews as privateNewsOf } from '../messages/announcements.ts'
import type { Found } from '../port/outcome.ts'
import { keepPrivatePlace, recipientOf } from '../programme/private-news.ts'
import { roundById } from '../programme/rounds/current.ts'
import { isOver } from '../programme/rounds/overtaken.ts'
import { spacesOnTheWayUntil } from '../programme/spaces/spaces.ts'
import { type Courier, type Destination, deliver, markKey } from './courier.ts'
import { defineKind, posted } from './kind.ts'

const payload = z.object({ what: z.enum(['place', 'open', 'called-off']), accountId: z.string() })

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
        if (!account || effect.roundId === null) return { kind: 'overtaken' }
        // Where a crowd is not to be written to, the announcement has told them.
        if (what !== 'place' && !platform.capabilities.privateToMany) return { kind: 'overtaken' }
        const round = await roundById(desk, effect.roundId)
        if (what === 'open' && round.state !== 'open') return { kind: 'overtaken' }
        if (what === 'place' && isOver(round)) return { kind: 'overtaken' }
        const place = await placeOf(courier, destination, account, effect.workspaceId)
        if (place.kind === 'gone' && place.what === 'member') return { kind: 'overtaken' }
        if (place.kind !== 'done') return place
        await keepPrivatePlace(desk, accountId, place.ref)
        const message = privateNewsOf(what, round, account.externalId, voice)
        return platform.ensurePost(at, { key: markKey(effect), space: place.ref, message })
      }),
    probe: (effect) =>
      deliver(courier, effect, async ({ platform, at }): Promise<Found> => {
        const account = await recipientOf(courier.desk, effect.payload.accountId)
        // Without a place nothing was posted; making it again finds the one that there may be.
        if (!account?.privateRef) return { kind: 'absent' }
        return platform.findPost(at, markKey(effect), account.privateRef, effect.firstCallAt ?? 0)
      }),
  }),
})

async function placeOf(
  { desk }: Courier,
  { platform, at }: Destination,
  account: { readonly id: string; readonly externalId: string },
  workspaceId: string,
) {
  return platform.ensurePrivatePlace(at, {
    key: `private:${account.id}`,
    user: account.externalId,
    name: 'your-news',
    quietUntil: await spacesOnTheWayUntil(desk, workspaceId),
  })
}
