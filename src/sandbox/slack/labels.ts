import { elementsOf, optionsOf, type Placed, wordsOf } from './elements.ts'
import { isObject } from './http.ts'
import type { Json } from './state.ts'

/**
 * Finds what a person would point at: by the words on a button, the label over a field, the placeholder or
 * an option of a select; or by `action_id` or `block_id`, for those who know them.
 */
export function elementNamed(blocks: readonly Json[], name: string): Placed | undefined {
  const all = elementsOf(blocks)
  return (
    all.find((placed) => placed.actionId === name || placed.blockId === name) ??
    all.find((placed) => labelsOf(placed).includes(name))
  )
}

/** The names that an element goes by to a reader. */
function labelsOf({ block, element }: Placed): string[] {
  return [element.text, element.placeholder, block.label, ...(block.accessory ? [block.text] : [])]
    .map(wordsOf)
    .filter((words) => words !== '')
}

/** The value of an option, by its words or itself. */
export function optionNamed(element: Json, name: string): string | undefined {
  const options = optionsOf(element)
  const found =
    options.find((option) => wordsOf(option) === name) ?? options.find(({ value }) => value === name)
  return typeof found?.value === 'string' ? found.value : undefined
}

/** All the words of some blocks, one line a text, as a person reads them from top to bottom. */
export function read(blocks: readonly Json[]): string {
  return blocks.flatMap(lines).join('\n')
}

function lines(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(lines)
  if (!isObject(node)) return []
  if (
    node.type === 'rich_text_section' ||
    node.type === 'rich_text_preformatted' ||
    node.type === 'rich_text_quote'
  ) {
    return [inline(node.elements)]
  }
  if (typeof node.text === 'string') return [node.text]
  const { label, title, text, fields, elements, element, accessory, hint, options, alt_text } = node
  const own = typeof alt_text === 'string' ? [alt_text] : []
  return [...own, ...[title, label, text, fields, elements, element, options, accessory, hint].flatMap(lines)]
}

function inline(elements: unknown): string {
  if (!Array.isArray(elements)) return ''
  return elements
    .filter(isObject)
    .map((one) => {
      if (one.type === 'user') return `<@${one.user_id}>`
      if (one.type === 'channel') return `<#${one.channel_id}>`
      if (one.type === 'emoji') return `:${one.name}:`
      if (one.type === 'date') return String(one.fallback ?? one.timestamp)
      return String(one.text ?? one.url ?? '')
    })
    .join('')
}
