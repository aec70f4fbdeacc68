import { checkMessageBlocks } from '../blocks/check.ts'
import { isObject } from '../http.ts'
import type { Call } from '../method.ts'
import { Refusal } from '../refusal.ts'
import type { Message, Metadata } from '../state.ts'

const LONGEST_MARKDOWN = 12_000
const LARGEST_METADATA = 8_000

export type Content = Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>>

/** What a posting call says, checked. Leaves out what was not given. */
export function contentOf(call: Call): Content {
  const { args } = call
  const content: Content = {}
  if (args.has('markdown_text')) {
    if (args.has('text') || args.has('blocks')) throw new Refusal('markdown_text_conflict')
    if (args.text('markdown_text').length > LONGEST_MARKDOWN) throw new Refusal('msg_too_long')
    content.text = args.text('markdown_text')
  }
  if (args.has('text')) content.text = args.text('text')
  if (args.has('blocks')) content.blocks = checkMessageBlocks(args.json('blocks'))
  if (args.has('attachments')) {
    const attachments = args.json('attachments')
    if (Array.isArray(attachments)) content.attachments = attachments
  }
  if (args.has('metadata')) {
    const metadata = metadataOf(args.json('metadata'))
    if (metadata !== undefined) content.metadata = metadata
  }
  return content
}

export const isEmpty = (content: Content): boolean =>
  (content.text ?? '') === '' &&
  (content.blocks ?? []).length === 0 &&
  (content.attachments ?? []).length === 0

/** `{}` takes metadata away on an update. */
function metadataOf(value: unknown): Metadata | undefined {
  if (!isObject(value)) throw new Refusal('invalid_metadata_format')
  if (Object.keys(value).length === 0) return undefined
  if (typeof value.event_type !== 'string' || value.event_type === '' || !isObject(value.event_payload)) {
    throw new Refusal('invalid_metadata_format')
  }
  if (JSON.stringify(value).length > LARGEST_METADATA) throw new Refusal('metadata_too_large')
  return { event_type: value.event_type, event_payload: value.event_payload }
}
