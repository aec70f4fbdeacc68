import { isObject } from '../http.ts'
import { Refusal, refusalWith } from '../refusal.ts'
import type { Json } from '../state.ts'
import type { ViewContent } from '../views.ts'
import type { Check } from './schema.ts'
import { homeView, messageBlocks, modalView } from './tables.ts'

/** All the text of a message's blocks together; Slack's own number is not published, this one was seen. */
const MOST_TEXT = 13_200
const LARGEST_VIEW = 250 * 1_024

/** Blocks fit to be posted; refuses with `invalid_blocks` and lines that say what is wrong where. */
export function checkMessageBlocks(value: unknown): Json[] {
  if (!Array.isArray(value) || !value.every(isObject)) throw new Refusal('invalid_blocks_format')
  const complaints = complaintsOf(messageBlocks, value, '/blocks')
  if (complaints.length > 0) throw refusalWith('invalid_blocks', complaints)
  if (lengthOf(value) > MOST_TEXT) throw new Refusal('msg_blocks_too_long')
  return value
}

/** A view fit to be shown; refuses with `invalid_arguments`. */
export function checkView(value: unknown, type: 'modal' | 'home'): ViewContent {
  if (!isObject(value)) {
    throw refusalWith('invalid_arguments', ['[ERROR] must be an object [json-pointer:/view]'])
  }
  if (JSON.stringify(value).length > LARGEST_VIEW) throw new Refusal('view_too_large')
  const complaints = complaintsOf(type === 'modal' ? modalView : homeView, value, '/view')
  if (value.type !== type) complaints.push(`[ERROR] must be ${type} [json-pointer:/view/type]`)
  if (complaints.length > 0) throw refusalWith('invalid_arguments', complaints)
  const text = (name: string) => (typeof value[name] === 'string' ? String(value[name]) : '')
  const object = (name: string) => (isObject(value[name]) ? value[name] : null)
  return {
    type,
    blocks: Array.isArray(value.blocks) ? value.blocks : [],
    callback_id: text('callback_id'),
    private_metadata: text('private_metadata'),
    external_id: text('external_id'),
    title: object('title'),
    submit: object('submit'),
    close: object('close'),
    clear_on_close: value.clear_on_close === true,
    notify_on_close: value.notify_on_close === true,
  }
}

function complaintsOf(check: Check, value: unknown, at: string): string[] {
  const complaints: string[] = []
  check(value, at, (complaint, where) => {
    complaints.push(`[ERROR] ${complaint} [json-pointer:${where}]`)
  })
  return complaints
}

function lengthOf(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + lengthOf(item), 0)
  if (!isObject(node)) return 0
  const own = typeof node.text === 'string' ? node.text.length : 0
  return Object.values(node).reduce((sum: number, held) => sum + lengthOf(held), own)
}
