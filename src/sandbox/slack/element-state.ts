import { asList, optionsOf, wordsOf } from './elements.ts'
import { isObject } from './http.ts'
import type { Json } from './state.ts'

/** A value that a person cannot enter there, with words that say why. */
export class Unfillable extends Error {
  override readonly name = 'Unfillable'
}

type Shape = readonly [field: string, of: 'text' | 'option' | 'options' | 'ids', initial: string]

/** Where an element's state keeps its value, and the field that prefills it. */
const SHAPES: Record<string, Shape> = {
  plain_text_input: ['value', 'text', 'initial_value'],
  email_text_input: ['value', 'text', 'initial_value'],
  url_text_input: ['value', 'text', 'initial_value'],
  number_input: ['value', 'text', 'initial_value'],
  static_select: ['selected_option', 'option', 'initial_option'],
  external_select: ['selected_option', 'option', 'initial_option'],
  radio_buttons: ['selected_option', 'option', 'initial_option'],
  overflow: ['selected_option', 'option', ''],
  multi_static_select: ['selected_options', 'options', 'initial_options'],
  multi_external_select: ['selected_options', 'options', 'initial_options'],
  checkboxes: ['selected_options', 'options', 'initial_options'],
  users_select: ['selected_user', 'text', 'initial_user'],
  conversations_select: ['selected_conversation', 'text', 'initial_conversation'],
  channels_select: ['selected_channel', 'text', 'initial_channel'],
  multi_users_select: ['selected_users', 'ids', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'ids', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'ids', 'initial_channels'],
  datepicker: ['selected_date', 'text', 'initial_date'],
  timepicker: ['selected_time', 'text', 'initial_time'],
}

const shapeOf = (element: Json): Shape | undefined => SHAPES[String(element.type)]

/** What a fresh element holds, or undefined where it holds nothing (a button). */
export function initialState(element: Json): Json | undefined {
  const shape = shapeOf(element)
  if (shape === undefined || element.type === 'overflow') return undefined
  const [field, of, initial] = shape
  const nothing = of === 'options' || of === 'ids' ? [] : null
  return { type: element.type, [field]: element[initial] ?? nothing }
}

/** An element's state after a person entered `value`: words, an option's value or text, an id, or lists. */
export function filledState(element: Json, value: unknown, suggested: readonly Json[]): Json {
  const shape = shapeOf(element)
  if (shape === undefined) throw new Unfillable(`nothing can be entered into a ${element.type}`)
  const [field, of] = shape
  const state = (held: unknown): Json => ({ type: element.type, [field]: held })
  const options = [...optionsOf(element), ...suggested]
  switch (of) {
    case 'text':
      return state(value === '' || value === null ? null : typed(value))
    case 'ids':
      return state(asList(value).map(typed))
    case 'option':
      return state(value === null || value === '' ? null : optionFor(options, value))
    case 'options':
      return state(atMost(element, asList(value)).map((one) => optionFor(options, one)))
  }
}

/** What somebody typed; an object is nothing that can be. */
function typed(value: unknown): string {
  if (typeof value === 'object') throw new Unfillable('that cannot be typed')
  return String(value)
}

function optionFor(options: readonly Json[], wanted: unknown): Json {
  if (isObject(wanted)) return wanted
  const found =
    options.find((option) => option.value === wanted) ?? options.find((option) => wordsOf(option) === wanted)
  if (found === undefined) throw new Unfillable(`there is no option ${JSON.stringify(wanted)}`)
  return found
}

function atMost(element: Json, values: unknown[]): unknown[] {
  const most = element.max_selected_items
  if (typeof most === 'number' && values.length > most) throw new Unfillable(`at most ${most} can be chosen`)
  return values
}

/** What the client itself says of an input before anything is sent; undefined where all is well. */
export function clientError(block: Json, element: Json, state: Json | undefined): string | undefined {
  const held = state?.[shapeOf(element)?.[0] ?? '']
  const empty =
    held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0)
  if (empty) return block.optional === true ? undefined : 'Please complete this required field.'
  if (typeof held !== 'string') return undefined
  const { min_length: min, max_length: max } = element
  if (typeof min === 'number' && held.length < min) return `Must be at least ${min} characters.`
  if (typeof max === 'number' && held.length > max) return `Must be at most ${max} characters.`
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+$/.test(held)) return 'Please enter an email.'
  if (element.type === 'url_text_input' && !URL.canParse(held)) return 'Please enter a link.'
  return undefined
}
