import { channelOf, notDirect, ownChannel } from '../find-channel.ts'
import { archiveChannel, isMember } from '../membership.ts'
import type { Method } from '../method.ts'
import { post } from '../posting.ts'
import { Refusal } from '../refusal.ts'
import { channelObject } from '../render-channel.ts'

const WRITE = ['groups:write', 'im:write', 'mpim:write', 'channels:write', 'channels:manage']
const TOPIC = [
  'channels:write.topic',
  'groups:write.topic',
  'mpim:write.topic',
  'im:write.topic',
  'channels:manage',
  'groups:write',
  'im:write',
  'mpim:write',
]
const LONGEST = 250

const says = (what: 'topic' | 'purpose'): Method => ({
  tier: 't2',
  scopes: TOPIC,
  args: ['channel', what],
  required: ['channel', what],
  missing: { channel: 'channel_not_found' },
  errors: [
    'channel_not_found',
    'is_archived',
    'method_not_supported_for_channel_type',
    'not_in_channel',
    'too_long',
  ],
  run: (call) => {
    const channel = ownChannel(call, 'topic')
    if (channel.kind === 'im') throw new Refusal('method_not_supported_for_channel_type')
    const value = call.args.text(what)
    if (value.length > LONGEST) throw new Refusal('too_long')
    const { world, team, bot } = call
    channel[what] = { value, creator: bot.id, last_set: Math.floor(world.now() / 1_000) }
    world.journal.touch('channel', team.id, channel.id)
    const text = `<@${bot.id}> set the channel ${what === 'topic' ? 'topic' : 'description'}: ${value}`
    post(world, team, channel, { user: bot.id, subtype: `channel_${what}`, text, [what]: value })
    return { channel: channelObject(team, channel, bot.id), [what]: value }
  },
})

export const conversationsSetTopic = says('topic')
export const conversationsSetPurpose = says('purpose')

export const conversationsArchive: Method = {
  tier: 't2',
  scopes: WRITE,
  args: ['channel'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: [
    'already_archived',
    'cant_archive_general',
    'channel_not_found',
    'method_not_supported_for_channel_type',
    'not_in_channel',
  ],
  run: (call) => {
    const channel = channelOf(call, 'write')
    notDirect(channel)
    if (channel.is_general) throw new Refusal('cant_archive_general')
    if (channel.archived) throw new Refusal('already_archived')
    if (!isMember(channel, call.bot.id)) throw new Refusal('not_in_channel')
    archiveChannel(call.world, call.team, channel, call.bot.id)
    return {}
  },
}

export const conversationsUnarchive: Method = {
  tier: 't2',
  scopes: WRITE,
  args: ['channel'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  // `not_in_channel` is not on Slack's page, but it is what bots get, always.
  errors: ['channel_not_found', 'not_archived', 'not_in_channel'],
  run: (call) => {
    const channel = call.team.channels[call.args.text('channel')]
    if (channel === undefined) throw new Refusal('channel_not_found')
    if (!channel.archived) throw new Refusal('not_archived')
    throw new Refusal('not_in_channel')
  },
}
