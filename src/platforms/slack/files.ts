import type { File, Message } from '../../chat/message.ts'
import { oneLine } from '../../port/clean.ts'
import type { Bot } from './bot.ts'
import type { Failure } from './errors.ts'
import { anything, uploadTicket } from './shapes.ts'
import type { Call } from './web-api.ts'

/** An upload may take longer than a call, ms. */
const UPLOAD_TIMEOUT = 20_000
const REMEMBERED = 200

/** A message goes without a file that could not be brought to Slack after so many tries. */
const TRIES = 3

/** Slack's ids of a message's files, by name; a file that Slack does not take is missing. */
export type Uploaded = ReadonlyMap<string, string>

type Step = { readonly kind: 'done'; readonly id: string } | { readonly kind: 'never' | 'perhaps later' }

/**
 * Brings files to Slack without showing them anywhere, so that a message can then show them in one call
 * that is marked and can be looked for. An upload that is repeated after a lost answer leaves behind a file
 * that nobody sees, never a second message.
 */
export function createFiles({ log }: Pick<Bot, 'log'>, call: Call) {
  /** By the key of the post and the file's name, so that a post that is tried again uploads nothing again. */
  const known = new Map<string, string>()

  const tries = new Map<string, number>()

  /** The files' ids; undefined where it is worth trying again before the message is posted. */
  async function upload(key: string, message: Message): Promise<Uploaded | undefined> {
    const pictures = message.blocks.flatMap((block) => (block.kind === 'picture' ? [block] : []))
    const ids = new Map<string, string>()
    for (const file of message.files ?? []) {
      const shown = pictures.find((picture) => picture.file === file.name)
      const place = `${key} ${file.name} ${file.bytes.length}`
      const id = known.get(place)
      const step: Step = id === undefined ? await uploadOne(file, shown?.alt) : { kind: 'done', id }
      if (step.kind === 'perhaps later' && another(place)) return undefined
      if (step.kind !== 'done') continue
      remember(known, place, step.id)
      ids.set(file.name, step.id)
    }
    return ids
  }

  async function uploadOne(file: File, alt: string | undefined): Promise<Step> {
    const alt_txt = alt === undefined ? {} : { alt_txt: oneLine(alt).slice(0, 1_000) }
    const args = { filename: file.name, length: file.bytes.length, ...alt_txt }
    const ticket = await call('files.getUploadURLExternal', args, uploadTicket)
    if (!ticket.ok) return failed(ticket.failure.kind, 'ticket')
    const { upload_url, file_id } = ticket.answer
    if (!(await send(upload_url, file))) return failed('lost', 'upload')
    const files = [{ id: file_id, title: file.name }]
    const completed = await call('files.completeUploadExternal', { files }, anything)
    return completed.ok ? { kind: 'done', id: file_id } : failed(completed.failure.kind, 'completion')
  }

  function failed(failure: Failure['kind'], step: string): Step {
    log.warn({ step, failure }, 'a file could not be brought to Slack')
    return { kind: failure === 'said' ? 'never' : 'perhaps later' }
  }

  function another(place: string): boolean {
    const tried = (tries.get(place) ?? 0) + 1
    remember(tries, place, tried)
    return tried < TRIES
  }

  return { upload }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest)
}

async function send(url: string, file: File): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': file.type },
      body: new Uint8Array(file.bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT),
    })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

/** The files that no picture shows: they hang on the message. */
export function attachedTo(message: Message, uploaded: Uploaded): string[] {
  const shown = new Set(message.blocks.flatMap((block) => (block.kind === 'picture' ? [block.file] : [])))
  return [...uploaded].filter(([name]) => !shown.has(name)).map(([, id]) => id)
}
