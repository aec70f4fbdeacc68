import { isBlank, isNothing } from '../lookup/nothing.ts'
import type { FieldProblem } from './field-problem.ts'

/** What was filled into a form, by field. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

/** Reads fields of a form, noting what is wrong with them. `null` is empty, `undefined` a problem. */
export class Reading {
  readonly values: Filled
  readonly problems: FieldProblem[]

  constructor(values: Filled, problems: FieldProblem[]) {
    this.values = values
    this.problems = problems
  }

  has(field: string): boolean {
    return this.values[field] !== undefined
  }

  text(field: string): string {
    const value = this.values[field]
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
  }

  list(field: string): string[] {
    const value = this.values[field]
    if (typeof value === 'string') return value.trim() === '' ? [] : [value]
    return [...(value ?? [])]
  }

  /** A line of words; "n/a", "-" and the like are none. */
  line(field: string, max: number): string | null | undefined {
    const value = this.name(field, max)
    return value && isNothing(value) ? null : value
  }

  /** A line that somebody is called by, so that "Nil" is one; what shows as nothing is none. */
  name(field: string, max: number): string | null | undefined {
    const value = this.text(field).normalize('NFC').replace(/\s+/g, ' ').trim()
    if (isBlank(value)) return null
    if ([...value].length <= max) return value
    this.problems.push({ field, code: 'too-long', max })
    return undefined
  }

  oneOf<Value extends string>(field: string, allowed: readonly Value[]): Value | null | undefined {
    const value = this.text(field)
    if (value === '') return null
    const found = allowed.find((one) => one === value)
    if (found !== undefined) return found
    this.problems.push({ field, code: 'not-offered', typed: value })
    return undefined
  }

  someOf(field: string, allowed: readonly string[], max: number): string[] | undefined {
    const list = this.list(field)
    const strange = list.find((value) => !allowed.includes(value))
    if (strange !== undefined) this.problems.push({ field, code: 'not-offered', typed: strange })
    else if (list.length > max) this.problems.push({ field, code: 'too-many', max })
    else return list
    return undefined
  }
}
