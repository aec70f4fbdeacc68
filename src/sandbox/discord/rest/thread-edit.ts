import { changeChannel } from '../world/channels.ts'
import type { Channel } from '../world/rows.ts'
import type { Call } from './call.ts'
import { editThreadShape } from './channel-shape.ts'
import { errors, invalid } from './errors.ts'
import { may } from './require.ts'
import { read } from './shape.ts'
import { checkTags, requireThreadRoom } from './thread-rules.ts'

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
