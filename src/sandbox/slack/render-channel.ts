import { isMember } from './membership.ts'
import type { Channel, Json, Team } from './state.ts'

/** A conversation object as it looks to one user. */
export function channelObject(team: Team, channel: Channel, viewer: string): Json {
  const created = Math.floor(channel.created / 1_000)
  const common = {
    id: channel.id,
    created,
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_org_shared: false,
    context_team_id: team.id,
    updated: channel.created,
  }
  if (channel.kind === 'im') {
    const other = Object.keys(channel.members).find((user) => user !== viewer) ?? viewer
    return { ...common, user: other, is_user_deleted: team.users[other]?.deleted ?? false }
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_general: channel.is_general,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: isMember(channel, viewer),
    unlinked: 0,
    pending_shared: [],
    shared_team_ids: [team.id],
    previous_names: [],
    parent_conversation: null,
    creator: channel.creator,
    topic: channel.topic,
    purpose: channel.purpose,
  }
}
