import type { Account } from '../database/generated/client.ts'
import type { Found, Outcome } from '../port/outcome.ts'
import { keepPrivatePlace, recipientOf } from '../programme/private-news.ts'
import { spacesOnTheWayUntil } from '../programme/spaces/spaces.ts'
import type { Courier, Destination } from './courier.ts'

/**
 * Does something where only one person and the bot are: a direct message, or a thread of theirs. Where they are not in
 * the workspace any more, there is nothing to be done.
 */
export async function inPrivate(
  { desk }: Courier,
  { platform, at, workspace }: Destination,
  account: Pick<Account, 'id' | 'externalId'>,
  work: (place: string) => Promise<Outcome<string>>,
): Promise<Outcome<string> | { readonly kind: 'overtaken' }> {
  const place = await platform.ensurePrivatePlace(at, {
    key: `private:${account.id}`,
    user: account.externalId,
    name: 'your-news',
    quietUntil: await spacesOnTheWayUntil(desk, workspace.id),
  })
  if (place.kind === 'gone' && place.what === 'member') return { kind: 'overtaken' }
  if (place.kind !== 'done') return place
  await keepPrivatePlace(desk, account.id, place.ref)
  return work(place.ref)
}

/** Looks for a post there. */
export async function findInPrivate(
  { desk }: Courier,
  { platform, at }: Destination,
  accountId: string,
  key: string,
  since: number,
): Promise<Found> {
  const account = await recipientOf(desk, accountId)
  // Without a place nothing was posted; making it again finds the one that there may be.
  if (!account?.privateRef) return { kind: 'absent' }
  return platform.findPost(at, key, account.privateRef, since)
}
