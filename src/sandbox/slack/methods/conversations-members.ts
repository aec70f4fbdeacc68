import { page } from '../cursor.ts'
import { channelOf, notDirect, ownChannel } from '../find-channel.ts'
import { addMember, isMember, removeMember } from '../membership.ts'
import type { Call, Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { channelObject } from '../render-channel.ts'
import type { Channel } from '../state.ts'

const MOST_INVITED = 100

/** What Slack says of one of those who are invited. */
const INVITE_ERRORS = [
  'already_in_channel',
  'app_cannot_join_channel',
  'cant_invite',
  'cant_invite_self',
  'invitee_cant_see_channel',
  'no_external_invite_permission',
  'no_permission',
  'org_user_not_in_team',
  'ura_max_channels',
  'user_is_restricted',
  'user_not_found',
]

export const conversationsInvite: Method = {
  tier: 't3',
  scopes: [
    'channels:write.invites',
    'groups:write.invites',
    'channels:manage',
    'groups:write',
    'im:write',
    'mpim:write',
  ],
  args: ['channel', 'force', 'users'],
  required: ['channel', 'users'],
  missing: { channel: 'channel_not_found', users: 'no_user' },
  errors: [
    ...INVITE_ERRORS,
    'channel_not_found',
    'is_archived',
    'method_not_supported_for_channel_type',
    'no_user',
    'not_in_channel',
  ],
  run: (call) => {
    const { world, team, bot, args } = call
    const channel = ownChannel(call, 'invite')
    notDirect(channel)
    const users = [...new Set(args.list('users'))]
    if (users.length === 0) throw new Refusal('no_user')
    if (users.length > MOST_INVITED) throw new Refusal('user_not_found')
    const errors = users.flatMap((user) => {
      const error = whyNot(call, channel, user)
      return error === undefined ? [] : [{ user, ok: false, error }]
    })
    const [first] = errors
    // Without `force` one bad name keeps everybody out.
    if (first !== undefined && (!args.flag('force') || errors.length === users.length)) {
      throw new Refusal(first.error, { errors })
    }
    const refused = new Set(errors.map(({ user }) => user))
    for (const user of users) if (!refused.has(user)) addMember(world, team, channel, user, bot.id)
    return { channel: channelObject(team, channel, bot.id), ...(errors.length > 0 && { errors }) }
  },
}

function whyNot(call: Call, channel: Channel, id: string): string | undefined {
  const user = call.team.users[id]
  if (user === undefined) return 'user_not_found'
  if (id === call.bot.id) return 'cant_invite_self'
  if (user.deleted) return 'cant_invite'
  if (isMember(channel, id)) return 'already_in_channel'
  if (user.refusesInvitations !== undefined) return user.refusesInvitations
  if (user.home !== undefined) return 'no_external_invite_permission'
  const others = call.world.index
    .channelsOf(call.team, id)
    .filter(({ kind }) => kind !== 'im' && kind !== 'mpim')
  if (user.guest === 'single-channel' && others.length > 0) return 'ura_max_channels'
  return undefined
}

export const conversationsMembers: Method = {
  tier: 't4',
  scopes: ['groups:read', 'im:read', 'mpim:read', 'channels:read'],
  args: ['channel', 'cursor', 'limit'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: ['channel_not_found', 'invalid_cursor'],
  run: (call) => {
    const { items, next } = page(call.args, Object.keys(channelOf(call, 'read').members), 1_000)
    return { members: items, response_metadata: { next_cursor: next } }
  },
}

export const conversationsKick: Method = {
  tier: 't3',
  scopes: ['groups:write', 'channels:manage'],
  args: ['channel', 'user'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: [
    'cant_kick_from_general',
    'cant_kick_self',
    'channel_not_found',
    'method_not_supported_for_channel_type',
    'not_in_channel',
    'user_not_found',
  ],
  run: (call) => {
    const channel = channelOf(call, 'write')
    notDirect(channel)
    const user = call.args.text('user')
    if (channel.is_general) throw new Refusal('cant_kick_from_general')
    if (user === call.bot.id) throw new Refusal('cant_kick_self')
    if (call.team.users[user] === undefined) throw new Refusal('user_not_found')
    if (!isMember(channel, call.bot.id) || !isMember(channel, user)) throw new Refusal('not_in_channel')
    removeMember(call.world, call.team, channel, user)
    return {}
  },
}

export const conversationsLeave: Method = {
  tier: 't3',
  scopes: ['groups:write', 'im:write', 'mpim:write', 'channels:write', 'channels:manage'],
  args: ['channel'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: [
    'cant_leave_general',
    'channel_not_found',
    'is_archived',
    'last_member',
    'method_not_supported_for_channel_type',
  ],
  run: (call) => {
    const channel = channelOf(call, 'write')
    notDirect(channel)
    if (channel.archived) throw new Refusal('is_archived')
    if (channel.is_general) throw new Refusal('cant_leave_general')
    if (!isMember(channel, call.bot.id)) return { not_in_channel: true }
    const alone = Object.keys(channel.members).length === 1
    if (channel.kind === 'private' && alone) throw new Refusal('last_member')
    removeMember(call.world, call.team, channel, call.bot.id)
    return {}
  },
}
