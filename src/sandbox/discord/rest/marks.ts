/** Pins and reactions. */
import { Intent } from '../world/bits.ts'
import { USUAL_MENTIONS } from '../world/mentions.ts'
import { messageFor } from '../world/message-view.ts'
import { post, rewrite } from '../world/posting.ts'
import type { Channel, Message, Reaction } from '../world/rows.ts'
import { userViewById } from '../world/views.ts'
import type { World } from '../world/world.ts'
import { type Call, limitOf, nothing, ok, param, type Reply, type Route, viewerOf } from './call.ts'
import { ApiError, errors } from './errors.ts'
import { requireChannel, requireMessage, requirePermission } from './require.ts'

const MOST_PINS = 250
const MOST_REACTIONS = 20

export const markRoutes: Route[] = [
  ...['/channels/:channel/pins/:message', '/channels/:channel/messages/pins/:message'].flatMap((path) => [
    { method: 'PUT', path, handler: pin },
    { method: 'DELETE', path, handler: unpin },
  ]),
  { method: 'GET', path: '/channels/:channel/pins', handler: (call) => ok(pins(call).map(shown(call))) },
  { method: 'GET', path: '/channels/:channel/messages/pins', handler: pinPage },
  ...['@me', ':user'].flatMap((who) => [
    {
      method: 'DELETE',
      path: `/channels/:channel/messages/:message/reactions/:emoji/${who}`,
      handler: unreact,
      limit: [4, 1_000] as const,
    },
  ]),
  {
    method: 'PUT',
    path: '/channels/:channel/messages/:message/reactions/:emoji/@me',
    handler: reactNow,
    limit: [4, 1_000],
  },
  { method: 'GET', path: '/channels/:channel/messages/:message/reactions/:emoji', handler: reactors },
]

function pins(call: Call): Message[] {
  const channel = requireChannel(call)
  requirePermission(call, channel, 'READ_MESSAGE_HISTORY')
  return [...call.world.index.pinsOf.of(channel.id)]
    .flatMap((id) => call.world.state.messages.get(id) ?? [])
    .reverse()
}

const shown = (call: Call) => (message: Message) => messageFor(call.world, message, viewerOf(call))

function pinPage(call: Call): Reply {
  const limit = limitOf(call, 50, 50)
  const all = pins(call)
  const items = all.slice(0, limit).map((message) => ({
    pinned_at: message.timestamp,
    message: shown(call)(message),
  }))
  return ok({ items, has_more: all.length > limit })
}

function pinnable(call: Call): { channel: Channel; message: Message } {
  const channel = requireChannel(call)
  if (channel.guild_id !== null) requirePermission(call, channel, 'PIN_MESSAGES')
  return { channel, message: requireMessage(call, channel) }
}

function pin(call: Call): Reply {
  const { world } = call
  const { channel, message } = pinnable(call)
  if (message.pinned) return nothing
  if (world.index.pinsOf.of(channel.id).size >= MOST_PINS)
    throw new ApiError(400, 30003, `Maximum number of pins reached for the channel (${MOST_PINS})`)
  rewrite(world, message, { pinned: true }, true)
  const changed = world.state.channels.patch(channel.id, { last_pin_timestamp: world.iso() }) ?? channel
  tellPins(world, changed)
  post(world, {
    channel: changed,
    author: call.app.bot_id,
    content: '',
    allowed: USUAL_MENTIONS,
    type: 6,
    reference: { message_id: message.id, channel_id: channel.id },
  })
  return nothing
}

function unpin(call: Call): Reply {
  const { channel, message } = pinnable(call)
  if (!message.pinned) return nothing
  rewrite(call.world, message, { pinned: false }, true)
  tellPins(call.world, channel)
  return nothing
}

function tellPins(world: World, channel: Channel): void {
  world.emit({
    t: 'CHANNEL_PINS_UPDATE',
    intent: channel.guild_id === null ? Intent.DIRECT_MESSAGES : 1,
    guild: channel.guild_id,
    channel: channel.id,
    render: () => ({
      ...(channel.guild_id === null ? {} : { guild_id: channel.guild_id }),
      channel_id: channel.id,
      last_pin_timestamp: channel.last_pin_timestamp,
    }),
  })
}

const emojiOf = (text: string): Reaction['emoji'] => {
  const [name, id] = text.split(':')
  return { id: id ?? null, name: name ?? text }
}
const sameEmoji = (a: Reaction['emoji'], b: Reaction['emoji']) => a.id === b.id && a.name === b.name

/** Adds or takes away one person's reaction; whether anything changed. */
export function setReaction(
  world: World,
  message: Message,
  user: string,
  text: string,
  on: boolean,
): boolean {
  const emoji = emojiOf(text)
  const known = message.reactions.find((entry) => sameEmoji(entry.emoji, emoji))
  if ((known?.users.includes(user) ?? false) === on) return false
  const users = on ? [...(known?.users ?? []), user] : (known?.users ?? []).filter((id) => id !== user)
  const rest = message.reactions.filter((entry) => !sameEmoji(entry.emoji, emoji))
  const reactions = known
    ? message.reactions.flatMap((entry) =>
        entry !== known ? [entry] : users.length ? [{ emoji, users }] : [],
      )
    : [...rest, { emoji, users }]
  world.state.messages.set(message.id, { ...message, reactions })
  const guild = world.state.channels.get(message.channel_id)?.guild_id ?? null
  world.emit({
    t: on ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE',
    intent: guild === null ? Intent.DIRECT_MESSAGE_REACTIONS : Intent.GUILD_MESSAGE_REACTIONS,
    guild,
    channel: message.channel_id,
    render: () => ({
      user_id: user,
      channel_id: message.channel_id,
      message_id: message.id,
      ...(guild === null ? {} : { guild_id: guild }),
      emoji,
      burst: false,
      type: 0,
    }),
  })
  return true
}

function reactNow(call: Call): Reply {
  const channel = requireChannel(call)
  requirePermission(call, channel, 'READ_MESSAGE_HISTORY')
  const message = requireMessage(call, channel)
  const text = param(call, 'emoji')
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|^\w+:\d+$|^[0-9#*]\uFE0F?\u20E3$/u.test(text))
    throw errors.unknownEmoji()
  if (channel.thread?.archived) throw errors.threadArchived()
  const emoji = emojiOf(text)
  if (!message.reactions.some((entry) => sameEmoji(entry.emoji, emoji))) {
    requirePermission(call, channel, 'ADD_REACTIONS')
    if (message.reactions.length >= MOST_REACTIONS)
      throw new ApiError(400, 30010, `Maximum number of reactions reached (${MOST_REACTIONS})`)
  }
  setReaction(call.world, message, call.app.bot_id, text, true)
  return nothing
}

function unreact(call: Call): Reply {
  const channel = requireChannel(call)
  const message = requireMessage(call, channel)
  const user = call.params.user ?? call.app.bot_id
  if (user !== call.app.bot_id) requirePermission(call, channel, 'MANAGE_MESSAGES')
  setReaction(call.world, message, user, param(call, 'emoji'), false)
  return nothing
}

function reactors(call: Call): Reply {
  const channel = requireChannel(call)
  const message = requireMessage(call, channel)
  const emoji = emojiOf(param(call, 'emoji'))
  const known = message.reactions.find((entry) => sameEmoji(entry.emoji, emoji))
  return ok((known?.users ?? []).slice(0, limitOf(call, 25, 100)).map((id) => userViewById(call.world, id)))
}
