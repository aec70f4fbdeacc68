import type { types } from '@slack/bolt'
import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { Field, FieldError, OpenForm } from '../../chat/form.ts'
import { isolated } from '../../chat/isolate.ts'
import type { Message } from '../../chat/message.ts'
import { clean, cut, oneLine } from '../../port/clean.ts'
import { stepsOf, stepWith } from './form-steps.ts'
import { type Kept, keep } from './kept.ts'
import { optionsOf, plainText, render } from './render.ts'

const CALLBACK = 'form'
const HOME = 'home'
const FIELD = 'field'
const LOOKUP = 'look'
const TITLE = 24
/** So long a sentence is read at a field. */
const MOST_IN_ERROR = 500
/** Slack's own limit for a text input. */
const LONGEST_INPUT = 3_000

/** The name of the field that an input block asks for. */
export const fieldIn = (blockId: string): string | undefined =>
  blockId.startsWith(`${FIELD}:`) ? blockId.split(':')[1] : undefined

/** The look-up that a search-as-you-type select asks of. */
export const sourceIn = (actionId: string): string | undefined =>
  actionId.startsWith(`${LOOKUP}:`) ? actionId.slice(LOOKUP.length + 1) : undefined

/** The id of the input block that asks for a field. */
export const blockIdOf = (field: string, edition = ''): string =>
  `${FIELD}:${field}${edition && `:${edition}`}`

export interface FormViewOptions {
  readonly kept: Kept
  readonly words: AdapterWords
  /** Shown above the fields that they are about; for a modal that is updated instead of answered. */
  readonly errors?: readonly FieldError[]
  /**
   * Slack keeps what was typed where a block keeps its id, whatever a new view says. A new edition makes
   * the new values count.
   */
  readonly edition?: string
  /** Stands above the questions: what has been done so far. */
  readonly above?: Message
}

/** A form's step with a page as one modal, the pages of the step under one another. */
export function formView({ form, page: at }: OpenForm, options: FormViewOptions): types.ModalView {
  const { words, errors = [], edition, above } = options
  const steps = stepsOf(form)
  const { from, pages } = steps[stepWith(at, steps)] ?? { from: 0, pages: form.pages.length }
  const said = above ? render(above, { mostBlocks: 40 }).blocks : []
  const questions = form.pages.slice(from, from + pages).flatMap((page): types.KnownBlock[] => {
    const title = oneLine(page.title)
    const intro = page.intro === undefined ? '' : clean(page.intro).trim()
    return [
      ...(title === '' ? [] : [{ type: 'header' as const, text: plainText(title, 150) }]),
      ...(intro === '' ? [] : [line(intro)]),
      ...page.fields.flatMap((field) => [
        ...errors
          .filter((error) => error.field === field.name)
          .map((error) => line(`⚠️ ${errorText(error, words)}`)),
        inputOf(field, edition),
      ]),
    ]
  })
  return {
    type: 'modal',
    callback_id: CALLBACK,
    title: plainText(oneLine(form.title), TITLE),
    submit: plainText(oneLine(form.submit), TITLE),
    close: plainText(words.close, TITLE),
    private_metadata: keep({ ...options.kept, form: form.id, from, pages }),
    blocks: [...said, ...questions].slice(0, 100),
  }
}

/** A modal that shows a message. */
export function messageView(message: Message, kept: Kept, words: AdapterWords): types.ModalView {
  const { blocks } = render(message, { mostBlocks: 100 })
  const { form: _form, from: _from, pages: _pages, ...rest } = kept
  return {
    type: 'modal',
    callback_id: 'message',
    title: plainText(words.title, TITLE),
    close: plainText(words.close, TITLE),
    private_metadata: keep(rest),
    blocks: blocks.length > 0 ? blocks : [line(message.summary)],
  }
}

/** A message as somebody's home tab. */
export function homeView(message: Message): types.HomeView {
  const { blocks } = render(message, { mostBlocks: 100 })
  return { type: 'home', callback_id: HOME, blocks: blocks.length > 0 ? blocks : [line(message.summary)] }
}

/** What stands there while an answer is being made. */
export function waitView(kept: Kept, words: AdapterWords): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'wait',
    title: plainText(words.title, TITLE),
    close: plainText(words.close, TITLE),
    private_metadata: keep(kept),
    blocks: [line(words.moment)],
  }
}

/** An error in one sentence, with what the input can have meant. */
export function errorText(error: FieldError, words: AdapterWords): string {
  const meanings = (error.choices ?? []).map(({ label }) => oneLine(label)).filter((label) => label !== '')
  const said = (count: number) => {
    const hint = words.didYouMean(meanings.slice(0, count).map(isolated).join(' · '))
    return oneLine(count === 0 ? error.message : `${error.message} ${hint}`)
  }
  // As many as there is room for: half a place's name helps nobody.
  let count = meanings.length
  while (count > 0 && said(count).length > MOST_IN_ERROR) count -= 1
  return cut(said(count), MOST_IN_ERROR)
}

function line(text: string): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: cut(text, 2_900) }] }],
  }
}

function inputOf(field: Field, edition: string | undefined): types.InputBlock {
  return {
    type: 'input',
    block_id: blockIdOf(field.name, edition),
    label: plainText(oneLine(field.label), 2_000),
    optional: !field.required,
    ...(field.hint !== undefined &&
      oneLine(field.hint) !== '' && { hint: plainText(oneLine(field.hint), 2_000) }),
    element: elementOf(field),
  }
}

function elementOf(field: Field): types.InputBlockElement {
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const most = Math.min(field.max, LONGEST_INPUT)
      const value = field.value === undefined ? '' : cut(clean(field.value), most)
      return {
        type: 'plain_text_input',
        action_id: 'value',
        multiline: field.kind === 'paragraph',
        max_length: most,
        ...(field.min !== undefined && field.min > 0 && { min_length: Math.min(field.min, most) }),
        ...(value !== '' && { initial_value: value }),
      }
    }
    case 'choice': {
      const options = optionsOf(field.options)
      const chosen = options.find(({ value }) => value === field.value)
      const initial = chosen === undefined ? {} : { initial_option: chosen }
      // A radio button cannot be taken back, so that an optional question needs a select.
      return options.length <= 5 && field.required
        ? { type: 'radio_buttons', action_id: 'value', options, ...initial }
        : { type: 'static_select', action_id: 'value', options, ...initial }
    }
    case 'choices': {
      const options = optionsOf(field.options)
      const chosen = options.filter(({ value }) => value !== undefined && field.values.includes(value))
      const initial = chosen.length === 0 ? {} : { initial_options: chosen }
      return options.length <= 10
        ? { type: 'checkboxes', action_id: 'value', options, ...initial }
        : {
            type: 'multi_static_select',
            action_id: 'value',
            options,
            max_selected_items: Math.max(1, field.max),
            ...initial,
          }
    }
    case 'look-up': {
      const chosen = optionsOf(field.chosen)
      const action_id = `${LOOKUP}:${field.source}`
      if (field.many) {
        const initial = chosen.length === 0 ? {} : { initial_options: chosen }
        return { type: 'multi_external_select', action_id, min_query_length: 1, ...initial }
      }
      const [first] = chosen
      return {
        type: 'external_select',
        action_id,
        min_query_length: 1,
        ...(first !== undefined && { initial_option: first }),
      }
    }
    case 'date':
      return {
        type: 'datepicker',
        action_id: 'value',
        ...(field.value !== undefined &&
          /^\d{4}-\d{2}-\d{2}$/.test(field.value) && { initial_date: field.value }),
      }
  }
}
