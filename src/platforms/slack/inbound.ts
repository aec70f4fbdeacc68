import type { App } from '@slack/bolt'
import type { Logger } from 'pino'
import { type Answer, say } from '../../chat/answer.ts'
import type { CommandDefinition } from '../../chat/command.ts'
import type { Actor, Inbound } from '../../port/platform.ts'
import { reopened } from './answer-message.ts'
import type { createAnswerer, Doing } from './answer-person.ts'
import type { Identity } from './bot.ts'
import { redact } from './clients.ts'
import { valuesOf } from './form-values.ts'
import { blockIdOf, errorText, fieldIn, sourceIn, waitView } from './form-view.ts'
import { type Kept, keptIn } from './kept.ts'
import { blockActions, blockSuggestion, slashCommand, userChange, viewSubmission } from './payloads.ts'
import { actionIn, optionsOf } from './render.ts'
import { readInput, unescapeText } from './typed.ts'
import type { Words } from './words.ts'

/** A trigger lives three seconds, and so may the answer to a submission or a search take, ms. */
const PATIENCE = { open: 1_500, submit: 2_200, suggest: 2_400 }
const MOST_SUGGESTIONS = 100

export interface InboundOptions {
  readonly inbound: Inbound
  readonly answerer: ReturnType<typeof createAnswerer>
  readonly me: () => Identity
  readonly wall: () => number
  readonly words: Words
  readonly log: Logger
  /** The command of a Slack name without slash and prefix. */
  definition(slackName: string): CommandDefinition | undefined
  readonly prefix: string
  /** What suggestions need before they can be made. */
  readonly lookupsReady: Promise<unknown>
}

export interface Listening {
  /** Takes nothing more, and resolves when what is under way is answered. */
  finish(): Promise<void>
}

