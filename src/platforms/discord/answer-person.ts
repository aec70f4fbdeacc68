import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js'
import type { Message } from '../../chat/message.ts'
import { failureOf } from './errors.ts'
import type { Answering } from './interactions.ts'
import { renderMessage } from './render.ts'

/** Before an answer whose fate is not known is sent again, ms. */
const AGAIN_MS = [300, 1_500]

/** Answers one interaction. Its calls are exempt from the bot's global rate limit and have a client of their own. */
export class Answerer {
  private readonly rest: REST
  private readonly interaction: Answering
  private acknowledged: InteractionResponseType | undefined

  constructor(rest: REST, interaction: Answering) {
    this.rest = rest
    this.interaction = interaction
  }

  /** Asks for time; what comes is visible to this person alone. */
  defer(): Promise<unknown> {
    return this.callback(InteractionResponseType.DeferredChannelMessageWithSource, {
      flags: MessageFlags.Ephemeral,
    })
  }

  /** Asks for time to change the message that the button stands in. */
  deferUpdate(): Promise<unknown> {
    return this.callback(InteractionResponseType.DeferredMessageUpdate)
  }

  modal(data: APIModalInteractionResponseCallbackData): Promise<unknown> {
    return this.callback(InteractionResponseType.Modal, data)
  }

  choices(choices: readonly { name: string; value: string }[]): Promise<unknown> {
    return this.callback(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices })
  }

  /** The first answer at once, where it needs no time. */
  reply(message: Message): Promise<unknown> {
    const { files, ...body } = renderMessage(message, { ephemeral: true })
    return this.callback(InteractionResponseType.ChannelMessageWithSource, body, files)
  }

  /** Replaces the deferred answer, or the message that the button stands in. The same twice does no harm. */
  async edit(message: Message): Promise<unknown> {
    const { files, ...body } = renderMessage(message)
    const { application, token } = this.interaction
    const attachments = files.map(({ name }, id) => ({ id: String(id), filename: name }))
    const send = () =>
      this.rest.patch(Routes.webhookMessage(application, token, '@original'), {
        body: { ...body, attachments },
        files,
        auth: false,
      })
    for (const wait of AGAIN_MS) {
      try {
        return await send()
      } catch (error) {
        const { kind } = failureOf(error, 0, '')
        if (kind !== 'unknown' && kind !== 'retryAt') throw error
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
    return send()
  }

  /** Says something in place of an answer that failed; what the button stands in stays, to press it again. */
  apologise(message: Message): Promise<unknown> {
    if (this.acknowledged === undefined) return this.reply(message)
    const beside = this.acknowledged === InteractionResponseType.DeferredMessageUpdate
    return beside ? this.follow(message) : this.edit(message)
  }

  /** A further private message beside the first. */
  follow(message: Message): Promise<unknown> {
    const { files, ...body } = renderMessage(message, { ephemeral: true })
    const { application, token } = this.interaction
    return this.rest.post(Routes.webhook(application, token), { body, files, auth: false })
  }

  private async callback(
    type: InteractionResponseType,
    data?: object,
    files: ReturnType<typeof renderMessage>['files'] = [],
  ): Promise<unknown> {
    const { id, token } = this.interaction
    const made = await this.rest.post(Routes.interactionCallback(id, token), {
      body: data === undefined ? { type } : { type, data },
      files,
      auth: false,
    })
    this.acknowledged = type
    return made
  }
}
