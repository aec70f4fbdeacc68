import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIGuildMember,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIUser,
  ApplicationCommandType,
  type Client,
  ComponentType,
  DiscordAPIError,
  GatewayDispatchEvents,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
  type REST,
} from 'discord.js'
import type { Logger } from 'pino'
import type { Answer } from '../../chat/answer.ts'
import type { CommandDefinition } from '../../chat/command.ts'
import type { FormValues } from '../../chat/form.ts'
import type { Message } from '../../chat/message.ts'
import type { Actor, Inbound } from '../../port/platform.ts'
import { answerMessage, offeredForm } from './answer-message.ts'
import { Answerer } from './answer-person.ts'
import { modalOf, type OwnId, readOwnId } from './form-modal.ts'
import { RecentForms } from './recent-forms.ts'
import { optionsOf } from './render.ts'

export interface ListenOptions {
  readonly log: Logger
  /** For interactions alone. */
  readonly rest: REST
  readonly definitions: () => readonly CommandDefinition[]
  /** Takes note of work that a stop waits for. */
  readonly underWay: (work: Promise<unknown>) => void
}

/** A modal must come within three seconds of the press; so must suggestions. */
const AT_ONCE_MS = 2_300
/** The interaction is gone, was answered already, or its token ran out. */
const TOO_LATE = new Set<number | string>([10_062, 40_060, 50_027, 10_015])
const MOST_CHOICES = 25

/** Hands over what people do, and answers each within Discord's deadline. */
export function listen(client: Client, inbound: Inbound, options: ListenOptions): void {
  const handler = new Interactions(client, inbound, options)
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    options.underWay(handler.answer(interaction))
  })
}

class Interactions {
  private readonly recent = new RecentForms()
  private readonly client: Client
  private readonly inbound: Inbound
  private readonly options: ListenOptions

  constructor(client: Client, inbound: Inbound, options: ListenOptions) {
    this.client = client
    this.inbound = inbound
    this.options = options
  }

  /** Never rejects. Somebody whose answer cannot be given is told so, where anything can be told. */
  async answer(interaction: APIInteraction): Promise<void> {
    const { log, rest } = this.options
    const answerer = new Answerer(rest, interaction)
    try {
      await this.take(interaction, answerer)
    } catch (error) {
      if (error instanceof DiscordAPIError && TOO_LATE.has(error.code)) {
        log.warn({ code: error.code }, 'answered too late')
        return
      }
      log.error({ err: error }, 'answering an interaction failed')
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return
      await answerer.apologise(FAILED).catch((again: unknown) => {
        log.warn({ err: again }, 'nor could that be said')
      })
    }
  }

