import type { Logger } from 'pino'
import type { AdapterWords } from '../../chat/adapter-words.ts'
import { type Answer, say } from '../../chat/answer.ts'
import type { CommandDefinition } from '../../chat/command.ts'
import type { Message } from '../../chat/message.ts'
import type { Outcome } from '../../port/outcome.ts'
import type { Actor, Inbound } from '../../port/platform.ts'
import { reopened } from './answer-message.ts'
import type { createAnswerer, Doing } from './answer-person.ts'
import type { Identity } from './bot.ts'
import { redact } from './clients.ts'
import type { Delivery } from './delivery.ts'
import { atFields } from './field-errors.ts'
import { waitView } from './form-view.ts'
import { createOnce } from './once.ts'
import { readSent, type Sent } from './payloads.ts'
import { optionsOf } from './render.ts'
import { readInput, unescapeText } from './typed.ts'
import { within } from './within.ts'

/** A trigger lives three seconds, and so may the answer to a submission or a search take, ms. */
const PATIENCE = { open: 1_500, submit: 2_200, suggest: 2_400 }
const MOST_SUGGESTIONS = 100

export interface InboundOptions {
  readonly inbound: Inbound
  readonly answerer: ReturnType<typeof createAnswerer>
  readonly me: () => Identity
  readonly wall: () => number
  readonly words: AdapterWords
  readonly log: Logger
  /** The command of a Slack name without slash and prefix. */
  definition(slackName: string): CommandDefinition | undefined
  readonly prefix: string
  readonly showHome: (user: string, message: Message) => Promise<Outcome<string>>
  /** What suggestions need before they can be made. */
  readonly lookupsReady: Promise<unknown>
}

export interface Listening {
  /** Takes what Slack sends, and acknowledges it in time, whatever it is. Never rejects. */
  take(delivery: Delivery): Promise<void>
  /** Takes nothing more, and resolves when what is under way is answered. */
  finish(): Promise<void>
}

/** How something is acknowledged, and what is to be done once it is. */
interface Acknowledged {
  readonly answer?: object
  readonly afterwards?: () => Promise<void>
}

type Of<K extends Sent['kind']> = Extract<Sent, { readonly kind: K }>