/** Hands over what people do, acknowledged first, and brings the answers back. */
export function listen(app: App, options: InboundOptions): Listening {
  const { inbound, answerer, me, wall, words, log } = options
  const underWay = new Set<Promise<unknown>>()
  let finishing = false

  /** Work that outlives its acknowledgement. */
  function track(work: Promise<unknown>): void {
    const tracked = work
      .catch((error: unknown) => log.error({ failure: redact(error) }, 'answering on Slack failed'))
      .finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  async function asked(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer
    } catch (error) {
      log.error({ failure: redact(error) }, 'nobody answered what a person did')
      return say({
        summary: words.failed,
        blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: words.failed }] }],
      })
    }
  }

  /** Answers in time, or shows that it will take a moment before the trigger is lost. */
  async function respond(doing: Doing, answer: Promise<Answer>): Promise<void> {
    const given = asked(answer)
    const soon = await within(given, PATIENCE.open)
    if (soon !== undefined || doing.view !== undefined) return answerer.answer(doing, soon ?? (await given))
    const modal = await answerer.openWait(doing)
    return answerer.answer(doing, await given, modal)
  }

  app.command(/^/, async ({ ack, payload }) => {
    if (finishing) return
    const command = slashCommand.parse(payload)
    await ack()
    const name = command.command.replace(/^\//, '').slice(options.prefix.length)
    const definition = options.definition(name)
    const typed = unescapeText(command.text).trim()
    const input = definition ? readInput(definition, typed) : { ...(typed !== '' && { _unknown: typed }) }
    const actor = actorOf(command.team_id, command.user_id, command.user_name)
    const place: Kept = { channel: command.channel_id, responseUrl: command.response_url, since: wall() }
    const doing: Doing = { actor, place, trigger: command.trigger_id }
    track(respond(doing, inbound.command(actor, definition?.name ?? name, input)))
  })

  app.action(/^/, async ({ ack, body }) => {
    if (finishing) return
    const pressed = blockActions.parse(body)
    await ack()
    const [action] = pressed.actions
    const id = action && actionIn(action.action_id)
    if (action === undefined || id === undefined) return
    const actor = actorOf(pressed.team.id, pressed.user.id, pressed.user.name ?? pressed.user.username ?? '')
    const chosen = [action.selected_option, ...(action.selected_options ?? [])].flatMap(
      (one) => one?.value ?? [],
    )
    const form = reopened(id)
    track(
      respond(
        doingOf(pressed, actor),
        form ? inbound.reopen(actor, form.form, form.page) : inbound.action(actor, id, chosen),
      ),
    )
  })

  app.view({ callback_id: /^/, type: 'view_submission' }, async ({ ack, body }) => {
    if (finishing) return
    const { view, user, team } = viewSubmission.parse(body)
    const kept = keptIn(view.private_metadata)
    if (kept.form === undefined) return ack()
    const actor = actorOf(team.id, user.id, user.name ?? user.username ?? '')
    const doing: Doing = { actor, place: kept, view: view.id }
    const pages = Array.from({ length: kept.pages ?? 1 }, (_, page) => page)
    const given = asked(inbound.form(actor, kept.form, pages, valuesOf(view.state)))
    const soon = await within(given, PATIENCE.submit)
    if (soon === undefined) {
      await ack({ response_action: 'update', view: waitView(kept, words) })
      track(given.then((answer) => answerer.showIn(view.id, doing, answer)))
    } else if (soon.kind === 'errors') {
      const errors = atFields(
        Object.keys(view.state.values),
        soon.errors.map((error) => [error.field, errorText(error, words)]),
      )
      if (errors) await ack({ response_action: 'errors', errors })
      else await ack({ response_action: 'update', view: answerer.viewFor(soon, kept) })
    } else if (soon.kind === 'form') {
      await ack({ response_action: 'update', view: answerer.viewFor(soon, kept) })
    } else {
      await ack()
      track(answerer.tell(doing, soon.message, soon.kind === 'say' && soon.replace === true))
    }
  })

  app.options(/^/, async ({ ack, body }) => {
    if (finishing) return
    const { team, user, action_id, value } = blockSuggestion.parse(body)
    const source = sourceIn(action_id)
    const actor = actorOf(team.id, user.id, user.name ?? user.username ?? '')
    const found =
      source === undefined
        ? []
        : await within(
            options.lookupsReady
              .then(() => inbound.suggest(actor, source, value, MOST_SUGGESTIONS))
              .catch((error: unknown) => {
                log.error({ failure: redact(error) }, 'suggesting failed')
                return []
              }),
            PATIENCE.suggest,
          )
    await ack({ options: optionsOf(found ?? []) })
  })

  app.event('user_change', async ({ event, body }) => {
    const { user } = userChange.parse(event)
    if (user.deleted === true) track(inbound.left(body.team_id, user.id))
  })

  app.error(async (error) => {
    log.error({ failure: redact(error) }, 'an event from Slack could not be handled')
  })

  function actorOf(workspace: string, user: string, name: string): Actor {
    const { team, teamName } = me()
    return { workspace, user, name: name || user, ...(workspace === team && { workspaceName: teamName }) }
  }

  function doingOf(pressed: ReturnType<typeof blockActions.parse>, actor: Actor): Doing {
    const { view, trigger_id, response_url, container } = pressed
    if (view) return { actor, place: keptIn(view.private_metadata), view: view.id }
    const place: Kept = {
      ...(container?.channel_id !== undefined && { channel: container.channel_id }),
      ...(response_url !== undefined && { responseUrl: response_url, since: wall() }),
      ...(container?.is_ephemeral === true && { private: true }),
    }
    return { actor, place, ...(trigger_id !== undefined && { trigger: trigger_id }) }
  }

  return {
    async finish() {
      finishing = true
      await Promise.all(underWay)
    },
  }
}

/**
 * Errors by input block. Slack shows them only at inputs, so that one about something else stands at the
 * first; undefined where there is no input.
 */
function atFields(
  blockIds: readonly string[],
  errors: readonly (readonly [field: string, text: string])[],
): Record<string, string> | undefined {
  const inputs = blockIds.filter((id) => fieldIn(id) !== undefined)
  const [first] = inputs
  if (first === undefined || errors.length === 0) return undefined
  const placed: Record<string, string> = {}
  for (const [field, text] of errors) {
    const at = inputs.find((id) => id === blockIdOf(field) || fieldIn(id) === field) ?? first
    placed[at] = placed[at] === undefined ? text : `${placed[at]} ${text}`
  }
  return placed
}

/** What a promise gives within `ms`, or undefined where that takes longer. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
