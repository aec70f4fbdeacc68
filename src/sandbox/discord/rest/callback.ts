import { Callback, Flag, Interaction } from '../world/bits.ts'
import type { LiveInteraction } from '../world/live.ts'
import { mentionedBy, USERS_ONLY } from '../world/mentions.ts'
import { messageView } from '../world/message-view.ts'
import { findMessage, post, rewrite } from '../world/posting.ts'
import type { App, Channel, Json, Message } from '../world/rows.ts'
import { userViewById } from '../world/views.ts'
import type { World } from '../world/world.ts'
import { type Call, nothing, ok, param, type Reply, type Route } from './call.ts'
import { errors, invalid } from './errors.ts'
import { type Content, readMessage, settle } from './message-shape.ts'
import { readModal } from './modal-shape.ts'
import { any, integer, list, nullable, number, object, read, type Shape, string } from './shape.ts'

export const callbackRoutes: Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    handler: callback,
    open: true,
    limit: [1_000_000, 1_000],
  },
]

const bodyShape = object({ type: integer(1, 12) }, { data: any })

/** Which first responses each kind of interaction takes. */
function responsesTo(interaction: LiveInteraction): readonly number[] {
  const say = [Callback.message, Callback.deferredMessage]
  const update = [Callback.deferredUpdate, Callback.update]
  if (interaction.type === Interaction.autocomplete) return [Callback.choices]
  if (interaction.type === Interaction.command) return [...say, Callback.modal]
  if (interaction.type === Interaction.component) return [...say, ...update, Callback.modal]
  return interaction.source === null ? say : [...say, ...update]
}

function callback(call: Call): Reply {
  const { world } = call
  const interaction = world.live.interactions.get(param(call, 'interaction'))
  if (interaction?.token !== param(call, 'token')) throw errors.unknownInteraction()
  if (interaction.answered !== null) throw errors.alreadyAnswered()
  if (Date.now() - interaction.at > world.settings.deadlineMs) throw errors.unknownInteraction()
  const given = read(bodyShape, call.body)
  const possible = responsesTo(interaction)
  if (!possible.includes(given.type))
    throw invalid('type', 'BASE_TYPE_CHOICES', `Value must be one of {${possible.join(', ')}}.`)
  respond(call, interaction, given.type, given.data)
  interaction.answered = given.type
  world.live.ackMs.push(Date.now() - interaction.at)
  for (const listener of [...interaction.listeners]) listener()
  if (call.query.get('with_response') !== 'true') return nothing
  return ok(callbackView(world, interaction, given.type))
}

function respond(call: Call, interaction: LiveInteraction, type: number, data: unknown): void {
  const { world } = call
  if (type === Callback.choices) {
    interaction.choices = readChoices(data)
  } else if (type === Callback.modal) {
    const modal = readModal(data)
    interaction.modal = {
      ...modal,
      id: interaction.id,
      app: interaction.app,
      guild: interaction.guild,
      channel: interaction.channel,
      source: interaction.source,
      values: new Map(),
    }
    world.live.modals.set(interaction.user, interaction.modal)
    world.emit({ t: 'LOCAL_MODAL', intent: 0, app: null, user: interaction.user, render: () => undefined })
  } else if (type === Callback.deferredUpdate) {
    interaction.original = interaction.source
  } else if (type === Callback.update) {
    const source = findMessage(world, interaction.source ?? '')
    if (!source) throw errors.unknownMessage()
    const content = settle(world, readMessage(data), call.files, source)
    interaction.original = source.id
    interaction.shown = updateWith(world, source, content).id
  } else {
    const message = sayFirst(call, interaction, type, data)
    interaction.original = message.id
    interaction.shown = message.id
  }
}

/** The title of each choice is at most 100 characters, and there are at most 25. */
function readChoices(data: unknown) {
  const value: Shape<string | number> = (given, at, problems) =>
    typeof given === 'number' ? number(given, at, problems) : string(1, 100)(given, at, problems)
  const choice = object({ name: string(1, 100), value }, { name_localizations: any })
  const shape = object({ data: object({ choices: nullable(list(choice, 0, 25)) }, {}) }, {})
  return read(shape, { data: data ?? {} }).data.choices ?? []
}

function sayFirst(call: Call, interaction: LiveInteraction, type: number, data: unknown): Message {
  if (type === Callback.message) {
    const body = readMessage(data)
    const hidden = ((body.flags ?? 0) & Flag.ephemeral) !== 0
    return sayIn(call.world, interaction, settle(call.world, body, call.files), hidden)
  }
  const { data: given } = read(
    object({}, { data: nullable(object({}, { flags: nullable(integer(0, 2 ** 31)) })) }),
    {
      data: data ?? null,
    },
  )
  const flags = given?.flags ?? 0
  if ((flags & ~Flag.ephemeral) !== 0)
    throw invalid('data.flags', 'MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL can be set on a deferred response.')
  const waiting = {
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: Flag.loading,
    allowed: undefined,
  }
  return sayIn(call.world, interaction, waiting, flags !== 0)
}

/** Posts what an application says in answer to an interaction; it needs no permission for that. */
export function sayIn(
  world: World,
  interaction: LiveInteraction,
  content: Content,
  hidden: boolean,
): Message {
  const app = requireApp(world, interaction)
  const channel = requireChannelOf(world, interaction)
  return post(world, {
    ...content,
    channel,
    author: app.bot_id,
    allowed: content.allowed ?? USERS_ONLY,
    flags: content.flags | (hidden ? Flag.ephemeral : 0),
    webhook: { id: app.id, name: null, avatar: null },
    application: app.id,
    interaction: metadata(world, interaction),
    ...(hidden ? { onlyFor: interaction.user } : {}),
  })
}

export function updateWith(world: World, message: Message, given: Content): Message {
  const { allowed, ...content } = given
  const channel = world.state.channels.get(message.channel_id)
  const mentioned = channel
    ? mentionedBy(world, channel, message.author_id, content, allowed ?? USERS_ONLY)
    : {}
  return rewrite(world, message, { ...content, ...mentioned })
}

function requireApp(world: World, interaction: LiveInteraction): App {
  const app = world.state.apps.get(interaction.app)
  if (!app) throw errors.unknownInteraction()
  return app
}

function requireChannelOf(world: World, interaction: LiveInteraction): Channel {
  const channel = world.state.channels.get(interaction.channel)
  if (!channel) throw errors.unknownChannel()
  return channel
}

function metadata(world: World, interaction: LiveInteraction): Json {
  return {
    id: interaction.id,
    type: interaction.type,
    user: userViewById(world, interaction.user),
    authorizing_integration_owners: interaction.guild === null ? {} : { '0': interaction.guild },
    ...(interaction.type === Interaction.component ? { interacted_message_id: interaction.source } : {}),
  }
}

function callbackView(world: World, interaction: LiveInteraction, type: number): Json {
  const message = interaction.original === null ? undefined : findMessage(world, interaction.original)
  const shown = message && type !== Callback.modal
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(shown
        ? {
            response_message_id: message.id,
            response_message_loading: (message.flags & Flag.loading) !== 0,
            response_message_ephemeral: (message.flags & Flag.ephemeral) !== 0,
          }
        : {}),
    },
    ...(shown ? { resource: { type, message: messageView(world, message) } } : {}),
  }
}
