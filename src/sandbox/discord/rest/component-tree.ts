/** What holds for all components of a message or form together. */
import { Component } from '../world/bits.ts'
import type { Json } from '../world/rows.ts'
import { classicComponents, layoutComponents } from './components.ts'
import type { Problem } from './errors.ts'
import { fail, isObject, type Shape } from './shape.ts'

const MOST_COMPONENTS = 40
const MOST_TEXT = 4_000

/** Visits each component, outermost first, with its place. */
function visit(
  nodes: readonly unknown[],
  at: readonly string[],
  visitor: (node: Json, at: readonly string[]) => void,
): void {
  nodes.forEach((node, i) => {
    if (isObject(node)) visitOne(node, [...at, String(i)], visitor)
  })
}

function visitOne(
  node: Json,
  at: readonly string[],
  visitor: (node: Json, at: readonly string[]) => void,
): void {
  visitor(node, at)
  if (Array.isArray(node.components)) visit(node.components, [...at, 'components'], visitor)
  for (const key of ['accessory', 'component'])
    if (isObject(node[key])) visitOne(node[key], [...at, key], visitor)
}

/** Reads the components of a message and gives each an `id`, as Discord does where none is set. */
export const messageComponents =
  (v2: boolean, filenames: ReadonlySet<string>): Shape<Json[]> =>
  (value, at, problems) => {
    const nodes = (v2 ? layoutComponents : classicComponents)(value, at, problems)
    if (problems.length > 0) return nodes
    checkTogether(nodes, at, problems)
    if (v2) checkSize(nodes, at, problems)
    checkFiles(nodes, at, problems, filenames)
    return withIds(nodes)
  }

export function checkTogether(nodes: readonly Json[], at: readonly string[], problems: Problem[]): void {
  const customIds = new Set<unknown>()
  const ids = new Set<unknown>()
  visit(nodes, at, (node, place) => {
    const { custom_id: customId, id } = node
    if (customId !== undefined && customIds.has(customId))
      fail(
        problems,
        [...place, 'custom_id'],
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated',
      )
    customIds.add(customId)
    if (id === undefined || id === 0) return
    if (ids.has(id))
      fail(problems, [...place, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
    ids.add(id)
  })
}

function checkSize(nodes: readonly Json[], at: readonly string[], problems: Problem[]): void {
  let count = 0
  let text = 0
  visit(nodes, at, (node) => {
    count++
    if (node.type === Component.textDisplay) text += [...String(node.content)].length
  })
  if (count > MOST_COMPONENTS)
    fail(
      problems,
      at,
      'BASE_TYPE_BAD_LENGTH',
      `Must have ${MOST_COMPONENTS} or fewer components in total (${count}).`,
    )
  if (text > MOST_TEXT)
    fail(
      problems,
      at,
      'COMPONENT_MAX_TOTAL_TEXT_LENGTH',
      `The total text of all components must be ${MOST_TEXT} or fewer characters (${text}).`,
    )
}

function checkFiles(
  nodes: readonly Json[],
  at: readonly string[],
  problems: Problem[],
  filenames: ReadonlySet<string>,
): void {
  const check = (holder: unknown, place: readonly string[]) => {
    const url = isObject(holder) ? holder.url : undefined
    if (typeof url !== 'string' || !url.startsWith('attachment://')) return
    if (!filenames.has(url.slice('attachment://'.length)))
      fail(
        problems,
        [...place, 'url'],
        'MEDIA_ATTACHMENT_NOT_FOUND',
        `The referenced attachment was not found: ${url}`,
      )
  }
  visit(nodes, at, (node, place) => {
    check(node.media, [...place, 'media'])
    check(node.file, [...place, 'file'])
    const items = Array.isArray(node.items) ? node.items : []
    items.forEach((item: unknown, i) => {
      if (isObject(item)) check(item.media, [...place, 'items', String(i), 'media'])
    })
  })
}

/** What Discord fills in where nothing is said, by type. */
const DEFAULTS: Readonly<Record<number, Json>> = {
  [Component.stringSelect]: { min_values: 1, max_values: 1 },
  [Component.userSelect]: { min_values: 1, max_values: 1 },
  [Component.roleSelect]: { min_values: 1, max_values: 1 },
  [Component.mentionableSelect]: { min_values: 1, max_values: 1 },
  [Component.channelSelect]: { min_values: 1, max_values: 1 },
  [Component.thumbnail]: { description: null, spoiler: false },
  [Component.file]: { spoiler: false },
  [Component.separator]: { divider: true, spacing: 1 },
  [Component.container]: { accent_color: null, spoiler: false },
}

function withIds(nodes: readonly Json[]): Json[] {
  const taken = new Set<unknown>()
  visit(nodes, [], (node) => taken.add(node.id))
  let next = 1
  const fresh = () => {
    while (taken.has(next)) next++
    return next++
  }
  const give = (node: Json): Json => {
    const id = node.id ? node.id : fresh()
    const { components, accessory, items } = node
    return {
      ...DEFAULTS[Number(node.type)],
      ...node,
      id,
      ...(Array.isArray(components) ? { components: components.map(give) } : {}),
      ...(isObject(accessory) ? { accessory: give(accessory) } : {}),
      ...(Array.isArray(items)
        ? { items: items.map((item: Json) => ({ description: null, spoiler: false, ...item })) }
        : {}),
    }
  }
  return nodes.map(give)
}
