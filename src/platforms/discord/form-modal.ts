import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js'
import { type Field, type OpenForm, pageIn } from '../../chat/form.ts'
import { clean, cut, label, oneLine } from '../../port/clean.ts'
import { optionsOf } from './render.ts'

const MOST_TITLE = 45
const MOST_LABEL = 45
const MOST_HINT = 100
const MOST_INPUT = 4_000
const MOST_WORDS = 200
/** A modal holds as many components at its top. */
const MOST_FIELDS = 5

/** Ids that belong to this adapter: a button that opens a page, a page, a choice for one of its fields. */
export const openId = (page: number, form: string): string => `form:${page}:${form}`
const pageId = (page: number, form: string): string => `page:${page}:${form}`
export const pickId = (page: number, field: string, form: string): string => `pick:${page}:${field}:${form}`

export type OwnId =
  | { readonly kind: 'form' | 'page'; readonly page: number; readonly form: string }
  | { readonly kind: 'pick'; readonly page: number; readonly field: string; readonly form: string }

/** Reads an id of this adapter's own; undefined for those of actions. */
export function readOwnId(id: string): OwnId | undefined {
  const pick = /^pick:(\d+):([^:]+):(.+)$/.exec(id)
  const other = /^(form|page):(\d+):(.+)$/.exec(id)
  const page = pageIn(pick?.[1] ?? other?.[2])
  if (page === undefined) return undefined
  if (pick) return { kind: 'pick', page, field: pick[2] ?? '', form: pick[3] ?? '' }
  return { kind: other?.[1] as 'form' | 'page', page, form: other?.[3] ?? '' }
}

/**
 * One page of a form as a modal, the last one where there are fewer. Look-ups are lines: a modal has no search as
 * one types.
 */
export function modalOf({ form, page: wanted }: OpenForm): APIModalInteractionResponseCallbackData {
  const page = Math.min(wanted, form.pages.length - 1)
  const shown = form.pages[page]
  const count = form.pages.length > 1 ? ` (${page + 1}/${form.pages.length})` : ''
  const title = shown && form.pages.length > 1 ? shown.title : form.title
  return {
    custom_id: pageId(page, form.id),
    title: label(title, MOST_TITLE - count.length) + count,
    components: (shown?.fields ?? []).slice(0, MOST_FIELDS).map((field) => ({
      type: ComponentType.Label,
      label: label(field.label, MOST_LABEL),
      ...(field.hint ? { description: label(field.hint, MOST_HINT) } : {}),
      component: component(field),
    })),
  }
}

type LabelComponent = Extract<
  APIModalInteractionResponseCallbackData['components'][number],
  { type: ComponentType.Label }
>['component']

function component(field: Field): LabelComponent {
  const base = { custom_id: field.name, required: field.required }
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const most = Math.min(field.max, MOST_INPUT)
      const value = field.kind === 'line' ? oneLine(field.value ?? '') : clean(field.value ?? '')
      return {
        type: ComponentType.TextInput,
        ...base,
        style: field.kind === 'line' ? TextInputStyle.Short : TextInputStyle.Paragraph,
        max_length: most,
        ...(field.min ? { min_length: Math.min(field.min, most) } : {}),
        ...(value ? { value: cut(value, most) } : {}),
      }
    }
    case 'look-up': {
      // A zone's label carries its offset, which is no part of its name.
      const words = field.chosen
        .map(({ value, label: name }) => (field.source === 'zone' ? value : name))
        .join(', ')
      return {
        type: ComponentType.TextInput,
        ...base,
        style: TextInputStyle.Short,
        max_length: MOST_WORDS,
        ...(words ? { value: cut(oneLine(words), MOST_WORDS) } : {}),
      }
    }
    case 'date':
      return {
        type: ComponentType.TextInput,
        ...base,
        style: TextInputStyle.Short,
        max_length: 10,
        placeholder: '2026-12-31',
        ...(field.value ? { value: field.value.slice(0, 10) } : {}),
      }
    case 'choice':
    case 'choices': {
      const options = optionsOf(field.options)
      const chosen = field.kind === 'choices' ? field.values : field.value === undefined ? [] : [field.value]
      const most = field.kind === 'choices' ? Math.max(1, Math.min(field.max, options.length)) : 1
      const marked = new Set(
        options
          .map(({ value }) => value)
          .filter((value) => chosen.includes(value))
          .slice(0, most),
      )
      return {
        type: ComponentType.StringSelect,
        ...base,
        min_values: field.required ? 1 : 0,
        max_values: most,
        options: options.map((one) => (marked.has(one.value) ? { ...one, default: true } : one)),
      }
    }
  }
}
