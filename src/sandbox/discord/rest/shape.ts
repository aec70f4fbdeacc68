import { isSnowflake } from '../world/snowflake.ts'
import { invalidForm, type Problem } from './errors.ts'

/** Reads a value or throws a `Mismatch` (caught by the object or list around it, which goes on). */
export type Shape<T> = (value: unknown, at: readonly string[], problems: Problem[]) => T

class Mismatch extends Error {}

export function fail(problems: Problem[], at: readonly string[], code: string, message: string): never {
  problems.push({ at, code, message })
  throw new Mismatch(message)
}

/** Reads a whole body; every problem of it is in the one 50035. */
export function read<T>(shape: Shape<T>, body: unknown): T {
  const problems: Problem[] = []
  let result: T | undefined
  try {
    result = shape(body, [], problems)
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
  }
  if (problems.length > 0) throw invalidForm(problems)
  return result as T
}

export const string =
  (min: number, max: number): Shape<string> =>
  (value, at, problems) => {
    if (typeof value !== 'string') fail(problems, at, 'STRING_TYPE_CONVERT', 'Could not interpret as string.')
    const length = [...value].length
    if (length > max && min <= 0)
      fail(problems, at, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)
    if (length < min || length > max)
      fail(
        problems,
        at,
        length === 0 ? 'BASE_TYPE_REQUIRED' : 'BASE_TYPE_BAD_LENGTH',
        length === 0 ? 'This field is required' : `Must be between ${min} and ${max} in length.`,
      )
    return value
  }

export const integer =
  (min: number, max: number): Shape<number> =>
  (value, at, problems) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number))
      fail(problems, at, 'NUMBER_TYPE_COERCE', `Value "${asGiven(value)}" is not int.`)
    if (number < min)
      fail(problems, at, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`)
    if (number > max)
      fail(problems, at, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
    return number
  }

export const number: Shape<number> = (value, at, problems) =>
  typeof value === 'number' ? value : fail(problems, at, 'NUMBER_TYPE_COERCE', 'Value is not a number.')

export const boolean: Shape<boolean> = (value, at, problems) =>
  typeof value === 'boolean'
    ? value
    : fail(problems, at, 'BOOLEAN_TYPE_PARSE', 'Must be either true or false.')

export const snowflake: Shape<string> = (value, at, problems) => {
  const text = typeof value === 'number' ? String(value) : value
  return isSnowflake(text)
    ? text
    : fail(problems, at, 'NUMBER_TYPE_COERCE', `Value "${asGiven(value)}" is not snowflake.`)
}

/** A value as it is shown to whoever gave it: an object can hold a `toString` that is none. */
const asGiven = (value: unknown): string => (isObject(value) ? '{…}' : JSON.stringify(value)).slice(0, 100)

/** Permission bits: a decimal string, or a number. Read as a decimal string. */
export const bits: Shape<string> = (value, at, problems) =>
  (typeof value === 'string' && /^\d{1,20}$/.test(value)) ||
  (Number.isSafeInteger(value) && Number(value) >= 0)
    ? BigInt(value as string | number).toString()
    : fail(problems, at, 'NUMBER_TYPE_COERCE', `Value "${asGiven(value)}" is not int.`)

export const oneOf =
  <T extends string | number>(...choices: readonly T[]): Shape<T> =>
  (value, at, problems) =>
    choices.find((choice) => choice === value) ??
    fail(problems, at, 'BASE_TYPE_CHOICES', `Value must be one of {${choices.join(', ')}}.`)

export const url =
  (max: number): Shape<string> =>
  (value, at, problems) => {
    const text = string(1, max)(value, at, problems)
    return /^(https?|discord):\/\/\S+$/.test(text)
      ? text
      : fail(problems, at, 'URL_TYPE_INVALID_SCHEME', 'Scheme must be one of (http, https, discord).')
  }

export const any: Shape<unknown> = (value) => value

export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, at, problems) =>
    value === null ? null : shape(value, at, problems)

export const list =
  <T>(item: Shape<T>, min: number, max: number): Shape<T[]> =>
  (value, at, problems) => {
    if (!Array.isArray(value))
      fail(problems, at, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')
    if (value.length < min || value.length > max)
      fail(problems, at, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
    return value.flatMap((entry, i) => attempt(() => [item(entry, [...at, String(i)], problems)]) ?? [])
  }

/** A mapping of anything to one shape, such as localisations. */
export const dictionary =
  <T>(item: Shape<T>): Shape<Record<string, T>> =>
  (value, at, problems) => {
    if (!isObject(value))
      fail(problems, at, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    const entries = Object.entries(value).flatMap(
      ([key, entry]) => attempt(() => [[key, item(entry, [...at, key], problems)] as const]) ?? [],
    )
    return Object.fromEntries(entries)
  }

type Fields = Readonly<Record<string, Shape<unknown>>>
type Read<S> = S extends Shape<infer T> ? T : never

/**
 * An object. A field that is not named here is refused: Discord ignores it, and a typing error with it;
 * here it is a 50035 with the code LOCAL_UNKNOWN_FIELD.
 */
export const object =
  <R extends Fields, O extends Fields>(
    required: R,
    optional: O,
  ): Shape<{ [K in keyof R]: Read<R[K]> } & { [K in keyof O]?: Read<O[K]> }> =>
  (value, at, problems) => {
    if (!isObject(value))
      fail(problems, at, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    const result: Record<string, unknown> = {}
    const before = problems.length
    for (const name of Object.keys(required))
      if (value[name] === undefined)
        problems.push({ at: [...at, name], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' })
    for (const [name, entry] of Object.entries(value)) {
      const shape = own(required, name) ?? own(optional, name)
      const place = [...at, name]
      if (!shape)
        problems.push({ at: place, code: 'LOCAL_UNKNOWN_FIELD', message: 'This field is not known.' })
      else if (entry !== undefined)
        attempt(() => {
          result[name] = shape(entry, place, problems)
        })
    }
    if (problems.length > before) throw new Mismatch('object')
    return result as { [K in keyof R]: Read<R[K]> } & { [K in keyof O]?: Read<O[K]> }
  }

const own = (fields: Fields, name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined)

function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch (error) {
    if (error instanceof Mismatch) return undefined
    throw error
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
