/** What a person sees, as plain data: texts as they read them, buttons and selects by their labels. */
import { Component, Flag } from '../world/bits.ts'
import type { OpenModal } from '../world/live.ts'
import { messageView } from '../world/message-view.ts'
import type { Json, Message } from '../world/rows.ts'
import type { World } from '../world/world.ts'

interface SeenButton {
  readonly label: string
  readonly customId: string | null
  readonly url: string | null
  readonly style: number
  readonly disabled: boolean
}

interface SeenOption {
  readonly label: string
  readonly value: string
  readonly description: string | null
  readonly default: boolean
}

export interface SeenSelect {
  readonly customId: string
  readonly placeholder: string
  /** Component type: 3 string, 5 user, 6 role, 7 mentionable, 8 channel. */
  readonly type: number
  readonly options: readonly SeenOption[]
  readonly min: number
  readonly max: number
  readonly disabled: boolean
}

export interface SeenMessage {
  readonly id: string
  readonly channelId: string
  readonly author: string
  readonly authorId: string
  /** Content, embeds' and text components' text, in order, a line each. */
  readonly text: string
  readonly ephemeral: boolean
  /** Still "thinking". */
  readonly loading: boolean
  readonly pinned: boolean
  readonly buttons: readonly SeenButton[]
  readonly selects: readonly SeenSelect[]
  readonly attachments: readonly {
    readonly filename: string
    readonly url: string
    readonly description: string | null
  }[]
  /** User ids that it notified. */
  readonly mentions: readonly string[]
  readonly mentionEveryone: boolean
  readonly reactions: readonly { readonly emoji: string; readonly count: number }[]
  readonly at: string
  readonly editedAt: string | null
  readonly flags: number
  readonly components: readonly Json[]
  readonly embeds: readonly Json[]
}

export interface SeenField {
  readonly label: string
  readonly description: string | null
  readonly customId: string
  /** Component type: 4 text, 3 and 5-8 selects, 19 file, 21 radio, 22 checkboxes, 23 checkbox. */
  readonly type: number
  readonly required: boolean
  /** Of a text: whether it may have several lines. */
  readonly multiline: boolean
  readonly minLength: number | null
  readonly maxLength: number | null
  readonly min: number
  readonly max: number
  readonly options: readonly SeenOption[]
  readonly placeholder: string | null
  /** What is filled in now. */
  readonly value: readonly string[] | boolean
}

export interface SeenModal {
  readonly id: string
  readonly customId: string
  readonly title: string
  readonly texts: readonly string[]
  readonly fields: readonly SeenField[]
}

export interface SeenChannel {
  readonly id: string
  readonly name: string
  readonly type: number
  readonly parentId: string | null
  readonly topic: string | null
  readonly archived: boolean
  readonly tags: readonly string[]
  /** Whether they may write in it. */
  readonly writable: boolean
  /** Whether it is others' own: they see it as the owner or an administrator alone. */
  readonly others: boolean
  /** The newest message's id, and how many there are, whether they are here or not. */
  readonly newest: string
  readonly count: number
  readonly messages: readonly SeenMessage[]
}

export interface Seen {
  /** The newest event; hand it to `wait`. */
  readonly seq: number
  readonly channels: readonly SeenChannel[]
  /** Messages that only this person sees, oldest first. */
  readonly ephemeral: readonly SeenMessage[]
  readonly modal: SeenModal | null
}

const children = (node: Json): Json[] => [
  ...((node.components as Json[] | undefined) ?? []),
  ...(['accessory', 'component'] as const).flatMap((key) => (node[key] ? [node[key] as Json] : [])),
]

