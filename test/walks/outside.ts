import type { PlatformName } from '../../src/port/platform.ts'
import type { Asked } from '../support/post-office.ts'

/** What can be wrong with a whole workspace. */
export const TROUBLES = [
  /** The bot was removed from it. */
  'removed',
  /** A permission was taken away. */
  'denied',
  /** The platform cannot be reached. */
  'unreachable',
  /** No answer comes, nothing is done, and a look for it gives none, either. */
  'silent',
  /** It answers that something broke on its side, and nothing is done: a look finds nothing. */
  'failing',
  /** Everything is done, and the first answer to it is lost: a look finds it. */
  'lossy',
  /** The platform has a reason of its own against channels of pairs, and against posts in the forum. */
  'refusing',
] as const
export type Trouble = (typeof TROUBLES)[number]

/** How one workspace is: what walks do to it, and undo. */
export interface Place {
  readonly platform: PlatformName
  readonly externalId: string
  trouble: Trouble | undefined
  /** Since when it is as it is, epoch ms, wall time. */
  since: number
  /** The channels that somebody deleted: nothing undoes that. */
  readonly deleted: Set<string>
  /** Those of them that the bot was told of by an answer. */
  readonly answered: Set<string>
}

export function placeAt(platform: PlatformName, externalId: string, since: number): Place {
  const nothing = { trouble: undefined, deleted: new Set<string>(), answered: new Set<string>() }
  return { platform, externalId, since, ...nothing }
}

const REMOVED = { kind: 'gone', what: 'workspace' } as const
const DENIED = { kind: 'denied', permission: 'a permission', scope: 'workspace' } as const
const GONE = { kind: 'gone', what: 'space' } as const
const REFUSED = { kind: 'refused', code: 'restricted_action' } as const
const UNCLEAR = { kind: 'unknown', why: 'no answer' } as const

/** What a platform says of something that is asked of it in a place as it is now; undefined where it does it. */
export function answerIn(place: Place, { verb, what, place: channel }: Asked, now: number): unknown {
  switch (place.trouble) {
    case 'removed':
      return REMOVED
    case 'denied':
      return DENIED
    case 'unreachable':
      return { kind: 'retryAt', at: now + 5_000, why: 'ECONNREFUSED' }
    case 'silent':
    case 'failing':
      return UNCLEAR
    case 'refusing':
      if (verb === 'ensureSpace' || what.startsWith('forum-post')) return REFUSED
  }
  if (channel !== undefined && place.deleted.has(channel)) {
    place.answered.add(channel)
    return GONE
  }
  return undefined
}

/** What it says where somebody looks whether a deed was done. */
export function findsIn(place: Place, asked: Asked, ref: unknown, done: boolean, now: number): unknown {
  switch (place.trouble) {
    case 'removed':
      return REMOVED
    case 'denied':
      return DENIED
    case 'unreachable':
    case 'silent':
      return { kind: 'retryAt', at: now + 15_000, why: 'no answer' }
  }
  if (asked.place !== undefined && place.deleted.has(asked.place)) {
    place.answered.add(asked.place)
    return GONE
  }
  return done || asked.verb === 'findChannel' ? { kind: 'done', ref } : { kind: 'absent' }
}

/** Whether whatever is wanted there is done. */
export const works = ({ trouble }: Place): boolean => trouble === undefined || trouble === 'lossy'
