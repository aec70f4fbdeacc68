import type { Field, FormValues } from '../chat/form.ts'
import type { Option } from '../chat/message.ts'
import { closedList } from './options.ts'
import { type Question, valueName } from './people.ts'
import type { MessageKey, Voice } from './voice.ts'

/** Makes fields with their words; what was filled in last stands before what is saved. */
export class FieldMaker {
  readonly voice: Voice
  private readonly draft: FormValues

  /** @param draft what was filled in last and not taken */
  constructor(draft: FormValues | undefined, voice: Voice) {
    this.voice = voice
    this.draft = draft ?? {}
  }

  line(name: string, value: string | null, max: number, required = false): Field {
    return { kind: 'line', ...this.words(name, required), max, ...this.text(name, value) }
  }

  paragraph(name: string, value: string | null, max: number): Field {
    return { kind: 'paragraph', ...this.words(name, false), max, ...this.text(name, value) }
  }

  choice(name: string, question: Question, values: readonly string[], value: string | null): Field {
    return this.options(name, this.named(question, values), value)
  }

  options(name: string, options: readonly Option[], value: string | null): Field {
    const chosen = this.one(name) ?? value
    const offered = options.some((option) => option.value === chosen)
    return {
      kind: 'choice',
      ...this.words(name, false),
      options,
      ...(chosen && offered ? { value: chosen } : {}),
    }
  }

  choices(
    name: string,
    question: Question,
    from: readonly string[],
    values: readonly string[],
    max: number,
  ): Field {
    const chosen = (this.many(name) ?? values).filter((value) => from.includes(value))
    return {
      kind: 'choices',
      ...this.words(name, false),
      options: this.named(question, from),
      max,
      values: chosen,
    }
  }

  lookUp(name: 'country' | 'zone' | 'languages', many: boolean, saved: Option[], required: boolean): Field {
    const typed = this.many(name)
    const chosen = typed
      ? typed.filter((value) => value !== '').map((value) => ({ value, label: value }))
      : saved
    const source = name === 'languages' ? 'language' : name
    return { kind: 'look-up', ...this.words(name, required), source, many, chosen }
  }

  private named(question: Question, values: readonly string[]): readonly Option[] {
    return closedList(values.map((value) => ({ value, label: valueName(question, value, this.voice) })))
  }

  private words(
    name: string,
    required: boolean,
  ): { name: string; label: string; hint?: string; required: boolean } {
    const hint = `field.${name}.hint`
    return {
      name,
      label: this.voice.text(`field.${name}` as MessageKey),
      ...(this.voice.has(hint) ? { hint: this.voice.text(hint) } : {}),
      required,
    }
  }

  private text(name: string, value: string | null): { value?: string } {
    const shown = this.one(name) ?? value
    return shown ? { value: shown } : {}
  }

  private one(name: string): string | undefined {
    return this.many(name)?.[0]
  }

  private many(name: string): readonly string[] | undefined {
    const value = this.draft[name]
    return typeof value === 'string' ? [value] : value
  }
}
