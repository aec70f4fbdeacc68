import { setTimeout as pause } from 'node:timers/promises'
import { asList } from './elements.ts'
import { elementNamed, optionNamed, read } from './labels.ts'
import type { ClickOutcome } from './people/click.ts'
import type { CommandOutcome } from './people/command.ts'
import type { SubmitOutcome } from './people/modal.ts'
import type { Seen, SeenMessage, SeenView } from './people/sees.ts'
import type { Json, Message } from './state.ts'

/** How long a person waits for something to appear, in milliseconds. */
const PATIENCE = 15_000
/** How often they type words for which nothing was suggested, and how long they wait before they do it again, ms. */
const TYPED_AGAIN = 4
const PAUSE_MS = 500

type Typed = string | readonly string[]

/** What reaches the local Slack for a person. */
export interface Reach {
  post<T>(path: string, body: unknown): Promise<T>
}

/** Somebody at their Slack client, who finds things by the words they read. */
export class SlackPerson {
  readonly team: string
  readonly user: string
  readonly #control: Reach
  /** The number of the last change before the last thing they did. */
  #before = 0

  constructor(control: Reach, team: string, user: string) {
    this.#control = control
    this.team = team
    this.user = user
  }

  /** Types a slash command; resolves when Slack heard that the app has it. */
  async command(command: string, text = '', channel = 'general'): Promise<CommandOutcome> {
    await this.#mark()
    return this.#do('command', { command, text, channel })
  }

  /** Presses a button, or chooses in a select: in the topmost modal, else in the latest message that has it. */
  async click(name: string, value?: Typed): Promise<ClickOutcome> {
    const seen = await this.#mark()
    const { pointer, element } = find(seen, name)
    const chosen = typeof value === 'string' ? (optionNamed(element, value) ?? value) : value
    return this.#do('click', { ...pointer, value: chosen })
  }

  /** Types into a search-as-you-type select; gives the options suggested. */
  async suggest(name: string, typed: string): Promise<Json[]> {
    const { pointer } = find(await this.sees(), name)
    return (await this.#do<{ options: Json[] }>('suggest', { ...pointer, value: typed })).options
  }

  /**
   * Fills in fields of the topmost modal, by their labels: words for a line, an option's words for a
   * choice, a list of them for several. In a search-as-you-type select the words are typed and the first
   * suggestion is taken.
   */
  async fill(fields: Readonly<Record<string, Typed>>): Promise<void> {
    const view = await this.modal()
    for (const [label, value] of Object.entries(fields)) {
      const placed = elementNamed(view.blocks, label)
      if (placed === undefined) throw new Error(`there is no field ${label} in\n${read(view.blocks)}`)
      const { blockId, actionId, element } = placed
      const pointer = { view: view.id, block_id: blockId, action_id: actionId }
      const entered = await this.#entered(element, pointer, value)
      await this.#do('fill', { view: view.id, values: { [`${blockId}/${actionId}`]: entered } })
    }
  }

  async #entered(element: Json, pointer: Json, value: Typed): Promise<unknown> {
    const type = String(element.type)
    const words = typeof value === 'string' ? [value] : value
    if (type.includes('external')) {
      const found = await Promise.all(
        words.map(async (word) => {
          const options = await this.#suggested({ ...pointer, value: word })
          const exact = optionNamed({ options }, word)
          const option = options.find((one) => one.value === exact) ?? options[0]
          if (option === undefined) throw new Error(`nothing is suggested for ${word}`)
          return option
        }),
      )
      return type.startsWith('multi') ? found : found[0]
    }
    if (typeof value === 'string') return optionNamed(element, value) ?? value
    return value.map((word) => optionNamed(element, word) ?? word)
  }

