import { page } from '../cursor.ts'
import { channelOf } from '../find-channel.ts'
import { isMember } from '../membership.ts'
import { positionOf } from '../messages-find.ts'
import type { Call, Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { channelObject } from '../render-channel.ts'
import { renderMessage } from '../render-message.ts'
import { timeOf } from '../stamp.ts'
import type { Message } from '../state.ts'
import { wantedKinds } from './kinds.ts'

const READ = ['groups:read', 'im:read', 'mpim:read', 'channels:read']
const HISTORY = ['groups:history', 'im:history', 'mpim:history', 'channels:history']
const RANGE = ['cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest']

export const conversationsInfo: Method = {
  tier: 't3',
  scopes: READ,
  args: ['channel', 'include_locale', 'include_num_members'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: ['channel_not_found'],
  run: (call) => {
    const channel = channelOf(call, 'read')
    const members = Object.keys(channel.members).length
    return {
      channel: {
        ...channelObject(call.team, channel, call.bot.id),
        ...(call.args.flag('include_num_members') && { num_members: members }),
      },
    }
  },
}

export const conversationsList: Method = {
  tier: 't2',
  scopes: READ,
  args: ['cursor', 'exclude_archived', 'limit', 'types'],
  required: [],
  errors: ['invalid_cursor', 'invalid_types'],
  run: (call) => {
    const { team, bot, args } = call
    const kinds = wantedKinds(call)
    const channels = Object.values(team.channels).filter((channel) => {
      if (!kinds.has(channel.kind) || (channel.archived && args.flag('exclude_archived'))) return false
      const visible = channel.kind === 'public' || isMember(channel, bot.id)
      return visible && channel.created <= call.staleAfter
    })
    const { items, next } = page(args, channels, 1_000)
    return {
      channels: items.map((channel) => ({
        ...channelObject(team, channel, bot.id),
        num_members: Object.keys(channel.members).length,
      })),
      response_metadata: { next_cursor: next },
    }
  },
}

export const conversationsHistory: Method = {
  tier: 't3',
  scopes: HISTORY,
  args: ['channel', ...RANGE],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: ['channel_not_found', 'invalid_cursor', 'invalid_ts_latest', 'invalid_ts_oldest', 'not_in_channel'],
  run: (call) => {
    const channel = channelOf(call, 'history')
    if (!isMember(channel, call.bot.id)) throw new Refusal('not_in_channel')
    const top = within(call, channel.messages).filter((message) => {
      return message.thread_ts === undefined || message.thread_ts === message.ts
    })
    return messagesPage(call, top.reverse())
  },
}

export const conversationsReplies: Method = {
  tier: 't3',
  scopes: HISTORY,
  args: ['channel', 'ts', ...RANGE],
  required: ['channel', 'ts'],
  missing: { channel: 'channel_not_found', ts: 'thread_not_found' },
  errors: [
    'channel_not_found',
    'invalid_cursor',
    'invalid_ts_latest',
    'invalid_ts_oldest',
    'thread_not_found',
  ],
  run: (call) => {
    const channel = channelOf(call, 'history')
    const ts = call.args.text('ts')
    const at = positionOf(channel.messages, ts)
    const parent = channel.messages[at]
    if (parent === undefined) throw new Refusal('thread_not_found')
    const replies = channel.messages.slice(at + 1).filter((message) => message.thread_ts === ts)
    return messagesPage(call, [parent, ...within(call, replies)])
  },
}

/** What lies between `oldest` and `latest`, and is old enough to be seen where a fault hides the youngest. */
function within(call: Call, messages: readonly Message[]): Message[] {
  const oldest = moment(call, 'oldest', '0')
  const latest = moment(call, 'latest', '9999999999.999999')
  const inclusive = call.args.flag('inclusive')
  const found: Message[] = []
  // From the end, because most questions are about the latest.
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at]
    if (message === undefined) continue
    const ts = Number(message.ts)
    if (ts < oldest || (!inclusive && ts === oldest)) break
    if (ts > latest || (!inclusive && ts === latest)) continue
    if (timeOf(message.ts) <= call.staleAfter) found.push(message)
  }
  return found.reverse()
}

function moment(call: Call, name: 'oldest' | 'latest', fallback: string): number {
  const value = Number(call.args.text(name) || fallback)
  if (!Number.isFinite(value) || value < 0) throw new Refusal(`invalid_ts_${name}`)
  return value
}

function messagesPage(call: Call, messages: readonly Message[]) {
  const { items, next } = page(call.args, messages, 999)
  const withMetadata = call.args.flag('include_all_metadata')
  return {
    messages: items.map((message) => renderMessage(call.world, call.team, message, withMetadata)),
    has_more: next !== '',
    pin_count: 0,
    ...(next !== '' && { response_metadata: { next_cursor: next } }),
  }
}
