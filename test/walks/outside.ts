import type { PlatformName } from '../../src/port/platform.ts'
import type { Asked } from '../support/post-office.ts'

/** How one workspace is: what walks do to it, and undo. */
export interface Place {
  readonly platform: PlatformName
  readonly externalId: string
  /** The bot was removed from it. */
  removed: boolean
  /** A permission was taken away. */
  denied: boolean
  /** Its channels for announcements and for topics were deleted. */
  channelless: boolean
  /** Answers get lost, so that it is unknown what was done. */
  lossy: boolean
}

export function placeAt(platform: PlatformName, externalId: string): Place {
  return { platform, externalId, removed: false, denied: false, channelless: false, lossy: false }
}

/** What a platform says of something that is asked of it in a place as it is now; undefined where it does it. */
export function answerIn(place: Place | undefined, { what, verb }: Asked): unknown {
  if (!place) return undefined
  if (place.removed) return { kind: 'gone', what: 'workspace' }
  if (place.denied) return { kind: 'denied', permission: 'a permission', scope: 'workspace' }
  if (place.channelless && (what.startsWith('announcement') || verb === 'ensureForumPost'))
    return { kind: 'gone', what: 'channel' }
  if (place.lossy) return { kind: 'unknown', why: 'the answer was lost' }
  return undefined
}

/** Whether anything can be done there. */
export const works = ({ removed, denied, lossy }: Place): boolean => !removed && !denied && !lossy
