import { page } from '../cursor.ts'
import type { Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { channelObject } from '../render-channel.ts'
import { userObject } from '../render-user.ts'
import { wantedKinds } from './kinds.ts'

export const usersInfo: Method = {
  tier: 't4',
  scopes: ['users:read'],
  args: ['include_locale', 'user'],
  required: ['user'],
  missing: { user: 'user_not_found' },
  errors: ['user_not_found'],
  run: ({ team, args }) => {
    const user = team.users[args.text('user')]
    if (user === undefined) throw new Refusal('user_not_found')
    return { user: userObject(team, user, args.flag('include_locale')) }
  },
}

export const usersList: Method = {
  tier: 't2',
  scopes: ['users:read'],
  args: ['cursor', 'include_locale', 'limit'],
  required: [],
  errors: ['invalid_cursor'],
  run: ({ world, team, args }) => {
    const { items, next } = page(args, Object.values(team.users), 1_000, 1_000)
    return {
      members: items.map((user) => userObject(team, user, args.flag('include_locale'))),
      cache_ts: Math.floor(world.now() / 1_000),
      response_metadata: { next_cursor: next },
    }
  },
}

export const usersConversations: Method = {
  // Slack's pages say tier 3, its Java SDK tier 2: the lower counts here.
  tier: 't2',
  scopes: ['groups:read', 'im:read', 'mpim:read', 'channels:read'],
  args: ['cursor', 'exclude_archived', 'exclude_muted', 'limit', 'types', 'user'],
  required: [],
  errors: ['invalid_cursor', 'invalid_types'],
  run: (call) => {
    const { world, team, bot, args } = call
    const kinds = wantedKinds(call)
    const user = args.text('user') || bot.id
    const channels = world.index.channelsOf(team, user).filter((channel) => {
      if (!kinds.has(channel.kind) || (channel.archived && args.flag('exclude_archived'))) return false
      // Of somebody else's channels a bot sees those that it could see anyway.
      const visible = channel.kind === 'public' || channel.members[bot.id] === true
      return visible && channel.created <= call.staleAfter
    })
    const { items, next } = page(args, channels, 999)
    return {
      channels: items.map((channel) => channelObject(team, channel, bot.id)),
      response_metadata: { next_cursor: next },
    }
  },
}