  /** What is suggested: where that is nothing, the app may have been too slow, and it is typed again. */
  async #suggested(typed: Json): Promise<Json[]> {
    for (let times = 1; ; times += 1) {
      const { options } = await this.#do<{ options: Json[] }>('suggest', typed)
      if (options.length > 0 || times === TYPED_AGAIN) return options
      await pause(PAUSE_MS)
    }
  }

  /** Submits the topmost modal; `errors` are by the labels of the fields they stand at. */
  async submit(): Promise<SubmitOutcome> {
    const [seen, view] = [await this.#mark(), await this.modal()]
    if (seen.views.length === 0) throw new Error('no modal is open')
    const outcome = await this.#do<SubmitOutcome>('submit', { view: view.id })
    if (outcome.errors === undefined) return outcome
    const labels = Object.entries(outcome.errors).map(([block, message]) => [labelOf(view, block), message])
    return { ...outcome, errors: Object.fromEntries(labels) }
  }

  /** Closes the topmost modal, or all, where one is open. */
  async close(all = false): Promise<void> {
    const { views } = await this.#mark()
    if (views.length > 0) await this.#do('close-view', { all })
  }

  /** Writes a message; in the direct message with an app where `channel` is the app's id. */
  async type(text: string, channel = 'general', thread = ''): Promise<Message> {
    await this.#mark()
    return (await this.#do<{ message: Message }>('type-message', { text, channel, thread })).message
  }

  async openHome(app: string): Promise<void> {
    await this.#mark()
    await this.#do('home', { app })
  }

  join(channel: string): Promise<unknown> {
    return this.#do('join', { channel })
  }

  leave(channel: string): Promise<unknown> {
    return this.#do('leave', { channel })
  }

  /** Everything this person sees now; the newest `last` messages of each channel (200). */
  sees(last?: number): Promise<Seen> {
    return this.#do('sees', { last })
  }

  /** Waits until they see something for which `look` gives a result. */
  async until<T>(look: (seen: Seen) => T | undefined, ms = PATIENCE): Promise<T> {
    const end = Date.now() + ms
    let seen = await this.sees()
    for (;;) {
      const found = look(seen)
      if (found !== undefined) return found
      const left = end - Date.now()
      if (left <= 0) throw new Error(`waited ${ms} ms in vain; last seen:\n${describe(seen)}`)
      seen = await this.#do<Seen>('wait', { after: seen.sequence, waitFor: Math.min(left, 1_000) })
    }
  }

  /** The private answer to what they did last: waits for a message only they see that is newer than that. */
  reply(ms = PATIENCE): Promise<SeenMessage> {
    return this.until((seen) => seen.ephemerals.findLast(({ sequence }) => sequence > this.#before), ms)
  }

  /**
   * The answer to what they did last, whichever way it comes: the blocks of a private message newer than
   * that, or of the topmost modal, once it has changed since and says something else than `notYet`.
   */
  answer(notYet: string, ms = PATIENCE): Promise<readonly Json[]> {
    return this.until(({ views, viewsSequence, ephemerals }) => {
      const view = views.at(-1)
      if (view !== undefined) {
        const stale = viewsSequence <= this.#before || read(view.blocks).includes(notYet)
        return stale ? undefined : view.blocks
      }
      return ephemerals.findLast(({ sequence }) => sequence > this.#before)?.blocks
    }, ms)
  }

  /** The topmost modal; waits for one to open. */
  modal(ms = PATIENCE): Promise<SeenView> {
    return this.until((seen) => seen.views.at(-1), ms)
  }

  /** The latest message in any of their channels whose words match; waits for it. */
  message(words: string | RegExp, ms = PATIENCE): Promise<SeenMessage> {
    const matches = (message: SeenMessage) => {
      const all = `${message.text}\n${read(message.blocks)}`
      return typeof words === 'string' ? all.includes(words) : words.test(all)
    }
    return this.until((seen) => {
      const found = seen.channels.flatMap((channel) => channel.messages).filter(matches)
      return found.sort((a, b) => (a.ts < b.ts ? -1 : 1)).at(-1)
    }, ms)
  }

  async #mark(): Promise<Seen> {
    const seen = await this.sees()
    this.#before = seen.sequence
    return seen
  }

  #do<T>(path: string, body: Json): Promise<T> {
    return this.#control.post<T>(path, { team: this.team, user: this.user, ...body })
  }
}

/** The element by that name: in the topmost modal, else in the latest message, else in a home tab. */
function find(seen: Seen, name: string): { pointer: Json; element: Json } {
  const view = seen.views.at(-1)
  const messages = [...seen.ephemerals, ...seen.channels.flatMap((channel) => channel.messages)]
  messages.sort((a, b) => (a.ts < b.ts ? 1 : -1))
  const places: { where: Json; blocks: readonly Json[] }[] = [
    ...(view === undefined ? [] : [{ where: { view: view.id }, blocks: view.blocks }]),
    ...messages.map(({ channel, ts, blocks }) => ({ where: { channel, ts }, blocks })),
    ...Object.values(seen.homes).map((home) => ({ where: { view: home.id }, blocks: home.blocks })),
  ]
  for (const { where, blocks } of places) {
    const found = elementNamed(blocks, name)
    if (found === undefined) continue
    const { blockId, actionId, element } = found
    return { pointer: { ...where, block_id: blockId, action_id: actionId }, element }
  }
  throw new Error(`nothing is called ${name} among\n${describe(seen)}`)
}

function labelOf(view: SeenView, blockId: string): string {
  const block = view.blocks.find((one) => one.block_id === blockId)
  return block === undefined ? blockId : read([{ text: block.label }])
}

/** What is seen, in words, for the message of a failure. */
function describe(seen: Seen): string {
  const views = seen.views.map((view) => `[${read([{ title: view.title }])}]\n${read(view.blocks)}`)
  const messages = [...seen.ephemerals, ...seen.channels.flatMap(({ messages }) => messages.slice(-3))]
  const said = messages.map(({ text, blocks }) => (asList(blocks).length > 0 ? read(blocks) : text))
  return [...views, ...said, ...seen.notices.map(({ text }) => text)].join('\n---\n')
}
