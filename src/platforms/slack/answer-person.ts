import type { types } from '@slack/bolt'
import type { Logger } from 'pino'
import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { Answer } from '../../chat/answer.ts'
import type { Block, Message } from '../../chat/message.ts'
import type { Actor } from '../../port/platform.ts'
import { told, withButton } from './answer-message.ts'
import { attachedTo, type createFiles } from './files.ts'
import { formView, messageView, waitView } from './form-view.ts'
import type { Kept } from './kept.ts'
import { render } from './render.ts'
import type { createResponseUrls } from './response-urls.ts'
import { anything, channelAnswer, posted, viewAnswer } from './shapes.ts'
import type { Call, Reply } from './web-api.ts'

/** Something that a person did, and the ways there are to answer it. */
export interface Doing {
  readonly actor: Actor
  readonly place: Kept
  /** Opens one modal within three seconds. */
  readonly trigger?: string
  /** The modal in which they did it. */
  readonly view?: string
}

export interface AnswererOptions {
  /** Calls that people wait for. */
  readonly call: Call
  readonly files: ReturnType<typeof createFiles>
  readonly urls: ReturnType<typeof createResponseUrls>
  readonly words: AdapterWords
  readonly log: Logger
  readonly wall: () => number
}

/** How long a modal may wait for room below Slack’s limit before a button is given instead, ms. */
const OPEN_PATIENCE = 250

/** Brings answers to people, privately, by whichever way is still open. */
export function createAnswerer({ call, files, urls, words, log, wall }: AnswererOptions) {
  /** A "one moment" modal, opened before the trigger runs out; its id, or undefined where it could not be. */
  async function openWait(doing: Doing): Promise<string | undefined> {
    if (doing.trigger === undefined) return undefined
    const opened = await openView(doing.trigger, waitView(doing.place, words))
    return opened.ok ? opened.answer.view.id : undefined
  }

  /** Answers a command or a button; `modal` is an open modal of ours that should show the answer. */
  async function answer(doing: Doing, given: Answer, modal = doing.view): Promise<void> {
    if (modal !== undefined) return showIn(modal, doing, given)
    // What was acknowledged needs no answer.
    if (given.kind === 'say' && given.told === true) return
    if (doing.place.home && (await inModal(doing, given))) return
    if (given.kind === 'say' || given.kind === 'saved') {
      return tell(doing, told(given, words), given.kind === 'say' && given.replace === true)
    }
    const errors = given.kind === 'errors' ? given.errors : []
    const view = formView(given.open, { kept: doing.place, words, errors })
    const opened = doing.trigger === undefined ? undefined : await openView(doing.trigger, view)
    if (opened?.ok) return
    log.info({ answer: given.kind }, 'the form could not be opened, a button opens it instead')
    const crowded = opened?.failure.kind === 'later'
    const card = crowded ? { ...given.card, blocks: [...given.card.blocks, line(words.crowd)] } : given.card
    await tell(doing, withButton(card, given.open, given.button), false)
  }

  /** An answer to what somebody did at their home tab; false where no modal can be opened any more. */
  async function inModal(doing: Doing, given: Answer): Promise<boolean> {
    if (doing.trigger === undefined) return false
    const opened = await openView(doing.trigger, viewFor(given, doing.place))
    if (opened.ok && (given.kind === 'say' || given.kind === 'saved')) await handOver(doing, given.message)
    return opened.ok
  }

  /** Puts an answer in the place of what a modal shows. */
  async function showIn(view_id: string, doing: Doing, given: Answer): Promise<void> {
    const updated = await call('views.update', { view_id, view: viewFor(given, doing.place) }, anything)
    if (updated.ok) {
      if (given.kind === 'say' || given.kind === 'saved') await handOver(doing, given.message)
      return
    }
    // They closed it meanwhile: what was asked is answered all the same.
    if (given.kind === 'say' || given.kind === 'saved') return tell(doing, told(given, words), false)
    await tell(doing, withButton(given.card, given.open, given.button), false)
  }

  /** The modal that shows an answer. */
  function viewFor(given: Answer, place: Kept): types.ModalView {
    const edition = String(wall())
    switch (given.kind) {
      case 'say':
        return messageView(given.message, place, words)
      case 'saved':
        return given.next
          ? formView(given.next.open, { kept: place, words, edition, above: given.message })
          : messageView(given.message, place, words)
      case 'form':
        return formView(given.open, { kept: place, words, edition })
      case 'errors':
        return formView(given.open, { kept: place, words, edition, errors: given.errors })
    }
  }

  /** Opens a modal, while a trigger lives and there is room below Slack's limit. */
  const openView = (trigger_id: string, view: types.ModalView): Promise<Reply<{ view: { id: string } }>> =>
    call('views.open', { trigger_id, view }, viewAnswer, { patienceMs: OPEN_PATIENCE })

  /** Says something to one person: where they are, or in their direct messages with the bot. */
  async function tell(doing: Doing, message: Message, replace: boolean): Promise<void> {
    const { actor, place } = doing
    const uploaded = (await files.upload(`${actor.user} ${wall()}`, message)) ?? new Map()
    const body = render(message, { files: uploaded })
    const instead = replace && place.private === true
    const said =
      (await byUrl(place, { ...body, response_type: 'ephemeral', replace_original: instead })) ||
      (await ephemerally(place, actor.user, body)) ||
      (await directly(actor.user, body))
    if (!said)
      log.error({ channel: place.channel !== undefined }, 'an answer could not be brought to a person')
    await attach(actor.user, attachedTo(message, uploaded))
  }

  /** The files of a message that a modal shows. */
  async function handOver(doing: Doing, message: Message): Promise<void> {
    if ((message.files ?? []).length === 0) return
    const uploaded = (await files.upload(`${doing.actor.user} ${wall()}`, message)) ?? new Map()
    await attach(doing.actor.user, attachedTo(message, uploaded))
  }

  async function byUrl({ responseUrl, since }: Kept, body: object): Promise<boolean> {
    return responseUrl !== undefined && urls.send(responseUrl, since ?? 0, body)
  }

  async function ephemerally({ channel }: Kept, user: string, body: object): Promise<boolean> {
    if (channel === undefined) return false
    return (await call('chat.postEphemeral', { channel, user, ...body }, anything)).ok
  }

  async function directly(user: string, body: object): Promise<boolean> {
    const channel = await directChannel(user)
    if (channel === undefined) return false
    const args = { channel, ...body, unfurl_links: false, unfurl_media: false }
    return (await call('chat.postMessage', args, posted)).ok
  }

  async function directChannel(user: string): Promise<string | undefined> {
    const opened = await call('conversations.open', { users: user }, channelAnswer)
    return opened.ok ? opened.answer.channel.id : undefined
  }

  /** Only messages that stay can carry a file, so that it comes with a direct message. */
  async function attach(user: string, attached: readonly string[]): Promise<void> {
    if (attached.length === 0) return
    const file_ids = attached.join(',')
    const channel = await directChannel(user)
    if (channel === undefined) return
    const sent = await call('chat.postMessage', { channel, text: words.file }, posted)
    if (sent.ok) await call('chat.update', { channel, ts: sent.answer.ts, file_ids }, anything)
  }

  return { openWait, answer, showIn, tell, viewFor }
}

const line = (words: string): Block => ({ kind: 'paragraph', children: [{ kind: 'text', text: words }] })
