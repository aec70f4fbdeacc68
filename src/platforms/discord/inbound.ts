import { type Client, DiscordAPIError, GatewayDispatchEvents, type REST } from 'discord.js'
import type { Logger } from 'pino'
import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { Answer } from '../../chat/answer.ts'
import type { CommandDefinition } from '../../chat/command.ts'
import type { Message } from '../../chat/message.ts'
import type { Actor, Inbound } from '../../port/platform.ts'
import { answerMessage, offeredForm } from './answer-message.ts'
import { Answerer } from './answer-person.ts'
import { modalOf, type OwnId, readOwnId } from './form-modal.ts'
import { type Came, readInteraction, type Who } from './interactions.ts'
import { RecentForms } from './recent-forms.ts'
import { optionsOf } from './render.ts'

export interface ListenOptions {
  readonly log: Logger
  readonly words: AdapterWords
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
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: unknown) => {
    options.underWay(handler.answer(interaction))
  })
}

type Of<K extends Came['kind']> = Extract<Came, { readonly kind: K }>

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
  async answer(interaction: unknown): Promise<void> {
    const { log, rest } = this.options
    const came = readInteraction(interaction)
    if (came.kind === 'foreign') {
      log.info({ type: came.type }, 'Discord sent something that is not for us')
      return
    }
    const answerer = new Answerer(rest, came.answering)
    try {
      await this.take(came, answerer)
    } catch (error) {
      if (error instanceof DiscordAPIError && TOO_LATE.has(error.code)) {
        log.warn({ code: error.code }, 'answered too late')
        return
      }
      log.error({ err: error }, 'answering an interaction failed')
      if (came.suggesting) return
      await answerer.apologise(sentence(this.options.words.failed)).catch((again: unknown) => {
        log.warn({ err: again }, 'nor could that be said')
      })
    }
  }

  private async take(came: Exclude<Came, { kind: 'foreign' }>, answerer: Answerer): Promise<unknown> {
    if (!came.who)
      return came.suggesting
        ? answerer.choices([])
        : answerer.reply(sentence(this.options.words.onlyInWorkspaces))
    const actor = this.actorOf(came.who)
    switch (came.kind) {
      case 'command':
        return this.command(came, actor, answerer)
      case 'search':
        return this.search(came, actor, answerer)
      case 'press':
        return this.press(came, actor, answerer)
      case 'submission':
        return this.submit(came, actor, answerer)
      case 'strange':
        return this.tellStrange(came.kind, answerer)
    }
  }

  private actorOf({ guild, user, name, locale, manages }: Who): Actor {
    const workspaceName = this.client.guilds.cache.get(guild)?.name
    return {
      workspace: guild,
      ...(workspaceName === undefined ? {} : { workspaceName }),
      user,
      name,
      ...(locale === undefined ? {} : { locale }),
      manages,
    }
  }

  private async command({ name, input }: Of<'command'>, actor: Actor, answerer: Answerer) {
    await answerer.defer()
    await this.edit(actor, answerer, await this.inbound.command(actor, name, input))
  }

  private async search({ name, option: asked, typed }: Of<'search'>, actor: Actor, answerer: Answerer) {
    const definition = this.options.definitions().find((command) => command.name === name)
    const option = definition?.options.find((one) => one.name === asked)
    if (option?.kind !== 'look-up') return answerer.choices([])
    const found = this.inbound.suggest(actor, option.source, typed, MOST_CHOICES)
    const choices =
      (await within(
        found.catch(() => []),
        AT_ONCE_MS,
      )) ?? []
    return answerer.choices(optionsOf(choices).map(({ value, label }) => ({ value, name: label })))
  }

  private async press({ id, chosen, inPrivate }: Of<'press'>, actor: Actor, answerer: Answerer) {
    const own = readOwnId(id)
    if (own?.kind === 'form') return this.open(own, actor, answerer)
    await (inPrivate ? answerer.deferUpdate() : answerer.defer())
    const answer =
      own?.kind === 'pick'
        ? await this.inbound.form(actor, own.form, [own.page], { [own.field]: chosen[0] ?? '' })
        : await this.inbound.action(actor, id, chosen)
    // A new answer to a button in a private message stands beside it, unless it is meant to replace it.
    if (inPrivate && answer.kind === 'say' && !answer.replace) return answerer.follow(answer.message)
    return this.edit(actor, answerer, answer)
  }

  /** Opens a form's page: from what was offered lately, else asked for as quickly as it can be had. */
  private async open({ form, page }: OwnId, actor: Actor, answerer: Answerer): Promise<unknown> {
    const kept = this.recent.find(actor.user, form)
    if (kept) return answerer.modal(modalOf({ form: kept, page }))
    const answer = await within(this.inbound.reopen(actor, form, page), AT_ONCE_MS)
    const open = answer && offeredForm(answer)
    if (!open) return answerer.reply(answer ? answerMessage(answer) : sentence(this.options.words.busy))
    this.recent.keep(actor.user, open)
    return answerer.modal(modalOf({ form: open.form, page }))
  }

  private async submit(came: Of<'submission'>, actor: Actor, answerer: Answerer): Promise<unknown> {
    const own = readOwnId(came.id)
    if (own?.kind !== 'page') return this.tellStrange(came.kind, answerer)
    await (came.inPrivate ? answerer.deferUpdate() : answerer.defer())
    const answer = await this.inbound.form(actor, own.form, [own.page], came.values)
    return this.edit(actor, answerer, answer)
  }

  private async edit(actor: Actor, answerer: Answerer, answer: Answer): Promise<void> {
    this.recent.keep(actor.user, offeredForm(answer))
    await answerer.edit(answerMessage(answer))
  }

  /** Something of an application that this was once, or is elsewhere: whoever did it waits for a word. */
  private tellStrange(what: Came['kind'], answerer: Answerer): Promise<unknown> {
    this.options.log.info({ what }, 'Discord sent something that is not for us')
    return answerer.reply(sentence(this.options.words.notMine))
  }
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
