import { isThread } from '../world/bits.ts'
import { addThreadMember } from '../world/channels.ts'
import { mentionedBy, USUAL_MENTIONS } from '../world/mentions.ts'
import { messageFor } from '../world/message-view.ts'
import { post, remove, rewrite } from '../world/posting.ts'
import type { Channel, Message } from '../world/rows.ts'
import { compareIds } from '../world/snowflake.ts'
import { type Call, limitOf, nothing, ok, type Reply, type Route, viewerOf } from './call.ts'
import { ApiError, errors, invalid } from './errors.ts'
import { readMessage, settle } from './message-shape.ts'
import { may, requireChannel, requireMessage, requirePermission } from './require.ts'
import { list, object, read, snowflake } from './shape.ts'

/** "The past few minutes" of the documentation. */
const NONCE_MS = 5 * 60_000

export function messageRoutes(timeScale: number): Route[] {
  const nonces = new Map<string, { message: string; at: number }>()

  const create = (call: Call): Reply => {
    const { world, app } = call
    const channel = requireSending(call)
    const given = readMessage(call.body)
    const content = settle(world, given, call.files)
    if (content.attachments.length > 0) requirePermission(call, channel, 'ATTACH_FILES')
    const key = `${app.id}:${channel.id}:${given.nonce}`
    if (given.enforce_nonce && given.nonce != null) {
      const earlier = nonces.get(key)
      if (earlier && Date.now() - earlier.at < NONCE_MS / timeScale) {
        const message = world.state.messages.get(earlier.message)
        if (!message) throw errors.unknownMessage()
        return ok(messageFor(world, message, viewerOf(call)))
      }
    }
    const reference = referenceOf(call, channel, given.message_reference)
    const message = post(world, {
      ...content,
      channel,
      author: app.bot_id,
      allowed: content.allowed ?? USUAL_MENTIONS,
      nonce: given.nonce ?? null,
      tts: given.tts ?? false,
      reference,
    })
    if (given.enforce_nonce && given.nonce != null) {
      if (nonces.size > 5_000) forget(nonces, NONCE_MS / timeScale)
      nonces.set(key, { message: message.id, at: Date.now() })
    }
    if (isThread(channel.type)) addThreadMember(world, channel, app.bot_id)
    return ok(messageFor(world, message, viewerOf(call)))
  }

  return [
    { method: 'GET', path: '/channels/:channel/messages', handler: listMessages },
    { method: 'POST', path: '/channels/:channel/messages', handler: create, limit: [5, 5_000] },
    { method: 'POST', path: '/channels/:channel/messages/bulk-delete', handler: bulkDelete },
    { method: 'GET', path: '/channels/:channel/messages/:message', handler: getMessage },
    { method: 'PATCH', path: '/channels/:channel/messages/:message', handler: edit, limit: [5, 5_000] },
    { method: 'DELETE', path: '/channels/:channel/messages/:message', handler: removeOne, limit: [5, 1_000] },
  ]
}

function forget(held: Map<string, { at: number }>, ms: number): void {
  for (const [key, entry] of held) if (Date.now() - entry.at >= ms) held.delete(key)
}

