import { channelOf, messageOf } from '../find-channel.ts'
import type { Call, Method } from '../method.ts'
import { changed } from '../posting.ts'
import { Refusal } from '../refusal.ts'
import { renderMessage } from '../render-message.ts'

const WHERE = { channel: 'channel_not_found', timestamp: 'no_item_specified', name: 'invalid_name' }

export const reactionsAdd: Method = {
  tier: 't3',
  scopes: ['reactions:write'],
  args: ['channel', 'name', 'timestamp'],
  required: ['name', 'timestamp', 'channel'],
  missing: WHERE,
  errors: [...Object.values(WHERE), 'already_reacted', 'is_archived', 'message_not_found'],
  run: (call) => {
    const { channel, message } = item(call)
    if (channel.archived) throw new Refusal('is_archived')
    message.reactions ??= []
    const name = emoji(call)
    const reaction = message.reactions.find((one) => one.name === name)
    if (reaction?.users.includes(call.bot.id)) throw new Refusal('already_reacted')
    if (reaction === undefined) message.reactions.push({ name, users: [call.bot.id] })
    else reaction.users.push(call.bot.id)
    changed(call.world, call.team, channel, message.ts)
    return {}
  },
}

export const reactionsRemove: Method = {
  tier: 't2',
  scopes: ['reactions:write'],
  args: ['name', 'file', 'file_comment', 'channel', 'timestamp'],
  required: ['name'],
  missing: WHERE,
  errors: [...Object.values(WHERE), 'message_not_found', 'no_reaction'],
  run: (call) => {
    const { channel, message } = item(call)
    const name = emoji(call)
    const reaction = message.reactions?.find((one) => one.name === name)
    if (reaction?.users.includes(call.bot.id) !== true) throw new Refusal('no_reaction')
    reaction.users = reaction.users.filter((user) => user !== call.bot.id)
    message.reactions = message.reactions?.filter((one) => one.users.length > 0) ?? []
    changed(call.world, call.team, channel, message.ts)
    return {}
  },
}

export const reactionsGet: Method = {
  tier: 't3',
  scopes: ['reactions:read'],
  args: ['channel', 'file', 'file_comment', 'full', 'timestamp'],
  required: [],
  errors: ['channel_not_found', 'message_not_found', 'no_item_specified'],
  run: (call) => {
    const { channel, message } = item(call)
    const shown = renderMessage(call.world, call.team, message, false)
    return { type: 'message', channel: channel.id, message: shown }
  },
}

function item(call: Call) {
  const ts = call.args.text('timestamp')
  if (ts === '') throw new Refusal('no_item_specified')
  const channel = channelOf(call)
  return { channel, message: messageOf(channel, ts) }
}

function emoji(call: Call): string {
  const name = call.args.text('name').replaceAll(':', '')
  if (!/^[\p{L}\p{N}_+'-]+$/u.test(name)) throw new Refusal('invalid_name')
  return name
}
