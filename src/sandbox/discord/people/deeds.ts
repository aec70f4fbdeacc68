/** What people do besides using an application: write, react, leave, block. */

import { setReaction } from '../rest/marks.ts'
import { canSee, channelPermissions } from '../world/access.ts'
import { isThread, Permission } from '../world/bits.ts'
import { addThreadMember, dmBetween } from '../world/channels.ts'
import { USUAL_MENTIONS } from '../world/mentions.ts'
import { post } from '../world/posting.ts'
import type { Channel, Message, User } from '../world/rows.ts'
import type { World } from '../world/world.ts'
import { Refusal } from './refusal.ts'

export function write(world: World, user: User, channel: Channel, text: string, replyTo?: string): Message {
  const granted = channelPermissions(world, channel, user.id)
  const needed = isThread(channel.type) ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES
  if (!(granted & needed)) throw new Refusal(`${user.username} may not write in ${channel.name}`)
  if (channel.thread?.locked && !(granted & Permission.MANAGE_THREADS))
    throw new Refusal('the thread is locked')
  if ([...text].length > 2_000) throw new Refusal('a message has at most 2,000 characters')
  if (text.trim() === '') throw new Refusal('the message is empty')
  if (channel.type === 4 || channel.type === 15) throw new Refusal('nobody can write there')
  const message = post(world, {
    channel,
    author: user.id,
    content: text,
    allowed: USUAL_MENTIONS,
    reference: replyTo === undefined ? null : { message_id: replyTo, channel_id: channel.id },
  })
  if (isThread(channel.type)) addThreadMember(world, channel, user.id)
  return message
}

export function writeTo(world: World, user: User, other: User, text: string): Message {
  return write(world, user, dmBetween(world, user.id, other.id).channel, text)
}

export function react(world: World, user: User, message: string, emoji: string, on: boolean): void {
  const row = world.state.messages.get(message)
  const channel = world.state.channels.get(row?.channel_id ?? '')
  if (!row || !channel || !canSee(world, channel, user.id)) throw new Refusal('no such message in sight')
  if (on && !(channelPermissions(world, channel, user.id) & Permission.ADD_REACTIONS))
    throw new Refusal('no reactions may be added here')
  setReaction(world, row, user.id, emoji, on)
}