/** The channel, which the bot must be allowed to write in. */
function requireSending(call: Call): Channel {
  const channel = requireChannel(call)
  if (channel.guild_id === null) {
    const person = call.world.state.users.get(channel.recipients[0] ?? '')
    if (!person?.dms || !sharesGuild(call, person.id)) throw errors.cannotMessageUser()
    return channel
  }
  if (channel.type === 4 || channel.type === 15)
    throw new ApiError(400, 50008, 'Cannot send messages in a non-text channel')
  requirePermission(call, channel, isThread(channel.type) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES')
  if (channel.thread?.locked && !may(call, channel, 'MANAGE_THREADS'))
    throw new ApiError(403, 160005, 'Thread is locked')
  return channel
}

function sharesGuild(call: Call, person: string): boolean {
  return [...call.world.index.membersOfUser.of(call.app.bot_id)].some((key) =>
    call.world.state.members.has(`${key.split(':')[0]}:${person}`),
  )
}

function referenceOf(
  call: Call,
  channel: Channel,
  given: { message_id: string; fail_if_not_exists?: boolean } | null | undefined,
): Message['reference'] {
  if (given == null) return null
  const target = call.world.state.messages.get(given.message_id)
  if (target?.channel_id === channel.id) return { message_id: target.id, channel_id: channel.id }
  if (given.fail_if_not_exists === false) return null
  throw invalid('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')
}

/** Newest first. Without READ_MESSAGE_HISTORY the list is empty, as Discord gives it. */
function listMessages(call: Call): Reply {
  const channel = requireChannel(call)
  if (!may(call, channel, 'READ_MESSAGE_HISTORY')) return ok([])
  const ids = [...call.world.index.messagesOf.of(channel.id)].sort(compareIds)
  const limit = limitOf(call, 50, 100)
  const page = pick(ids, limit, call.query)
  const viewer = viewerOf(call)
  return ok(
    page.reverse().flatMap((id) => {
      const message = call.world.state.messages.get(id)
      return message ? [messageFor(call.world, message, viewer)] : []
    }),
  )
}

function pick(ids: string[], limit: number, query: URLSearchParams): string[] {
  const before = query.get('before')
  const after = query.get('after')
  const around = query.get('around')
  if (before !== null) return ids.filter((id) => compareIds(id, before) < 0).slice(-limit)
  if (after !== null) return ids.filter((id) => compareIds(id, after) > 0).slice(0, limit)
  if (around === null) return ids.slice(-limit)
  const middle = ids.findIndex((id) => compareIds(id, around) >= 0)
  const start = Math.max((middle < 0 ? ids.length : middle) - Math.floor(limit / 2), 0)
  return ids.slice(start, start + limit)
}

function getMessage(call: Call): Reply {
  const channel = requireChannel(call)
  requirePermission(call, channel, 'READ_MESSAGE_HISTORY')
  return ok(messageFor(call.world, requireMessage(call, channel), viewerOf(call)))
}

function requireAwake(call: Call, channel: Channel): void {
  if (channel.thread?.archived) throw errors.threadArchived()
  if (channel.guild_id === null) return
  requirePermission(call, channel, 'VIEW_CHANNEL')
}

function edit(call: Call): Reply {
  const { world } = call
  const channel = requireChannel(call)
  const message = requireMessage(call, channel)
  if (message.author_id !== call.app.bot_id || message.author_name !== null) throw errors.notYourMessage()
  requireAwake(call, channel)
  const next = rewrite(world, message, editOf(call, channel, message))
  return ok(messageFor(world, next, viewerOf(call)))
}

/** What an edit by the message's own application changes. */
export function editOf(call: Call, channel: Channel, message: Message): Partial<Message> {
  const { allowed, ...content } = settle(call.world, readMessage(call.body), call.files, message)
  const author = message.author_name === null ? message.author_id : undefined
  return { ...content, ...mentionedBy(call.world, channel, author, content, allowed ?? USUAL_MENTIONS) }
}

function removeOne(call: Call): Reply {
  const channel = requireChannel(call)
  const message = requireMessage(call, channel)
  if (message.author_id !== call.app.bot_id) requirePermission(call, channel, 'MANAGE_MESSAGES')
  if (channel.thread?.archived) throw errors.threadArchived()
  remove(call.world, message)
  return nothing
}

function bulkDelete(call: Call): Reply {
  const channel = requireChannel(call)
  requirePermission(call, channel, 'MANAGE_MESSAGES')
  const { messages } = read(object({ messages: list(snowflake, 2, 100) }, {}), call.body)
  for (const id of messages) {
    const message = call.world.state.messages.get(id)
    if (message?.channel_id === channel.id) remove(call.world, message)
  }
  return nothing
}
