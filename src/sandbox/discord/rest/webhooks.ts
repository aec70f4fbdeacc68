import { randomBytes } from 'node:crypto'
import { Channel as ChannelType, isThread } from '../world/bits.ts'
import { USERS_ONLY } from '../world/mentions.ts'
import { messageView } from '../world/message-view.ts'
import { post, remove, rewrite } from '../world/posting.ts'
import type { Channel, Message, Webhook } from '../world/rows.ts'
import { webhookView } from '../world/views.ts'
import { type Call, nothing, ok, param, type Reply, type Route } from './call.ts'
import { ApiError, errors, invalid } from './errors.ts'
import { deleteFollowUp, editFollowUp, followUp, getFollowUp } from './followups.ts'
import { type MessageBody, readMessage, settle } from './message-shape.ts'
import { editOf } from './messages.ts'
import { requireChannel, requireGuild, requireGuildPermission, requirePermission } from './require.ts'
import { any, nullable, object, read, snowflake, string } from './shape.ts'
import { requireThreadRoom } from './thread-rules.ts'
import { openThread } from './threads.ts'

const MOST_IN_CHANNEL = 15
const MOST_IN_GUILD = 1_000

/** Under `/webhooks/{id}/{token}` an application's id and an interaction's token may stand as well. */
const either = (forInteraction: (call: Call) => Reply, forWebhook: (call: Call) => Reply) => (call: Call) =>
  call.world.state.apps.has(param(call, 'webhook')) ? forInteraction(call) : forWebhook(call)

const plenty = [1_000_000, 1_000] as const
const tokenRoutes = '/webhooks/:webhook/:token/messages/:message'

export const webhookRoutes: Route[] = [
  { method: 'POST', path: '/channels/:channel/webhooks', handler: create },
  { method: 'GET', path: '/channels/:channel/webhooks', handler: ofChannel },
  { method: 'GET', path: '/guilds/:guild/webhooks', handler: ofGuild },
  { method: 'GET', path: '/webhooks/:webhook', handler: get },
  { method: 'PATCH', path: '/webhooks/:webhook', handler: patch },
  { method: 'DELETE', path: '/webhooks/:webhook', handler: drop },
  {
    method: 'GET',
    path: '/webhooks/:webhook/:token',
    open: true,
    handler: (call) => ok(webhookView(call.world, byToken(call), true)),
  },
  {
    method: 'POST',
    path: '/webhooks/:webhook/:token',
    open: true,
    handler: either(followUp, execute),
    limit: [5, 2_000],
  },
  { method: 'GET', path: tokenRoutes, open: true, handler: either(getFollowUp, getMessage), limit: plenty },
  { method: 'PATCH', path: tokenRoutes, open: true, handler: either(editFollowUp, edit), limit: plenty },
  { method: 'DELETE', path: tokenRoutes, open: true, handler: either(deleteFollowUp, unsay), limit: plenty },
]

const nameShape = string(1, 80)

