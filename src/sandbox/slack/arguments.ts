import { parseJson } from '../../http/json.ts'
import { asText } from '../as-text.ts'
import { isObject, parseObject } from './http.ts'
import { refusalWith } from './refusal.ts'

/**
 * A call's arguments. They come as form fields, where lists and objects are JSON texts and everything else
 * is text, or as one JSON object; readers need not know which.
 */
export class Arguments {
  readonly #given: ReadonlyMap<string, unknown>

  constructor(given: ReadonlyMap<string, unknown>) {
    this.#given = given
  }

  static parse(contentType: string, body: string, query: URLSearchParams): Arguments {
    const given = new Map<string, unknown>(query)
    if (contentType.startsWith('application/json')) {
      for (const [name, value] of Object.entries(parseObject(body) ?? {})) given.set(name, value)
    } else for (const [name, value] of new URLSearchParams(body)) given.set(name, value)
    return new Arguments(given)
  }

  names(): string[] {
    return [...this.#given.keys()]
  }

  has(name: string): boolean {
    const value = this.#given.get(name)
    return value !== undefined && value !== null
  }

  text(name: string): string {
    const value = this.#given.get(name)
    if (value === undefined || value === null) return ''
    return Array.isArray(value) ? value.map(asText).join(',') : asText(value)
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name).toLowerCase())
  }

  /** A whole number, within bounds. */
  number(name: string, fallback: number, most = Number.MAX_SAFE_INTEGER): number {
    if (!this.has(name)) return fallback
    const value = Number(this.text(name))
    if (!Number.isInteger(value) || value < 0) {
      throw refusalWith('invalid_arguments', [`[ERROR] must be an integer [json-pointer:/${name}]`])
    }
    return Math.min(value, most)
  }

  /** Comma-separated words, or a JSON list of them. */
  list(name: string): string[] {
    const value = this.#given.get(name)
    const words = Array.isArray(value) ? value.map(asText) : this.text(name).split(',')
    return words.map((word) => word.trim()).filter((word) => word !== '')
  }

  /** A list or object; undefined where it is neither given nor readable as JSON. */
  json(name: string): unknown {
    const value = this.#given.get(name)
    if (typeof value !== 'string') return value ?? undefined
    try {
      return parseJson(value)
    } catch {
      return undefined
    }
  }

  object(name: string): Record<string, unknown> | undefined {
    const value = this.json(name)
    return isObject(value) ? value : undefined
  }
}