  private async take(interaction: APIInteraction, answerer: Answerer): Promise<void> {
    const actor = this.actorOf(interaction)
    if (!actor) {
      if (interaction.type !== InteractionType.Ping) await answerer.reply(ONLY_IN_SERVERS)
      return
    }
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return this.command(interaction, actor, answerer)
      case InteractionType.ApplicationCommandAutocomplete:
        return this.complete(interaction, actor, answerer)
      case InteractionType.MessageComponent:
        return this.component(interaction, actor, answerer)
      case InteractionType.ModalSubmit:
        return this.submit(interaction, actor, answerer)
    }
  }

  private actorOf(interaction: APIInteraction): Actor | undefined {
    if (!interaction.guild_id || !interaction.member) return undefined
    const { user, nick, permissions } = interaction.member as APIGuildMember & {
      user: APIUser
      permissions: string
    }
    const bits = BigInt(permissions)
    const rank = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild
    const name = this.client.guilds.cache.get(interaction.guild_id)?.name
    return {
      workspace: interaction.guild_id,
      ...(name === undefined ? {} : { workspaceName: name }),
      user: user.id,
      name: nick ?? user.global_name ?? user.username,
      ...('locale' in interaction ? { locale: interaction.locale } : {}),
      manages: (bits & rank) !== 0n,
    }
  }

  private async command(interaction: APIApplicationCommandInteraction, actor: Actor, answerer: Answerer) {
    if (interaction.data.type !== ApplicationCommandType.ChatInput) return
    const input: Record<string, string> = {}
    for (const option of interaction.data.options ?? []) {
      if ('value' in option) input[option.name] = String(option.value)
    }
    await answerer.defer()
    await this.edit(actor, answerer, await this.inbound.command(actor, interaction.data.name, input))
  }

  private async complete(
    interaction: APIApplicationCommandAutocompleteInteraction,
    actor: Actor,
    answerer: Answerer,
  ) {
    const { name, options } = interaction.data
    const focused = options.find((option) => 'focused' in option && option.focused === true)
    const definition = this.options.definitions().find((command) => command.name === name)
    const option = definition?.options.find((one) => one.name === focused?.name)
    if (!focused || !('value' in focused) || option?.kind !== 'look-up') {
      await answerer.choices([])
      return
    }
    const found = this.inbound.suggest(actor, option.source, String(focused.value), MOST_CHOICES)
    const choices =
      (await within(
        found.catch(() => []),
        AT_ONCE_MS,
      )) ?? []
    await answerer.choices(optionsOf(choices).map(({ value, label }) => ({ value, name: label })))
  }

  private async component(interaction: APIMessageComponentInteraction, actor: Actor, answerer: Answerer) {
    const { custom_id: id } = interaction.data
    const own = readOwnId(id)
    if (own?.kind === 'form') return this.open(own, actor, answerer)
    const chosen = 'values' in interaction.data ? interaction.data.values : []
    const ephemeral = ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
    await (ephemeral ? answerer.deferUpdate() : answerer.defer())
    const answer =
      own?.kind === 'pick'
        ? await this.inbound.form(actor, own.form, [own.page], { [own.field]: chosen[0] ?? '' })
        : await this.inbound.action(actor, id, chosen)
    // A new answer to a button in a private message stands beside it, unless it is meant to replace it.
    if (ephemeral && answer.kind === 'say' && !answer.replace) await answerer.follow(answer.message)
    else await this.edit(actor, answerer, answer)
  }

  /** Opens a form's page: from what was offered lately, else asked for as quickly as it can be had. */
  private async open({ form, page }: OwnId, actor: Actor, answerer: Answerer): Promise<void> {
    const kept = this.recent.find(actor.user, form)
    if (kept) {
      await answerer.modal(modalOf({ form: kept, page }))
      return
    }
    const answer = await within(this.inbound.reopen(actor, form, page), AT_ONCE_MS)
    const open = answer && offeredForm(answer)
    if (open) {
      this.recent.keep(actor.user, open)
      await answerer.modal(modalOf({ form: open.form, page }))
    } else await answerer.reply(answer ? answerMessage(answer) : BUSY)
  }

  private async submit(
    interaction: APIModalSubmitInteraction,
    actor: Actor,
    answerer: Answerer,
  ): Promise<void> {
    const own = readOwnId(interaction.data.custom_id)
    if (own?.kind !== 'page') return
    const fromPrivate = ((interaction.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0
    await (fromPrivate ? answerer.deferUpdate() : answerer.defer())
    const answer = await this.inbound.form(actor, own.form, [own.page], valuesOf(interaction))
    await this.edit(actor, answerer, answer)
  }

  private async edit(actor: Actor, answerer: Answerer, answer: Answer): Promise<void> {
    this.recent.keep(actor.user, offeredForm(answer))
    await answerer.edit(answerMessage(answer))
  }
}

function valuesOf(interaction: APIModalSubmitInteraction): FormValues {
  const values: Record<string, string | string[]> = {}
  for (const row of interaction.data.components) {
    if (row.type !== ComponentType.Label) continue
    const { component } = row
    if ('values' in component) values[component.custom_id] = [...component.values]
    else if ('value' in component) values[component.custom_id] = String(component.value ?? '')
  }
  return values
}

async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const sentence = (words: string): Message => ({
  summary: words,
  blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: words }] }],
})
const ONLY_IN_SERVERS = sentence(
  'I work in a server. Please use this command in the server of your programme.',
)
const FAILED = sentence('Something went wrong on our side. Please try again in a minute.')
const BUSY = sentence('I am busy just now. Please press the button again in a moment.')