function checkName(at: string, name: string | null | undefined): void {
  const word = /clyde|discord/i.exec(name ?? '')?.[0]
  if (word) throw invalid(at, 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${word.toLowerCase()}"`)
}

function create(call: Call): Reply {
  const { world, app } = call
  const channel = requireChannel(call)
  if (channel.guild_id === null || isThread(channel.type) || channel.type === ChannelType.category)
    throw errors.wrongChannelType()
  requirePermission(call, channel, 'MANAGE_WEBHOOKS')
  const given = read(object({ name: nameShape }, { avatar: any }), call.body)
  checkName('name', given.name)
  if (world.index.webhooksOf.of(channel.id).size >= MOST_IN_CHANNEL)
    throw new ApiError(400, 30007, `Maximum number of webhooks reached (${MOST_IN_CHANNEL})`)
  if (world.index.webhooksOfGuild.of(channel.guild_id).size >= MOST_IN_GUILD)
    throw new ApiError(400, 30058, `Maximum number of webhooks per guild reached (${MOST_IN_GUILD})`)
  const id = world.id()
  const webhook = world.state.webhooks.set(id, {
    id,
    channel_id: channel.id,
    guild_id: channel.guild_id,
    name: given.name,
    token: randomBytes(51).toString('base64url'),
    application_id: app.id,
    user_id: app.bot_id,
  })
  return ok(webhookView(world, webhook))
}

function views(call: Call, ids: ReadonlySet<string>) {
  return [...ids].flatMap((id) => {
    const webhook = call.world.state.webhooks.get(id)
    return webhook ? [webhookView(call.world, webhook, webhook.application_id === call.app.id)] : []
  })
}

function ofChannel(call: Call): Reply {
  const channel = requireChannel(call)
  requirePermission(call, channel, 'MANAGE_WEBHOOKS')
  return ok(views(call, call.world.index.webhooksOf.of(channel.id)))
}

function ofGuild(call: Call): Reply {
  const guild = requireGuild(call)
  requireGuildPermission(call, guild.id, 'MANAGE_WEBHOOKS')
  return ok(views(call, call.world.index.webhooksOfGuild.of(guild.id)))
}

function owned(call: Call): Webhook {
  const webhook = call.world.state.webhooks.get(param(call, 'webhook'))
  if (!webhook) throw errors.unknownWebhook()
  requirePermission(call, requireChannel(call, webhook.channel_id), 'MANAGE_WEBHOOKS')
  return webhook
}

function get(call: Call): Reply {
  const webhook = owned(call)
  return ok(webhookView(call.world, webhook, webhook.application_id === call.app.id))
}

function patch(call: Call): Reply {
  const webhook = owned(call)
  const given = read(object({}, { name: nameShape, avatar: any, channel_id: nullable(snowflake) }), call.body)
  checkName('name', given.name)
  const channel = given.channel_id == null ? undefined : requireChannel(call, given.channel_id)
  const next = call.world.state.webhooks.set(webhook.id, {
    ...webhook,
    name: given.name ?? webhook.name,
    channel_id: channel?.id ?? webhook.channel_id,
  })
  return ok(webhookView(call.world, next))
}

function drop(call: Call): Reply {
  call.world.state.webhooks.delete(owned(call).id)
  return nothing
}

function byToken(call: Call): Webhook {
  const webhook = call.world.state.webhooks.get(param(call, 'webhook'))
  if (!webhook) throw errors.unknownWebhook()
  if (webhook.token !== param(call, 'token')) throw errors.invalidWebhookToken()
  return webhook
}

/** A webhook speaks in its channel, or in one of its threads; in a forum only in a post, old or new. */
function execute(call: Call): Reply {
  const { world } = call
  const webhook = byToken(call)
  const given = readMessage(call.body)
  checkName('username', given.username)
  const content = settle(world, given, call.files)
  const parent = world.state.channels.get(webhook.channel_id)
  if (!parent) throw errors.unknownChannel()
  const channel = place(call, parent, webhook, given)
  const message = post(world, {
    ...content,
    channel,
    ...(channel.thread && channel.message_count === 0 && given.thread_name != null ? { id: channel.id } : {}),
    author: webhook.user_id,
    allowed: content.allowed ?? USERS_ONLY,
    webhook: { id: webhook.id, name: given.username ?? webhook.name, avatar: given.avatar_url ?? null },
    application: webhook.application_id,
    tts: given.tts ?? false,
  })
  return call.query.get('wait') === 'true' ? ok(messageView(world, message)) : nothing
}

function place(call: Call, parent: Channel, webhook: Webhook, given: MessageBody): Channel {
  const { world } = call
  const id = call.query.get('thread_id')
  if (id !== null) {
    const thread = world.state.channels.get(id)
    if (!thread || thread.parent_id !== parent.id || !isThread(thread.type)) throw errors.unknownChannel()
    return thread
  }
  if (parent.type !== ChannelType.forum) {
    if (given.thread_name != null)
      throw new ApiError(400, 220003, 'Webhooks can only create threads in forum channels')
    return parent
  }
  if (given.thread_name == null)
    throw new ApiError(400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id')
  requireThreadRoom(call, webhook.guild_id)
  return openThread(world, {
    parent,
    type: ChannelType.publicThread,
    name: given.thread_name,
    owner: webhook.user_id,
    given: {},
    tags: given.applied_tags ?? [],
  })
}

function requireMessage(call: Call): { message: Message; channel: Channel } {
  const webhook = byToken(call)
  const message = call.world.state.messages.get(param(call, 'message'))
  const channel = call.world.state.channels.get(call.query.get('thread_id') ?? webhook.channel_id)
  if (!channel || message?.webhook_id !== webhook.id || message.channel_id !== channel.id)
    throw errors.unknownMessage()
  return { message, channel }
}

function getMessage(call: Call): Reply {
  return ok(messageView(call.world, requireMessage(call).message))
}

function edit(call: Call): Reply {
  const { message, channel } = requireMessage(call)
  return ok(messageView(call.world, rewrite(call.world, message, editOf(call, channel, message))))
}

function unsay(call: Call): Reply {
  remove(call.world, requireMessage(call).message)
  return nothing
}
