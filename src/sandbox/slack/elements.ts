import { isObject } from './http.ts'
import type { Json } from './state.ts'

/** An interactive element and the block it stands in. */
export interface Placed {
  readonly block: Json
  readonly element: Json
  readonly blockId: string
  readonly actionId: string
}

/** Gives every block and every interactive element an id where the app gave none. */
export function withIds(blocks: readonly Json[], mint: () => string): Json[] {
  const identified = (element: unknown): unknown => {
    if (!isObject(element) || !isInteractive(element) || element.action_id !== undefined) return element
    return { ...element, action_id: mint() }
  }
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? mint(),
    ...(isObject(block.element) && { element: identified(block.element) }),
    ...(isObject(block.accessory) && { accessory: identified(block.accessory) }),
    ...(block.type === 'actions' &&
      Array.isArray(block.elements) && { elements: block.elements.map(identified) }),
  }))
}

/** All interactive elements, in reading order. */
export function elementsOf(blocks: readonly Json[]): Placed[] {
  return blocks.flatMap((block) => {
    const inside = [
      block.element,
      block.accessory,
      ...(block.type === 'actions' ? asList(block.elements) : []),
    ]
    return inside
      .filter(isObject)
      .filter(isInteractive)
      .map((element) => ({
        block,
        element,
        blockId: String(block.block_id),
        actionId: String(element.action_id),
      }))
  })
}

const isInteractive = (element: Json): boolean => element.type !== 'image'
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The options of a select, radio group, checkbox group or overflow menu; groups laid flat. */
export function optionsOf(element: Json): Json[] {
  const groups = asList(element.option_groups).filter(isObject)
  const grouped = groups.flatMap((group) => asList(group.options))
  return [...asList(element.options), ...grouped].filter(isObject)
}

/** The words of a text object, or of what has one as its `text`. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!isObject(value)) return ''
  return wordsOf(value.text)
}
