/** Putting messages into channels, by whomever; everything that follows from it. */
import { Intent, isThread } from './bits.ts'
import { setThread } from './channels.ts'
import { dropEphemeral, keepEphemeral } from './live.ts'
import { type AllowedMentions, mentionedBy } from './mentions.ts'
import { eventContext, messageFor } from './message-view.ts'
import type { Attachment, Channel, Json, Message } from './rows.ts'
import type { World } from './world.ts'

export interface Draft {
  readonly channel: Channel
  readonly author: string
  readonly content: string
  readonly allowed: AllowedMentions
  readonly embeds?: readonly Json[]
  readonly components?: readonly Json[]
  readonly attachments?: readonly Attachment[]
  readonly flags?: number
  readonly nonce?: string | number | null
  readonly reference?: Message['reference']
  readonly webhook?: { readonly id: string; readonly name: string | null; readonly avatar: string | null }
  readonly application?: string
  readonly interaction?: Json
  readonly type?: number
  readonly id?: string
  readonly tts?: boolean
  /** The one person who sees it. */
  readonly onlyFor?: string
}

/** Posts a message. In a thread it wakes the thread up and adds the author to it. */
export function post(world: World, draft: Draft): Message {
  const { channel } = draft
  const said = { content: draft.content, components: draft.components ?? [] }
  const anonymous = draft.webhook?.name != null
  const mentioned = mentionedBy(world, channel, anonymous ? undefined : draft.author, said, draft.allowed)
  const message: Message = {
    id: draft.id ?? world.id(),
    channel_id: channel.id,
    type: draft.type ?? (draft.interaction ? 20 : draft.reference ? 19 : 0),
    author_id: draft.author,
    author_name: draft.webhook?.name ?? null,
    author_avatar: draft.webhook?.avatar ?? null,
    webhook_id: draft.webhook?.id ?? null,
    application_id: draft.application ?? null,
    content: draft.content,
    timestamp: world.iso(),
    edited_timestamp: null,
    tts: draft.tts ?? false,
    ...mentioned,
    attachments: draft.attachments ?? [],
    embeds: draft.embeds ?? [],
    components: said.components,
    flags: draft.flags ?? 0,
    pinned: false,
    nonce: draft.nonce ?? null,
    reactions: [],
    reference: draft.reference ?? null,
    interaction: draft.interaction ?? null,
    position: isThread(channel.type) ? channel.message_count : null,
  }
  if (draft.onlyFor !== undefined) {
    keepEphemeral(world.live, { user: draft.onlyFor, guild: channel.guild_id, message })
    announce(world, 'MESSAGE_CREATE', message, draft.onlyFor)
    return message
  }
  world.state.messages.set(message.id, message)
  touch(world, channel, message)
  announce(world, 'MESSAGE_CREATE', message)
  return message
}

function touch(world: World, channel: Channel, message: Message): void {
  if (!channel.thread) {
    world.state.channels.patch(channel.id, { last_message_id: message.id })
    return
  }
  const asleep = channel.thread.archived
  world.state.channels.patch(channel.id, {
    last_message_id: message.id,
    message_count: channel.message_count + 1,
    active_at: world.now(),
  })
  if (asleep) setThread(world, channel.id, { archived: false })
}

/** Saves a changed message and tells those who can see it. */
export function rewrite(world: World, message: Message, change: Partial<Message>, quiet = false): Message {
  const next = { ...message, ...change, ...(quiet ? {} : { edited_timestamp: world.iso() }) }
  const held = world.live.ephemeral.get(message.id)
  if (held) {
    held.message = next
    announce(world, 'MESSAGE_UPDATE', next, held.user)
  } else {
    world.state.messages.set(next.id, next)
    announce(world, 'MESSAGE_UPDATE', next)
  }
  return next
}

export function remove(world: World, message: Message): void {
  const held = world.live.ephemeral.get(message.id)
  const channel = world.state.channels.get(message.channel_id)
  const guild = channel?.guild_id ?? null
  world.emit({
    t: 'MESSAGE_DELETE',
    intent: guild === null ? Intent.DIRECT_MESSAGES : Intent.GUILD_MESSAGES,
    guild,
    channel: message.channel_id,
    ...(held ? { app: null, user: held.user } : {}),
    render: () => ({ id: message.id, channel_id: message.channel_id, ...(guild ? { guild_id: guild } : {}) }),
  })
  if (held) {
    dropEphemeral(world.live, message.id)
    return
  }
  world.state.messages.delete(message.id)
  if (channel?.thread) world.state.channels.patch(channel.id, { message_count: channel.message_count - 1 })
}

function announce(world: World, t: string, message: Message, onlyFor?: string): void {
  const guild = world.state.channels.get(message.channel_id)?.guild_id ?? null
  world.emit({
    t,
    intent: guild === null ? Intent.DIRECT_MESSAGES : Intent.GUILD_MESSAGES,
    guild,
    channel: message.channel_id,
    ...(onlyFor === undefined ? {} : { app: null, user: onlyFor }),
    render: (viewer) => ({ ...messageFor(world, message, viewer), ...eventContext(world, message) }),
  })
}

/** A message by its id, whether everybody's or one person's. */
export function findMessage(world: World, id: string): Message | undefined {
  return world.state.messages.get(id) ?? world.live.ephemeral.get(id)?.message
}
