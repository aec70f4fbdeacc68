/** What a form may look like: title, custom id, one to five top-level components. */
import { Component } from '../world/bits.ts'
import type { Json } from '../world/rows.ts'
import { checkTogether } from './component-tree.ts'
import { byType, customId, selects, textDisplay } from './components.ts'
import { boolean, fail, integer, list, nullable, object, read, type Shape, string } from './shape.ts'

const id = integer(0, 2_147_483_647)
const type = integer(1, 30)

const textInput = (inLabel: boolean): Shape<Record<string, unknown>> => {
  const optional = {
    id,
    min_length: nullable(integer(0, 4_000)),
    max_length: nullable(integer(1, 4_000)),
    required: nullable(boolean),
    value: nullable(string(0, 4_000)),
    placeholder: nullable(string(0, 100)),
  }
  const required = { type, custom_id: customId, style: integer(1, 2) }
  return (value, at, problems) => {
    const given = inLabel
      ? object(required, optional)(value, at, problems)
      : object({ ...required, label: string(1, 45) }, optional)(value, at, problems)
    if ((given.min_length ?? 0) > (given.max_length ?? 4_000))
      fail(problems, [...at, 'min_length'], 'BASE_TYPE_BAD_LENGTH', 'Must not exceed max_length.')
    if (given.value && [...given.value].length > (given.max_length ?? 4_000))
      fail(problems, [...at, 'value'], 'BASE_TYPE_MAX_LENGTH', 'Must not be longer than max_length.')
    return given
  }
}

const choice = object(
  { label: string(1, 100), value: string(1, 100) },
  { description: nullable(string(0, 100)), default: boolean },
)
const group = (least: number): Shape<Record<string, unknown>> =>
  object(
    { type, custom_id: customId, options: list(choice, least, 10) },
    { id, required: boolean, min_values: integer(0, 10), max_values: integer(1, 10) },
  )

const fields = {
  [Component.textInput]: textInput(true),
  ...selects(true),
  [Component.fileUpload]: object(
    { type, custom_id: customId },
    { id, required: boolean, min_values: integer(0, 10), max_values: integer(1, 10) },
  ),
  [Component.radioGroup]: group(2),
  [Component.checkboxGroup]: group(1),
  [Component.checkbox]: object({ type, custom_id: customId }, { id, default: boolean }),
}
const label = object(
  { type, label: string(1, 45), component: byType(fields) },
  { id, description: nullable(string(1, 100)) },
)
const row = object(
  { type, components: list(byType({ [Component.textInput]: textInput(false) }), 1, 1) },
  { id },
)

const components: Shape<Json[]> = (value, at, problems) => {
  const nodes = list(
    byType({
      [Component.actionRow]: row,
      [Component.textDisplay]: textDisplay,
      [Component.label]: label,
    }),
    1,
    5,
  )(value, at, problems)
  checkTogether(nodes, at, problems)
  return nodes
}

const shape = object({ data: object({ custom_id: customId, title: string(1, 45), components }, {}) }, {})

export const readModal = (data: unknown) => read(shape, { data: data ?? {} }).data