function flatten(nodes: readonly Json[]): Json[] {
  return nodes.flatMap((node) => [node, ...flatten(children(node))])
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function optionsOf(node: Json): SeenOption[] {
  return ((node.options as Json[] | undefined) ?? []).map((option) => ({
    label: String(option.label),
    value: String(option.value),
    description: text(option.description),
    default: option.default === true,
  }))
}

/** A text input's style. */
const PARAGRAPH = 2

const isSelect = (type: unknown) => type === 3 || type === 5 || type === 6 || type === 7 || type === 8

export function seenMessage(world: World, message: Message): SeenMessage {
  const view = messageView(world, message)
  const components = view.components as Json[]
  const embeds = view.embeds as Json[]
  const all = flatten(components)
  const texts = all.filter((node) => node.type === Component.textDisplay).map((node) => String(node.content))
  const embedded = embeds.flatMap((embed) => [text(embed.title), text(embed.description)])
  const author = view.author as Json
  return {
    id: message.id,
    channelId: message.channel_id,
    author: String(author.global_name ?? author.username),
    authorId: String(author.id),
    text: [message.content, ...embedded, ...texts].filter(Boolean).join('\n'),
    ephemeral: (message.flags & Flag.ephemeral) !== 0,
    loading: (message.flags & Flag.loading) !== 0,
    pinned: message.pinned,
    buttons: all
      .filter((node) => node.type === Component.button)
      .map((node) => ({
        label: String(node.label ?? (node.emoji as Json | undefined)?.name ?? ''),
        customId: text(node.custom_id),
        url: text(node.url),
        style: Number(node.style),
        disabled: node.disabled === true,
      })),
    selects: all.filter((node) => isSelect(node.type)).map(seenSelect),
    attachments: message.attachments.map((file) => ({
      filename: file.filename,
      url: `${world.settings.url}/attachments/${message.channel_id}/${file.id}/${encodeURIComponent(file.filename)}`,
      description: file.description ?? null,
    })),
    mentions: message.mentions,
    mentionEveryone: message.mention_everyone,
    reactions: message.reactions.map(({ emoji, users }) => ({ emoji: emoji.name, count: users.length })),
    at: message.timestamp,
    editedAt: message.edited_timestamp,
    flags: message.flags,
    components,
    embeds,
  }
}

function seenSelect(node: Json): SeenSelect {
  return {
    customId: String(node.custom_id),
    placeholder: text(node.placeholder) ?? '',
    type: Number(node.type),
    options: optionsOf(node),
    min: Number(node.min_values ?? 1),
    max: Number(node.max_values ?? 1),
    disabled: node.disabled === true,
  }
}

export function seenModal(modal: OpenModal): SeenModal {
  const fields = modal.components.flatMap((node): SeenField[] => {
    if (node.type === Component.textDisplay) return []
    const inner = children(node)[0]
    return inner ? [seenField(modal, node, inner)] : []
  })
  return {
    id: modal.id,
    customId: modal.custom_id,
    title: modal.title,
    texts: modal.components.flatMap((node) => text(node.content) ?? []),
    fields,
  }
}

function seenField(modal: OpenModal, label: Json, inner: Json): SeenField {
  const customId = String(inner.custom_id)
  const type = Number(inner.type)
  const options = optionsOf(inner)
  const filled = modal.values.get(customId)
  const optional = type === Component.checkbox || inner.required === false
  return {
    label: String(label.label ?? inner.label ?? ''),
    description: text(label.description),
    customId,
    type,
    required: !optional,
    multiline: type === Component.textInput && inner.style === PARAGRAPH,
    minLength: (inner.min_length as number | undefined) ?? null,
    maxLength: (inner.max_length as number | undefined) ?? null,
    min: Number(inner.min_values ?? 1),
    max: Number(inner.max_values ?? (type === Component.checkboxGroup ? options.length : 1)),
    options,
    placeholder: text(inner.placeholder),
    value: filled ?? usual(inner, type, options),
  }
}

function usual(inner: Json, type: number, options: readonly SeenOption[]): readonly string[] | boolean {
  if (type === Component.checkbox) return inner.default === true
  if (type === Component.textInput) return typeof inner.value === 'string' ? [inner.value] : []
  const given = (inner.default_values as Json[] | undefined) ?? []
  return [
    ...options.filter((option) => option.default).map((option) => option.value),
    ...given.map((v) => String(v.id)),
  ]
}