/** Hands over what people do, acknowledged first, and brings the answers back. */
export function listen(options: InboundOptions): Listening {
  const { inbound, answerer, me, wall, words, log } = options
  const underWay = new Set<Promise<unknown>>()
  const once = createOnce<Acknowledged>()
  let finishing = false

  async function take({ body, ack }: Delivery): Promise<void> {
    // Unacknowledged, it is sent again, perhaps to another process.
    if (finishing) return
    const sent = readSent(body, wall())
    try {
      const { value, isNew } = await track(once(triggerOf(sent), () => acknowledgement(sent)))
      await ack(value.answer)
      if (isNew && value.afterwards) void track(value.afterwards()).catch(failed)
    } catch (error) {
      log.error({ what: sent.kind, failure: redact(error) }, 'what Slack sent could not be taken')
    }
  }

  const failed = (error: unknown) => log.error({ failure: redact(error) }, 'answering on Slack failed')

  /**
   * What people do is acknowledged at once and answered afterwards, a form or a search with its answer, and what Slack
   * tells once it is stored.
   */
  function acknowledgement(sent: Sent): Promise<Acknowledged> | Acknowledged {
    switch (sent.kind) {
      case 'command':
        return { afterwards: () => command(sent) }
      case 'action':
        return { afterwards: () => action(sent) }
      case 'submission':
        return submission(sent)
      case 'search':
        return search(sent)
      case 'home':
        return { afterwards: () => home(sent) }
      case 'left':
        return left(sent)
      case 'channel-gone':
      case 'removed':
        return happened(sent)
      case 'nothing':
        return {}
      case 'foreign':
        log.info({ what: sent.what, readable: sent.readable }, 'Slack sent something that is not for us')
        return {}
    }
  }

  function command({ command: typed, text, place, trigger, ...who }: Of<'command'>): Promise<void> {
    const name = typed.replace(/^\//, '')
    const { prefix } = options
    const definition = name.startsWith(prefix) ? options.definition(name.slice(prefix.length)) : undefined
    const input = definition ? readInput(definition, unescapeText(text).trim()) : {}
    const doing = { actor: actorOf(who), place, ...(trigger !== undefined && { trigger }) }
    return respond(doing, inbound.command(doing.actor, definition?.name ?? name, input))
  }

  function action({ id, chosen, place, trigger, view, ...who }: Of<'action'>): Promise<void> {
    const doing: Doing = {
      actor: actorOf(who),
      place,
      ...(trigger !== undefined && { trigger }),
      ...(view !== undefined && { view }),
    }
    const form = reopened(id)
    return respond(
      doing,
      form ? inbound.reopen(doing.actor, form.form, form.page) : inbound.action(doing.actor, id, chosen),
    )
  }

  async function submission(sent: Of<'submission'>): Promise<Acknowledged> {
    const { kept, values, blocks, view } = sent
    const doing: Doing = { actor: actorOf(sent), place: kept, view }
    const pages = Array.from({ length: kept.pages ?? 1 }, (_, page) => (kept.from ?? 0) + page)
    const given = asked(inbound.form(doing.actor, kept.form, pages, values))
    const soon = await within(given, PATIENCE.submit)
    const instead = (answer: Answer) => ({
      answer: { response_action: 'update', view: answerer.viewFor(answer, kept) },
    })
    if (soon === undefined) {
      return {
        answer: { response_action: 'update', view: waitView(kept, words) },
        afterwards: async () => answerer.showIn(view, doing, await given),
      }
    }
    switch (soon.kind) {
      case 'errors': {
        const errors = atFields(blocks, soon.errors, words)
        return errors ? { answer: { response_action: 'errors', errors } } : instead(soon)
      }
      case 'form':
        return instead(soon)
      case 'saved':
        if (soon.next || kept.home) return instead(soon)
        return { afterwards: () => answerer.tell(doing, soon.message, false) }
      default: {
        if (kept.home) return instead(soon)
        const replace = soon.kind === 'say' && soon.replace === true
        return { afterwards: () => answerer.tell(doing, soon.message, replace) }
      }
    }
  }

  async function search({ source, typed, ...who }: Of<'search'>): Promise<Acknowledged> {
    const found = options.lookupsReady
      .then(() => inbound.suggest(actorOf(who), source, typed, MOST_SUGGESTIONS))
      .catch((error: unknown) => {
        log.error({ failure: redact(error) }, 'suggesting failed')
        return []
      })
    return { answer: { options: optionsOf((await within(found, PATIENCE.suggest)) ?? []) } }
  }

  async function home(sent: Of<'home'>): Promise<void> {
    const { user } = sent
    const message = await inbound.home(actorOf(sent))
    const shown = message && (await options.showHome(user, message))
    if (shown && shown.kind !== 'done') log.warn({ became: shown.kind }, 'a home tab could not be shown')
  }

  /** Acknowledged once it is stored and no sooner: what Slack does not hear of it says again. */
  async function left({ workspace, user }: Of<'left'>): Promise<Acknowledged> {
    await inbound.left(workspace ?? me().team, user)
    return {}
  }

  /** The same of what became of a channel, or of the app itself. */
  async function happened(sent: Of<'channel-gone' | 'removed'>): Promise<Acknowledged> {
    await inbound.happened({ ...sent, workspace: sent.workspace ?? me().team })
    return {}
  }

  /** Answers in time, or shows that it will take a moment before the trigger is lost. */
  async function respond(doing: Doing, answer: Promise<Answer>): Promise<void> {
    const given = asked(answer)
    const soon = await within(given, PATIENCE.open)
    if (soon !== undefined || doing.view !== undefined) return answerer.answer(doing, soon ?? (await given))
    const modal = await answerer.openWait(doing)
    return answerer.answer(doing, await given, modal)
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

  /** Work that a stop waits for. */
  async function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work)
    try {
      return await work
    } finally {
      underWay.delete(work)
    }
  }

  function actorOf({
    user,
    name,
    workspace = me().team,
  }: {
    readonly user: string
    readonly name: string
    readonly workspace: string | undefined
  }): Actor {
    const { team, teamName } = me()
    return { workspace, user, name: name || user, ...(workspace === team && { workspaceName: teamName }) }
  }

  return {
    take,
    async finish() {
      finishing = true
      await Promise.allSettled(underWay)
    },
  }
}

const triggerOf = (sent: Sent): string | undefined => ('trigger' in sent ? sent.trigger : undefined)
