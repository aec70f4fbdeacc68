import { isMember } from './membership.ts'
import { messageAt } from './messages-find.ts'
import type { Call } from './method.ts'
import { Refusal } from './refusal.ts'
import { needScope } from './scopes.ts'
import type { Channel, Message } from './state.ts'

type Doing = Parameters<typeof needScope>[2]

/** The channel that a call names, as far as the bot can know that it exists. */
export function channelOf(call: Call, doing?: Doing, id = call.args.text('channel')): Channel {
  const channel = call.team.channels[id]
  if (channel === undefined) throw new Refusal('channel_not_found')
  if (channel.kind !== 'public' && !isMember(channel, call.bot.id)) throw new Refusal('channel_not_found')
  if (doing !== undefined) needScope(call, channel.kind, doing)
  return channel
}

/** The same, where only a member may act and only while the channel lives. */
export function ownChannel(call: Call, doing?: Doing): Channel {
  const channel = channelOf(call, doing)
  if (channel.archived) throw new Refusal('is_archived')
  if (!isMember(channel, call.bot.id)) throw new Refusal('not_in_channel')
  return channel
}

/** Refuses what only public and private channels have. */
export function notDirect(channel: Channel): void {
  if (channel.kind === 'im' || channel.kind === 'mpim') {
    throw new Refusal('method_not_supported_for_channel_type')
  }
}

export function messageOf(channel: Channel, ts: string, refusal = 'message_not_found'): Message {
  const message = messageAt(channel, ts)
  if (message === undefined) throw new Refusal(refusal)
  return message
}
