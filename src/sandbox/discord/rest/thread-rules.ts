import { ChannelFlag } from '../world/bits.ts'
import type { Channel, Tag } from '../world/rows.ts'
import type { Call } from './call.ts'
import { ApiError, errors, invalid } from './errors.ts'

const MOST_ACTIVE = 1_000

export function requireThreadRoom(call: Call, guild: string): void {
  if (call.world.index.activeThreadsOfGuild.of(guild).size >= MOST_ACTIVE)
    throw new ApiError(400, 160006, 'Maximum number of active threads reached')
}

/** Tags of a post must be the forum's; a forum may require one (40067), or offer only moderated ones (40066). */
export function checkTags(forum: Channel, applied: readonly string[], manager: boolean): void {
  const tags = new Map<string, Tag>(forum.tags.map((tag) => [tag.id, tag]))
  applied.forEach((id, i) => {
    const tag = tags.get(id)
    if (!tag) throw invalid(`applied_tags.${i}`, 'FORUM_TAG_UNKNOWN', `Unknown tag ${id}`)
    if (tag.moderated && !manager) throw errors.missingPermissions()
  })
  if ((forum.flags & ChannelFlag.requireTag) === 0 || applied.length > 0) return
  if (!manager && forum.tags.every((tag) => tag.moderated))
    throw new ApiError(400, 40066, 'There are no tags available that can be set by non-moderators')
  throw new ApiError(400, 40067, 'A tag is required to create a forum post in this channel')
}
