/** What components may look like in a message; each entry reads one type. */
import { Component } from '../world/bits.ts'
import type { Problem } from './errors.ts'
import {
  any,
  boolean,
  fail,
  integer,
  isObject,
  list,
  nullable,
  object,
  oneOf,
  type Shape,
  snowflake,
  string,
  url,
} from './shape.ts'

const id = integer(0, 2_147_483_647)
export const customId = string(1, 100)
const type = integer(1, 30)
const emoji = object({}, { id: nullable(snowflake), name: nullable(string(0, 64)), animated: boolean })

/** `attachment://name` of a file in the same message, or a web address. */
const media = object(
  { url: anyUrl },
  // What Discord adds to it, sent back by those who edit what they read. It has no effect.
  { id: any, proxy_url: any, attachment_id: any, content_type: any, height: any, width: any },
)
function anyUrl(value: unknown, at: readonly string[], problems: Problem[]): string {
  return typeof value === 'string' && value.startsWith('attachment://')
    ? value
    : url(2_048)(value, at, problems)
}

const option = object(
  { label: string(1, 100), value: string(1, 100) },
  { description: nullable(string(0, 100)), emoji: nullable(emoji), default: boolean },
)

const button: Shape<Record<string, unknown>> = (value, at, problems) => {
  const read = object(
    { type, style: integer(1, 6) },
    {
      id,
      custom_id: customId,
      label: nullable(string(0, 80)),
      emoji: nullable(emoji),
      url: url(512),
      disabled: boolean,
      sku_id: snowflake,
    },
  )(value, at, problems)
  const link = read.style === 5
  if (link && read.url === undefined) missing(problems, [...at, 'url'])
  if (link && read.custom_id !== undefined)
    fail(
      problems,
      at,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    )
  if (!link && read.style !== 6 && read.custom_id === undefined)
    fail(problems, [...at, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required')
  if (read.style !== 6 && !read.label && !read.emoji) missing(problems, [...at, 'label'])
  return read
}

function missing(problems: Problem[], at: readonly string[]): never {
  return fail(problems, at, 'BASE_TYPE_REQUIRED', 'This field is required')
}

const common = {
  id,
  placeholder: nullable(string(0, 150)),
  min_values: integer(0, 25),
  max_values: integer(1, 25),
  disabled: boolean,
}
/** Only in forms; Discord refuses it in messages. */
const formOnly = { required: boolean }

const stringSelect =
  (form: boolean): Shape<Record<string, unknown>> =>
  (value, at, problems) => {
    const read = object(
      { type, custom_id: customId, options: list(option, 1, 25) },
      form ? { ...common, ...formOnly } : common,
    )(value, at, problems)
    const values = new Set<string>()
    read.options.forEach((entry, i) => {
      if (values.has(entry.value))
        fail(
          problems,
          [...at, 'options', String(i), 'value'],
          'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          'The specified option value is already used',
        )
      values.add(entry.value)
    })
    bounds(read.min_values, read.max_values, read.options.length, at, problems)
    const marked = read.options.filter((entry) => entry.default).length
    if (marked > (read.max_values ?? 1))
      fail(
        problems,
        [...at, 'options'],
        'SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS',
        'There are more default options than max_values',
      )
    return read
  }

function bounds(
  least: number | undefined,
  most: number | undefined,
  options: number,
  at: readonly string[],
  problems: Problem[],
): void {
  if ((most ?? 1) > options)
    fail(problems, [...at, 'max_values'], 'BASE_TYPE_BAD_LENGTH', `Must be ${options} or fewer.`)
  if ((least ?? 1) > (most ?? 1))
    fail(problems, [...at, 'min_values'], 'BASE_TYPE_BAD_LENGTH', 'Must not exceed max_values.')
}

const entitySelect = (form: boolean): Shape<Record<string, unknown>> => {
  const optional = {
    ...common,
    channel_types: list(integer(0, 20), 0, 20),
    default_values: list(object({ id: snowflake, type: oneOf('user', 'role', 'channel') }, {}), 0, 25),
  }
  return object({ type, custom_id: customId }, form ? { ...optional, ...formOnly } : optional)
}

export const selects = (form: boolean): Readonly<Record<number, Shape<Record<string, unknown>>>> => ({
  [Component.stringSelect]: stringSelect(form),
  [Component.userSelect]: entitySelect(form),
  [Component.roleSelect]: entitySelect(form),
  [Component.mentionableSelect]: entitySelect(form),
  [Component.channelSelect]: entitySelect(form),
})

/** Reads a component by its type, from those that may stand there. */
export const byType =
  (shapes: Readonly<Record<number, Shape<Record<string, unknown>>>>): Shape<Record<string, unknown>> =>
  (value, at, problems) => {
    const kind = isObject(value) ? value.type : undefined
    const shape = typeof kind === 'number' ? shapes[kind] : undefined
    if (!shape)
      fail(
        problems,
        [...at, 'type'],
        'UNION_TYPE_CHOICES',
        `Value of field "type" must be one of (${Object.keys(shapes).join(', ')}).`,
      )
    return shape(value, at, problems)
  }

const rowOf: Shape<Record<string, unknown>> = (value, at, problems) => {
  const read = object(
    { type, components: list(byType({ [Component.button]: button, ...selects(false) }), 1, 5) },
    { id },
  )(value, at, problems)
  const hasSelect = read.components.some((child) => child.type !== Component.button)
  if (hasSelect && read.components.length > 1)
    fail(
      problems,
      [...at, 'components'],
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    )
  return read
}

export const textDisplay = object({ type, content: string(1, 4_000) }, { id })
const described = { id, description: nullable(string(1, 1_024)), spoiler: boolean }
const thumbnail = object({ type, media }, described)
const section = object(
  {
    type,
    components: list(byType({ [Component.textDisplay]: textDisplay }), 1, 3),
    accessory: byType({ [Component.button]: button, [Component.thumbnail]: thumbnail }),
  },
  { id },
)
const gallery = object(
  {
    type,
    items: list(object({ media }, { description: described.description, spoiler: boolean }), 1, 10),
  },
  { id },
)
const file = object({ type, file: media }, { id, spoiler: boolean, name: any, size: any })
const separator = object({ type }, { id, divider: boolean, spacing: integer(1, 2) })

const blocks = {
  [Component.actionRow]: rowOf,
  [Component.section]: section,
  [Component.textDisplay]: textDisplay,
  [Component.mediaGallery]: gallery,
  [Component.file]: file,
  [Component.separator]: separator,
}
const container = object(
  { type, components: list(byType(blocks), 1, 40) },
  { id, accent_color: nullable(integer(0, 0xffffff)), spoiler: boolean },
)

/** Without Components V2: up to five rows. */
export const classicComponents = list(byType({ [Component.actionRow]: rowOf }), 0, 5)
/** With it: up to forty components, counted over all levels in `component-tree.ts`. */
export const layoutComponents = list(byType({ ...blocks, [Component.container]: container }), 0, 40)
/** Of either kind; which of them it must be is known once the flags are. */
export const someComponents = list(any, 0, 40)
