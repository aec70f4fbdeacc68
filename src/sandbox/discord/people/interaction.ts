import { randomBytes } from 'node:crypto'
import { channelPermissions } from '../world/access.ts'
import { Callback, Flag, Interaction } from '../world/bits.ts'
import type { LiveInteraction } from '../world/live.ts'
import { messageView } from '../world/message-view.ts'
import { findMessage } from '../world/posting.ts'
import type { App, Channel, Json, Message } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import { channelView, memberView, userViewById } from '../world/views.ts'
import type { World } from '../world/world.ts'
import { type SeenMessage, type SeenModal, seenMessage, seenModal } from './seen.ts'

export interface Start {
  readonly app: App
  readonly user: string
  readonly channel: Channel
  readonly type: number
  readonly what: string
  readonly data: Json
  readonly source?: Message
  /** What its payload has that others have not, and what it lacks. */
  readonly odd?: { readonly with: Json; readonly without: readonly string[] }
}

/** What a person sees in answer to what they did. */
export type Answer =
  | { readonly kind: 'message'; readonly message: SeenMessage }
  | { readonly kind: 'modal'; readonly modal: SeenModal }
  | {
      readonly kind: 'choices'
      readonly choices: readonly { readonly name: string; readonly value: string | number }[]
    }
  /** The application asked for time and has said nothing yet. */
  | { readonly kind: 'waiting' }
  /** Taken note of, and nothing to see. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly why: string }

const ATTACHMENT_LIMIT = 10 * 1024 * 1024

/** Sends an interaction to its application. */
export function begin(world: World, start: Start): LiveInteraction {
  const id = world.id()
  const interaction: LiveInteraction = {
    id,
    token: randomBytes(64).toString('base64url'),
    app: start.app.id,
    user: start.user,
    guild: start.channel.guild_id,
    channel: start.channel.id,
    type: start.type,
    what: start.what,
    at: Date.now(),
    source: start.source?.id ?? null,
    answered: null,
    original: null,
    choices: null,
    modal: null,
    listeners: new Set(),
    shown: null,
  }
  world.live.interactions.set(id, interaction)
  world.live.byToken.set(interaction.token, interaction)
  const payload = { ...payloadOf(world, start, interaction), ...start.odd?.with }
  for (const name of start.odd?.without ?? []) delete payload[name]
  world.emit({ t: 'INTERACTION_CREATE', intent: 0, app: start.app.id, render: () => payload })
  return interaction
}

function payloadOf(world: World, start: Start, interaction: LiveInteraction): Json {
  const { app, user, channel } = start
  const guild = channel.guild_id === null ? undefined : world.state.guilds.get(channel.guild_id)
  const member = guild && world.state.members.get(memberKey(guild.id, user))
  const locale = world.state.users.get(user)?.locale ?? 'en-US'
  return {
    id: interaction.id,
    application_id: app.id,
    type: start.type,
    token: interaction.token,
    version: 1,
    data: start.data,
    channel_id: channel.id,
    channel: channelView(world, channel, user),
    locale,
    app_permissions: channelPermissions(world, channel, app.bot_id).toString(),
    entitlements: [],
    authorizing_integration_owners: guild ? { '0': guild.id } : {},
    context: guild ? 0 : 1,
    attachment_size_limit: ATTACHMENT_LIMIT,
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: guild.community ? ['COMMUNITY'] : [] },
          guild_locale: guild.locale,
          member: {
            ...memberView(world, member),
            permissions: channelPermissions(world, channel, user).toString(),
          },
        }
      : { user: userViewById(world, user) }),
    ...(start.source ? { message: messageView(world, start.source) } : {}),
  }
}

export interface Patience {
  /** Wait for the real answer where the application first asked for time. */
  readonly settle: boolean
  /** For how long, in ms. */
  readonly within: number
}

/** Waits for what the person gets to see. */
export async function answerTo(
  world: World,
  interaction: LiveInteraction,
  patience: Patience,
): Promise<Answer> {
  const left = world.settings.deadlineMs - (Date.now() - interaction.at)
  const answered = await until(interaction, () => interaction.answered !== null, left)
  if (!answered) return { kind: 'failed', why: 'The application did not respond' }
  if (interaction.modal) return { kind: 'modal', modal: seenModal(interaction.modal) }
  if (interaction.type === Interaction.autocomplete)
    return { kind: 'choices', choices: interaction.choices ?? [] }
  const current = () => findMessage(world, interaction.shown ?? '')
  const thinking = () => ((findMessage(world, interaction.original ?? '')?.flags ?? 0) & Flag.loading) !== 0
  const deferredUpdate = interaction.answered === Callback.deferredUpdate
  if (patience.settle && (deferredUpdate || thinking()))
    await until(
      interaction,
      () => (deferredUpdate ? interaction.shown !== null : !thinking()),
      patience.within,
    )
  if (thinking()) return { kind: 'waiting' }
  const message = current()
  return message ? { kind: 'message', message: seenMessage(world, message) } : { kind: 'nothing' }
}

function until(interaction: LiveInteraction, done: () => boolean, ms: number): Promise<boolean> {
  if (done()) return Promise.resolve(true)
  return new Promise((resolve) => {
    const finish = (result: boolean) => {
      clearTimeout(timer)
      interaction.listeners.delete(check)
      resolve(result)
    }
    const check = () => {
      if (done()) finish(true)
    }
    const timer = setTimeout(() => finish(done()), Math.max(ms, 0))
    interaction.listeners.add(check)
  })
}
