import type { CommandOption } from '../world/rows.ts'
import type { Problem } from './errors.ts'
import {
  any,
  bits,
  boolean,
  dictionary,
  fail,
  integer,
  list,
  nullable,
  number,
  object,
  read,
  type Shape,
  snowflake,
  string,
} from './shape.ts'

const LOCALES = new Set(
  (
    'ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE ' +
    'th tr uk vi zh-CN zh-TW'
  ).split(' '),
)
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

const commandName: Shape<string> = (value, at, problems) => {
  const name = string(1, 32)(value, at, problems)
  if (!NAME.test(name) || name !== name.toLowerCase())
    fail(problems, at, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
  return name
}
const description = string(1, 100)

const localised = <T>(item: Shape<T>): Shape<Record<string, T> | null> =>
  nullable((value, at, problems) => {
    const entries = dictionary(item)(value, at, problems)
    for (const locale of Object.keys(entries))
      if (!LOCALES.has(locale))
        fail(
          problems,
          [...at, locale],
          'BASE_TYPE_CHOICES',
          `Value must be one of {${[...LOCALES].join(', ')}}.`,
        )
    return entries
  })

const choiceValue: Shape<string | number> = (value, at, problems) =>
  typeof value === 'number' ? value : string(1, 100)(value, at, problems)
const choice = object(
  { name: string(1, 100), value: choiceValue },
  { name_localizations: localised(string(1, 100)) },
)

const option: Shape<CommandOption> = (value, at, problems) => {
  const given = object(
    { type: integer(1, 11), name: commandName, description },
    {
      name_localizations: localised(commandName),
      description_localizations: localised(description),
      required: boolean,
      autocomplete: boolean,
      choices: nullable(list(choice, 0, 25)),
      options: nullable(options),
      channel_types: nullable(list(integer(0, 20), 0, 20)),
      min_length: nullable(integer(0, 6_000)),
      max_length: nullable(integer(1, 6_000)),
      min_value: nullable(number),
      max_value: nullable(number),
    },
  )(value, at, problems)
  if (given.autocomplete && (given.choices?.length ?? 0) > 0)
    fail(
      problems,
      [...at, 'autocomplete'],
      'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES',
      'Autocomplete cannot be used with choices',
    )
  const {
    choices,
    options: nested,
    channel_types,
    min_length,
    max_length,
    min_value,
    max_value,
    ...rest
  } = given
  return {
    ...rest,
    ...(choices == null ? {} : { choices: choices as CommandOption['choices'] & object }),
    ...(nested == null ? {} : { options: nested }),
    ...(channel_types == null ? {} : { channel_types }),
    ...(min_length == null ? {} : { min_length }),
    ...(max_length == null ? {} : { max_length }),
    ...(min_value == null ? {} : { min_value }),
    ...(max_value == null ? {} : { max_value }),
  } as CommandOption
}

function options(value: unknown, at: readonly string[], problems: Problem[]): CommandOption[] {
  const given = list(option, 0, 25)(value, at, problems)
  const names = new Set<string>()
  let optional = false
  given.forEach((entry, i) => {
    const place = [...at, String(i)]
    if (names.has(entry.name))
      fail(problems, place, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists')
    names.add(entry.name)
    if (entry.required && optional)
      fail(
        problems,
        place,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    if (!entry.required && entry.type > 2) optional = true
  })
  return given
}

const optional = {
  id: nullable(snowflake),
  type: nullable(integer(1, 3)),
  description: nullable(string(0, 100)),
  name_localizations: localised(string(1, 32)),
  description_localizations: localised(description),
  options: nullable(options),
  default_member_permissions: nullable(bits),
  dm_permission: nullable(boolean),
  contexts: nullable(list(integer(0, 2), 1, 3)),
  integration_types: nullable(list(integer(0, 1), 1, 2)),
  nsfw: nullable(boolean),
  handler: any,
}

const command = (partial: boolean) =>
  ((value, at, problems) => {
    const name: Shape<string> = (given, place, all) =>
      (value as { type?: number }).type === 2 || (value as { type?: number }).type === 3
        ? string(1, 32)(given, place, all)
        : commandName(given, place, all)
    const given = partial
      ? object({}, { ...optional, name })(value, at, problems)
      : object({ name }, optional)(value, at, problems)
    const type = given.type ?? 1
    if (!partial && type === 1 && !given.description)
      fail(problems, [...at, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required')
    if (type !== 1 && (given.description || (given.options?.length ?? 0) > 0))
      fail(problems, at, 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS', 'Context menu commands take neither.')
    if (weight(given) > 8_000)
      fail(problems, at, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')
    return given
  }) satisfies Shape<unknown>

interface Weighed {
  readonly name?: string
  readonly description?: string | null
  readonly name_localizations?: Readonly<Record<string, string>> | null
  readonly description_localizations?: Readonly<Record<string, string>> | null
  readonly options?: readonly Weighed[] | null
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[]
}

/** Names, descriptions and values together, of each text its longest translation. */
function weight(given: Weighed): number {
  const longest = (
    text: string | null | undefined,
    others: Readonly<Record<string, string>> | null | undefined,
  ) => Math.max((text ?? '').length, ...Object.values(others ?? {}).map((entry) => entry.length))
  let total =
    longest(given.name, given.name_localizations) +
    longest(given.description, given.description_localizations)
  for (const entry of given.options ?? []) total += weight(entry)
  for (const entry of given.choices ?? []) total += entry.name.length + String(entry.value).length
  return total
}

export const readCommand = (body: unknown) => read(command(false), body)
export const readCommandPatch = (body: unknown) => read(command(true), body)
export const readCommands = (body: unknown) => read(list(command(false), 0, 130), body)

export type GivenCommand = ReturnType<typeof readCommandPatch>
