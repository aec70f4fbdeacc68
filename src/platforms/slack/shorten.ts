import { type Block, type Inline, plain, type Text } from '../../chat/message.ts'
import { cut } from '../../port/clean.ts'

/**
 * The blocks with at most `room` characters of text. What people act with (buttons, selects) is kept; of
 * the rest, the block that crosses the limit ends in `…` and those after it are left out.
 */
export function shorten(blocks: readonly Block[], room: number): Block[] {
  let left = room
  for (const block of blocks) if (isControl(block)) left -= sizeOf(block)
  let full = false
  return blocks.flatMap((block) => {
    if (isControl(block)) return [block]
    if (full) return []
    const size = sizeOf(block)
    if (size <= left) {
      left -= size
      return [block]
    }
    full = true
    return left < 2 ? [] : [shortened(block, left)]
  })
}

const isControl = (block: Block): boolean => block.kind === 'buttons' || block.kind === 'select'
const length = (text: Text): number => plain(text).length
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function sizeOf(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return block.text.length
    case 'paragraph':
    case 'quote':
    case 'note':
      return length(block.children)
    case 'list':
      return sum(block.items.map(length))
    case 'fields':
      return sum(block.fields.map(({ label, value }) => label.length + 2 + length(value)))
    case 'picture':
      return block.alt.length
    case 'buttons':
      return sum(block.buttons.map(({ label }) => label.length))
    case 'select':
      return sum([
        block.placeholder.length,
        ...block.options.map((one) => one.label.length + (one.hint?.length ?? 0)),
      ])
    case 'divider':
      return 0
  }
}

function shortened(block: Block, room: number): Block {
  switch (block.kind) {
    case 'heading':
      return { ...block, text: cut(block.text, room) }
    case 'paragraph':
    case 'quote':
    case 'note':
      return { ...block, children: cutText(block.children, room) }
    case 'list':
      return { ...block, items: fill(block.items, room, length, cutText) }
    case 'fields':
      return {
        ...block,
        fields: fill(
          block.fields,
          room,
          ({ label, value }) => label.length + 2 + length(value),
          (field, left) => ({ ...field, value: cutText(field.value, left - field.label.length - 2) }),
        ),
      }
    default:
      return block
  }
}

/** As many items as fit; the one that does not is cut. */
function fill<T>(
  items: readonly T[],
  room: number,
  size: (item: T) => number,
  cutItem: (item: T, left: number) => T,
): T[] {
  const kept: T[] = []
  let left = room
  for (const item of items) {
    if (size(item) > left) return left < 2 ? kept : [...kept, cutItem(item, left)]
    left -= size(item)
    kept.push(item)
  }
  return kept
}

/** The beginning of a text, at most `room` characters with the `…` that ends it. */
function cutText(children: Text, room: number): Inline[] {
  const kept: Inline[] = []
  let left = room
  for (const inline of children) {
    const size = length([inline])
    if (size <= left) {
      left -= size
      kept.push(inline)
      continue
    }
    if (inline.kind === 'text') kept.push({ kind: 'text', text: cut(inline.text, Math.max(1, left)) })
    else if ('children' in inline) kept.push({ ...inline, children: cutText(inline.children, left) })
    else kept.push({ kind: 'text', text: '…' })
    return kept
  }
  return kept
}
