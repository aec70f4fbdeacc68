import { ChannelFlag } from '../world/bits.ts'
import { changeChannel } from '../world/channels.ts'
import type { Channel, Tag } from '../world/rows.ts'
import type { Call } from './call.ts'
import { editThreadShape } from './channel-shape.ts'
import { ApiError, errors, invalid } from './errors.ts'
import { may } from './require.ts'
import { read } from './shape.ts'
import { requireThreadRoom } from './threads.ts'

/** Changes a thread. Its owner may rename, retag, archive and wake it; the rest takes MANAGE_THREADS. */
export function editThread(call: Call, thread: Channel): Channel {
  const given = read(editThreadShape, call.body)
  if (!thread.thread) throw errors.wrongChannelType()
  const manager = may(call, thread, 'MANAGE_THREADS')
  const wakesOnly = Object.keys(given).every((name) => name === 'archived') && given.archived === false
  const awake = given.archived === false || !thread.thread.archived
  if (!awake && !(manager && given.archived === true)) throw errors.threadArchived()
  if (!manager) {
    if (given.locked != null || given.flags != null || given.rate_limit_per_user != null)
      throw errors.missingPermissions()
    if (thread.owner_id !== call.app.bot_id && !(wakesOnly && !thread.thread.locked))
      throw errors.missingPermissions()
    if (thread.thread.locked && given.archived === false) throw errors.missingPermissions()
  }
  if (given.invitable != null && thread.type !== 12)
    throw invalid('invitable', 'BASE_TYPE_CHOICES', 'Only private threads have it.')
  const archived = given.archived ?? thread.thread.archived
  const flips = archived !== thread.thread.archived
  if (flips && !archived) requireThreadRoom(call, thread.guild_id ?? '')
  const parent = call.world.state.channels.get(thread.parent_id ?? '')
  if (given.applied_tags != null && parent) checkTags(parent, given.applied_tags, manager)
  return changeChannel(call.world, thread, {
    ...(given.name != null ? { name: given.name } : {}),
    ...(given.flags != null ? { flags: given.flags } : {}),
    ...(given.rate_limit_per_user != null ? { rate_limit_per_user: given.rate_limit_per_user } : {}),
    ...(given.applied_tags != null ? { applied_tags: given.applied_tags } : {}),
    ...(flips && !archived ? { active_at: call.world.now() } : {}),
    thread: {
      ...thread.thread,
      archived,
      locked: given.locked ?? thread.thread.locked,
      auto_archive_duration: given.auto_archive_duration ?? thread.thread.auto_archive_duration,
      ...(given.invitable != null ? { invitable: given.invitable } : {}),
      ...(flips ? { archive_timestamp: call.world.iso() } : {}),
    },
  })
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
