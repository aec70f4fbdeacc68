/** Messages as Discord writes them on the wire, and as those who may not read all of them get them. */
import { Component, Intent } from './bits.ts'
import type { Attachment, Json, Message } from './rows.ts'
import { memberKey } from './state.ts'
import { bareMemberView, userViewById } from './views.ts'
import type { Viewer, World } from './world.ts'

function attachmentUrl(world: World, channel: string, id: string, filename: string): string {
  return `${world.settings.url}/attachments/${channel}/${id}/${encodeURIComponent(filename)}`
}

/** A message; pictures that a component or embed names as `attachment://…` are given their address. */
export function messageView(world: World, message: Message, viewer?: string): Json {
  const attachments = message.attachments.map((file) => {
    const url = attachmentUrl(world, message.channel_id, file.id, file.filename)
    return { ...file, url, proxy_url: url }
  })
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channel_id,
    author: authorView(world, message),
    content: message.content,
    timestamp: message.timestamp,
    edited_timestamp: message.edited_timestamp,
    tts: message.tts,
    mention_everyone: message.mention_everyone,
    mentions: message.mentions.map((id) => userViewById(world, id)),
    mention_roles: message.mention_roles,
    attachments,
    embeds: resolveFiles(message.embeds, attachments, message.id),
    components: resolveFiles(message.components, attachments, message.id),
    flags: message.flags,
    pinned: message.pinned,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.webhook_id === null ? {} : { webhook_id: message.webhook_id }),
    ...(message.application_id === null ? {} : { application_id: message.application_id }),
    ...(message.position === null ? {} : { position: message.position }),
    ...(message.interaction === null ? {} : { interaction_metadata: message.interaction }),
    ...(message.reactions.length === 0 ? {} : { reactions: reactionsView(message, viewer) }),
    ...referenceView(world, message),
  }
}

function authorView(world: World, message: Message): Json {
  if (message.author_name === null) return userViewById(world, message.author_id)
  return {
    ...userViewById(world, message.author_id),
    id: message.webhook_id ?? message.author_id,
    username: message.author_name,
    avatar: message.author_avatar,
    discriminator: '0000',
    global_name: null,
    bot: true,
  }
}

function reactionsView(message: Message, viewer: string | undefined): Json[] {
  return message.reactions.map(({ emoji, users }) => ({
    emoji,
    count: users.length,
    count_details: { burst: 0, normal: users.length },
    burst_colors: [],
    me: viewer !== undefined && users.includes(viewer),
    me_burst: false,
  }))
}

function referenceView(world: World, message: Message): Json {
  if (!message.reference) return {}
  const target = world.state.messages.get(message.reference.message_id)
  const guild = world.state.channels.get(message.reference.channel_id)?.guild_id
  return {
    message_reference: { type: 0, ...message.reference, ...(guild ? { guild_id: guild } : {}) },
    referenced_message: target ? messageView(world, { ...target, reference: null }) : null,
  }
}

type Shown = Attachment & { readonly url: string; readonly proxy_url: string }

/** Gives pictures and files of components and embeds their addresses, as Discord does. */
function resolveFiles(nodes: readonly Json[], files: readonly Shown[], owner: string): readonly Json[] {
  if (nodes.length === 0) return nodes
  const byName = new Map(files.map((file) => [`attachment://${file.filename}`, file]))
  const byId = new Map(files.map((file) => [file.id, file]))
  const media = (value: Json): Json => {
    const file = byName.get(String(value.url))
    if (!file) return { id: owner, proxy_url: value.url, ...value }
    const { id, url, proxy_url, content_type } = file
    return { ...value, id, url, proxy_url, content_type, attachment_id: id }
  }
  return JSON.parse(JSON.stringify(nodes), (key, value) => {
    const holds = key === 'media' || key === 'file' || key === 'image' || key === 'thumbnail'
    if (holds && value !== null) return media(value)
    const file = value?.type === Component.file ? byId.get(value.file?.id) : undefined
    return file ? { ...value, name: file.filename, size: file.size } : value
  })
}

/**
 * A message as an application may read it: without MESSAGE_CONTENT only its own, direct ones and those
 * that mention it have content. Holds for REST and for the gateway.
 */
export function messageFor(world: World, message: Message, viewer: Viewer): Json {
  const view = messageView(world, message, viewer.app.bot_id)
  const open =
    (viewer.intents & Intent.MESSAGE_CONTENT) !== 0 ||
    message.author_id === viewer.app.bot_id ||
    message.application_id === viewer.app.id ||
    message.mentions.includes(viewer.app.bot_id) ||
    world.state.channels.get(message.channel_id)?.guild_id == null
  return open ? view : { ...view, content: '', embeds: [], attachments: [], components: [] }
}

/** What a MESSAGE_CREATE adds to a message. */
export function eventContext(world: World, message: Message): Json {
  const channel = world.state.channels.get(message.channel_id)
  if (!channel || channel.guild_id === null) return {}
  const member = world.state.members.get(memberKey(channel.guild_id, message.author_id))
  return {
    guild_id: channel.guild_id,
    ...(member && message.webhook_id === null ? { member: bareMemberView(member) } : {}),
  }
}
