/** What an application does later with an interaction's token: `@original`, and further messages. */
import { Flag } from '../world/bits.ts'
import type { LiveInteraction } from '../world/live.ts'
import { messageView } from '../world/message-view.ts'
import { findMessage, remove } from '../world/posting.ts'
import type { Message } from '../world/rows.ts'
import { type Call, nothing, ok, param, type Reply } from './call.ts'
import { sayIn, updateWith } from './callback.ts'
import { errors } from './errors.ts'
import { readMessage, settle } from './message-shape.ts'

/** How long a token is good for. */
export const TOKEN_MS = 15 * 60_000

function requireInteraction(call: Call): LiveInteraction {
  const interaction = call.world.live.byToken.get(param(call, 'token'))
  if (interaction?.app !== param(call, 'webhook')) throw errors.unknownWebhook()
  if (Date.now() - interaction.at > TOKEN_MS / call.world.settings.timeScale)
    throw errors.invalidWebhookToken()
  if (interaction.answered === null) throw errors.unknownWebhook()
  return interaction
}

function shown(interaction: LiveInteraction, message: Message): void {
  interaction.shown = message.id
  for (const listener of [...interaction.listeners]) listener()
}

/** A further message. While the first one is still deferred, this becomes it. */
export function followUp(call: Call): Reply {
  const { world } = call
  const interaction = requireInteraction(call)
  const body = readMessage(call.body)
  const content = settle(world, body, call.files)
  const original = findMessage(world, interaction.original ?? '')
  if (original && original.flags & Flag.loading) {
    const flags = content.flags | (original.flags & Flag.ephemeral)
    const message = updateWith(world, original, { ...content, flags })
    shown(interaction, message)
    return ok(messageView(world, message))
  }
  const message = sayIn(world, interaction, content, ((body.flags ?? 0) & Flag.ephemeral) !== 0)
  shown(interaction, message)
  return ok(messageView(world, message))
}

function requireMessage(call: Call, interaction: LiveInteraction): Message {
  const id = param(call, 'message') === '@original' ? (interaction.original ?? '') : param(call, 'message')
  const message = findMessage(call.world, id)
  if (!message || message.application_id !== interaction.app) throw errors.unknownMessage()
  return message
}

export function getFollowUp(call: Call): Reply {
  return ok(messageView(call.world, requireMessage(call, requireInteraction(call))))
}

export function editFollowUp(call: Call): Reply {
  const { world } = call
  const interaction = requireInteraction(call)
  const message = requireMessage(call, interaction)
  const content = settle(world, readMessage(call.body), call.files, message)
  const next = updateWith(world, message, content)
  shown(interaction, next)
  return ok(messageView(world, next))
}

export function deleteFollowUp(call: Call): Reply {
  const interaction = requireInteraction(call)
  const message = requireMessage(call, interaction)
  remove(call.world, message)
  for (const listener of [...interaction.listeners]) listener()
  return nothing
}
