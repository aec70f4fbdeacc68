import { isObject } from '../http.ts'

/** Takes down a complaint about the place that a JSON pointer names. */
type Complain = (complaint: string, at: string) => void

/** Looks at one value and complains of what Slack would not take. */
export type Check = (value: unknown, at: string, complain: Complain) => void

export interface Field {
  readonly check: Check
  readonly required: boolean
}

export const needed = (check: Check): Field => ({ check, required: true })
export const maybe = (check: Check): Field => ({ check, required: false })

/** Text of `least` to `most` characters. */
export const string =
  (most: number, least = 0): Check =>
  (value, at, complain) => {
    if (typeof value !== 'string') complain('must be a string', at)
    else if (value.length > most) complain(`must be less than ${most + 1} characters`, at)
    else if (value.length < least) complain(`must be more than ${least - 1} characters`, at)
  }

export const matching =
  (pattern: RegExp, words: string): Check =>
  (value, at, complain) => {
    if (typeof value !== 'string' || !pattern.test(value)) complain(words, at)
  }

export const boolean: Check = (value, at, complain) => {
  if (typeof value !== 'boolean') complain('must be a boolean', at)
}

export const integer =
  (least: number, most: number): Check =>
  (value, at, complain) => {
    if (!Number.isInteger(value)) complain('must be an integer', at)
    else if (Number(value) < least || Number(value) > most)
      complain(`must be between ${least} and ${most}`, at)
  }

export const oneOf =
  (...values: readonly string[]): Check =>
  (value, at, complain) => {
    if (typeof value !== 'string' || !values.includes(value)) {
      complain(`must be one of: ${values.join(', ')}`, at)
    }
  }

export const anything: Check = () => {}

export const list =
  (check: Check, most: number, least = 0): Check =>
  (value, at, complain) => {
    if (!Array.isArray(value)) return complain('must be an array', at)
    if (value.length > most) complain(`no more than ${most} items allowed`, at)
    if (value.length < least) complain(`no fewer than ${least} items allowed`, at)
    for (const [index, item] of value.entries()) check(item, `${at}/${index}`, complain)
  }

/** An object with these fields and no others; `more` looks at the whole. */
export const object =
  (fields: Readonly<Record<string, Field>>, more?: Check): Check =>
  (value, at, complain) => {
    if (!isObject(value)) return complain('must be an object', at)
    for (const [name, field] of Object.entries(fields)) {
      const held = value[name]
      if (held !== undefined && held !== null) field.check(held, `${at}/${name}`, complain)
      else if (field.required) complain(`missing required field: ${name}`, at)
    }
    for (const name of Object.keys(value)) {
      if (!(name in fields)) complain(`no such field: ${name}`, `${at}/${name}`)
    }
    more?.(value, at, complain)
  }

/** One of several kinds of object, told apart by `type`. */
export const typed =
  (kinds: Readonly<Record<string, Check>>): Check =>
  (value, at, complain) => {
    if (!isObject(value)) return complain('must be an object', at)
    if (typeof value.type !== 'string') return complain('missing required field: type', at)
    const kind = Object.hasOwn(kinds, value.type) ? kinds[value.type] : undefined
    if (kind === undefined) return complain(`unsupported type: ${value.type}`, `${at}/type`)
    kind(value, at, complain)
  }

/** Exactly one of these fields. */
export const exactlyOne =
  (...names: readonly string[]): Check =>
  (value, at, complain) => {
    const given = isObject(value) ? names.filter((name) => value[name] !== undefined) : []
    if (given.length !== 1) complain(`must define exactly one of: ${names.join(', ')}`, at)
  }

export const both =
  (...checks: readonly Check[]): Check =>
  (value, at, complain) => {
    for (const check of checks) check(value, at, complain)
  }
