import { channelOf, notDirect, ownChannel } from '../find-channel.ts'
import { addMember, createChannel, isMember, openDirect } from '../membership.ts'
import type { Method } from '../method.ts'
import { post } from '../posting.ts'
import { Refusal } from '../refusal.ts'
import { channelObject } from '../render-channel.ts'
import { needScope } from '../scopes.ts'
import { checkName, NAME_ERRORS } from './channel-name.ts'

const WRITE = ['groups:write', 'im:write', 'mpim:write', 'channels:write', 'channels:manage']

export const conversationsCreate: Method = {
  tier: 't2',
  scopes: WRITE,
  args: ['is_private', 'name'],
  required: ['name'],
  missing: { name: 'invalid_name_required' },
  errors: [...NAME_ERRORS, 'restricted_action'],
  run: (call) => {
    const { world, team, bot, args } = call
    const kind = args.flag('is_private') ? 'private' : 'public'
    needScope(call, kind, 'write')
    const name = args.text('name')
    checkName(name)
    if (team.settings.channelCreation === 'admins') throw new Refusal('restricted_action')
    // Archived channels keep their names.
    if (world.index.channelNamed(team, name) !== undefined) throw new Refusal('name_taken')
    const channel = createChannel(world, team, { kind, name, creator: bot.id, members: [bot.id] })
    const text = `<@${bot.id}> has joined the channel`
    post(world, team, channel, { user: bot.id, subtype: 'channel_join', text })
    return { channel: channelObject(team, channel, bot.id) }
  },
}

export const conversationsRename: Method = {
  tier: 't2',
  scopes: WRITE,
  args: ['channel', 'name'],
  required: ['channel', 'name'],
  missing: { channel: 'channel_not_found', name: 'invalid_name_required' },
  errors: [
    ...NAME_ERRORS,
    'channel_not_found',
    'is_archived',
    'method_not_supported_for_channel_type',
    'not_authorized',
    'not_in_channel',
  ],
  run: (call) => {
    const { world, team, bot, args } = call
    const channel = ownChannel(call, 'write')
    notDirect(channel)
    if (channel.creator !== bot.id) throw new Refusal('not_authorized')
    const name = args.text('name')
    checkName(name)
    const before = channel.name
    if (name !== before && world.index.channelNamed(team, name)) throw new Refusal('name_taken')
    channel.name = name
    world.index.rename(team, channel, before)
    world.journal.touch('channel', team.id, channel.id)
    world.news.tell(team.id, Object.keys(channel.members))
    return { channel: channelObject(team, channel, bot.id) }
  },
}

export const conversationsJoin: Method = {
  tier: 't3',
  scopes: ['channels:join'],
  args: ['channel'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: ['channel_not_found', 'is_archived', 'method_not_supported_for_channel_type'],
  run: (call) => {
    const channel = channelOf(call)
    if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type')
    if (channel.archived) throw new Refusal('is_archived')
    const already = isMember(channel, call.bot.id)
    addMember(call.world, call.team, channel, call.bot.id)
    return {
      channel: channelObject(call.team, channel, call.bot.id),
      ...(already && {
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      }),
    }
  },
}

/** A direct message with up to eight others; the same people always get the same one. */
export const conversationsOpen: Method = {
  tier: 't3',
  scopes: ['channels:manage', 'groups:write', 'im:write', 'mpim:write'],
  args: ['channel', 'return_im', 'users', 'prevent_creation'],
  required: [],
  errors: [
    'channel_not_found',
    'method_not_supported_for_channel_type',
    'not_enough_users',
    'too_many_users',
    'user_disabled',
    'user_not_found',
    'users_list_not_supplied',
  ],
  run: (call) => {
    const { world, team, bot, args } = call
    if (args.has('channel')) {
      const there = channelOf(call)
      if (there.kind !== 'im' && there.kind !== 'mpim') {
        throw new Refusal('method_not_supported_for_channel_type')
      }
      return { no_op: true, already_open: true, channel: { id: there.id } }
    }
    if (!args.has('users')) throw new Refusal('users_list_not_supplied')
    const others = [...new Set(args.list('users'))].filter((user) => user !== bot.id)
    if (others.length === 0) throw new Refusal('not_enough_users')
    if (others.length > 8) throw new Refusal('too_many_users')
    for (const id of others) {
      if (team.users[id] === undefined) throw new Refusal('user_not_found')
      if (team.users[id].deleted) throw new Refusal('user_disabled')
    }
    needScope(call, others.length > 1 ? 'mpim' : 'im', 'write')
    const users = [bot.id, ...others]
    const before = world.index.directAmong(team, users)
    if (before === undefined && args.flag('prevent_creation')) throw new Refusal('channel_not_found')
    const channel = openDirect(world, team, users, bot.id)
    return {
      ...(before !== undefined && { no_op: true, already_open: true }),
      channel: args.flag('return_im') ? channelObject(team, channel, bot.id) : { id: channel.id },
    }
  },
}
