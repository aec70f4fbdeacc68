import { partnerKeptOut } from '../messages/announcements.ts'
import type { Outcome } from '../port/outcome.ts'
import type { PlatformWorkspace } from '../port/platform.ts'
import { keepFoundSpace, type SpaceView } from '../programme/spaces/spaces.ts'
import type { Courier, Destination } from './courier.ts'

type KeptOutOutcome = Extract<Outcome<string>, { readonly kind: 'refused' }>

/**
 * A space that is there without somebody whom the platform will not let in: it is kept, whoever is in it is told, and
 * the organisers see why. Each try looks first whether it was told already.
 *
 * @param key the mark of the space
 */
export async function openWithout(
  { desk }: Courier,
  { platform, at, voice }: Destination,
  key: string,
  { space, members }: SpaceView,
  outcome: KeptOutOutcome,
): Promise<Outcome<string>> {
  const keptOut = new Set(outcome.members?.map(({ user }) => user))
  const stay = members.flatMap(({ user }) => (user === undefined || keptOut.has(user) ? [] : [user]))
  const found = await platform.findSpace(at, key, stay)
  if (found.kind === 'retryAt') return found
  if (found.kind !== 'done') return outcome
  await keepFoundSpace(desk, space.id, found.ref)
  if (stay.length === 0) return outcome
  const names = members.flatMap(({ user, person }) =>
    user !== undefined && keptOut.has(user) ? [person.name] : [],
  )
  const word = { key: `${key}:kept-out`, space: found.ref, message: partnerKeptOut(names, stay, voice) }
  const told = await tellOnce(platform, at, word)
  return told.kind === 'retryAt' || told.kind === 'unknown' ? told : outcome
}

type Told = Parameters<Destination['platform']['ensurePost']>[1]

async function tellOnce(
  platform: Destination['platform'],
  at: PlatformWorkspace,
  word: Told,
): Promise<Outcome<string>> {
  const before = await platform.findPost(at, word.key, word.space, 0)
  return before.kind === 'absent' ? platform.ensurePost(at, word) : before
}
