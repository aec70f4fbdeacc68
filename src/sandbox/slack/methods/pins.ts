import { channelOf, messageOf } from '../find-channel.ts'
import { isMember } from '../membership.ts'
import type { Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { renderMessage } from '../render-message.ts'

const MOST_PINS = 100

export const pinsAdd: Method = {
  tier: 't2',
  scopes: ['pins:write'],
  args: ['channel', 'timestamp'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: [
    'already_pinned',
    'channel_not_found',
    'message_not_found',
    'no_item_specified',
    'not_in_channel',
    'too_many_pins',
  ],
  run: (call) => {
    const channel = channelOf(call)
    if (!isMember(channel, call.bot.id)) throw new Refusal('not_in_channel')
    const ts = call.args.text('timestamp')
    if (ts === '') throw new Refusal('no_item_specified')
    messageOf(channel, ts)
    if (channel.pins.includes(ts)) throw new Refusal('already_pinned')
    if (channel.pins.length >= MOST_PINS) throw new Refusal('too_many_pins')
    channel.pins.push(ts)
    call.world.journal.touch('channel', call.team.id, channel.id)
    call.world.news.tell(call.team.id, Object.keys(channel.members))
    return {}
  },
}

export const pinsList: Method = {
  tier: 't2',
  scopes: ['pins:read'],
  args: ['channel'],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: ['channel_not_found'],
  run: (call) => {
    const channel = channelOf(call)
    return {
      items: channel.pins.flatMap((ts) => {
        const message = channel.messages.find((one) => one.ts === ts)
        if (message === undefined) return []
        const shown = renderMessage(call.world, call.team, message, false)
        return { type: 'message', channel: channel.id, message: shown, created_by: message.user }
      }),
    }
  },
}
