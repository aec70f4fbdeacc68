/** Clicking a button, choosing from a select. */
import { Component, Interaction } from '../world/bits.ts'
import type { Channel, Message, User } from '../world/rows.ts'
import { compareIds } from '../world/snowflake.ts'
import type { World } from '../world/world.ts'
import { Resolved } from './command-use.ts'
import { begin } from './interaction.ts'
import { Refusal } from './refusal.ts'
import { type SeenMessage, type SeenSelect, seenMessage } from './seen.ts'
import { visibleChannels } from './sees.ts'

export interface Wanted {
  /** A button's label, or a select's placeholder; the custom id will do as well. */
  readonly label?: string
  /** Only in this message. */
  readonly message?: string
  /** Only in this channel, by id or name. */
  readonly channel?: string
  /** Only in messages that say this. */
  readonly saying?: string
}

interface Before {
  readonly message: Message
  readonly channel: Channel
  readonly seen: SeenMessage
}

/** How far back in a channel a person looks for a button. */
const LOOKED_AT = 50

/** What a person has before them, the newest message first. */
function* before(world: World, guild: string, user: string, wanted: Wanted): Generator<Before> {
  const channels = new Map(visibleChannels(world, guild, user).map((channel) => [channel.id, channel]))
  const ids = [...channels.keys()].flatMap((id) => [...world.index.messagesOf.of(id)].slice(-LOOKED_AT))
  ids.push(...(world.live.ephemeralOf.get(user) ?? []))
  for (const id of ids.sort((a, b) => compareIds(b, a))) {
    if (wanted.message !== undefined && wanted.message !== id) continue
    const message = world.live.ephemeral.get(id)?.message ?? world.state.messages.get(id)
    const channel = channels.get(message?.channel_id ?? '')
    if (!message || !channel || message.components.length === 0) continue
    if (wanted.channel !== undefined && channel.id !== wanted.channel && channel.name !== wanted.channel)
      continue
    const seen = seenMessage(world, message)
    if (wanted.saying !== undefined && !seen.text.includes(wanted.saying)) continue
    yield { message, channel, seen }
  }
}

export function click(world: World, guild: string, user: User, wanted: Wanted) {
  const labels: string[] = []
  for (const { message, channel, seen } of before(world, guild, user.id, wanted)) {
    const button = seen.buttons.find(
      (entry) => entry.label === wanted.label || entry.customId === wanted.label,
    )
    if (!button) {
      labels.push(...seen.buttons.map((entry) => entry.label))
      continue
    }
    if (button.disabled) throw new Refusal(`the button "${wanted.label}" is disabled`)
    if (button.customId === null) throw new Refusal(`"${wanted.label}" opens ${button.url}`)
    const data = { custom_id: button.customId, component_type: Component.button }
    return send(world, user, channel, message, button.customId, {
      ...data,
      id: idOf(message, button.customId),
    })
  }
  throw new Refusal(
    `no button "${wanted.label}" in sight; there are: ${[...new Set(labels)].join(', ') || 'none'}`,
  )
}

export function choose(world: World, guild: string, user: User, wanted: Wanted, values: readonly string[]) {
  for (const { message, channel, seen } of before(world, guild, user.id, wanted)) {
    const select = seen.selects.find(
      (entry) =>
        wanted.label === undefined || entry.placeholder === wanted.label || entry.customId === wanted.label,
    )
    if (!select) continue
    if (select.disabled) throw new Refusal(`"${select.placeholder}" is disabled`)
    if (values.length < select.min || values.length > select.max)
      throw new Refusal(`"${select.placeholder}" takes ${select.min} to ${select.max} choices`)
    const resolved = new Resolved({ world, guild, user, channel })
    const chosen = values.map((value) => pick(select, value, resolved))
    return send(world, user, channel, message, select.customId, {
      custom_id: select.customId,
      component_type: select.type,
      values: chosen,
      id: idOf(message, select.customId),
      ...resolved.view(),
    })
  }
  throw new Refusal(`no select "${wanted.label ?? ''}" in sight`)
}

/** Reads a choice by what the person reads. */
export function pick(field: Pick<SeenSelect, 'type' | 'options'>, value: string, resolved: Resolved): string {
  switch (field.type) {
    case Component.userSelect:
      return resolved.user(value)
    case Component.roleSelect:
      return resolved.role(value)
    case Component.mentionableSelect:
      return resolved.mentionable(value)
    case Component.channelSelect:
      return resolved.channel(value)
    default: {
      const option = field.options.find((entry) => entry.label === value || entry.value === value)
      if (option) return option.value
      throw new Refusal(`"${value}" is none of: ${field.options.map((entry) => entry.label).join(', ')}`)
    }
  }
}

function idOf(message: Message, customId: string): number {
  let id = 0
  JSON.parse(JSON.stringify(message.components), (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'custom_id' in value && value.custom_id === customId)
      id = 'id' in value ? Number(value.id) : 0
    return value
  })
  return id
}

function send(
  world: World,
  user: User,
  channel: Channel,
  message: Message,
  what: string,
  data: Record<string, unknown>,
) {
  const app = world.state.apps.get(
    message.application_id ?? world.index.appByBot.first(message.author_id) ?? '',
  )
  if (!app) throw new Refusal('nobody answers to it')
  return begin(world, {
    app,
    user: user.id,
    channel,
    type: Interaction.component,
    what,
    source: message,
    data,
  })
}
