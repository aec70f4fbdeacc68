import type { FieldError } from '../chat/form.ts'
import type { Option } from '../chat/message.ts'
import { languageName } from '../programme/lookup/languages.ts'
import type { FieldProblem } from '../programme/profile/check.ts'
import { countryOption, zoneOption } from './options.ts'
import type { Voice } from './voice.ts'

/** What is wrong, at which field, in words; with what an ambiguous text may mean, to choose from. */
export function fieldErrors(problems: readonly FieldProblem[], now: number, voice: Voice): FieldError[] {
  return problems.map((problem) => {
    const options = problem.options ?? []
    const message = voice.text(`error.${problem.code}`, {
      typed: problem.typed === '' ? 'empty' : (problem.typed ?? ''),
      max: problem.max ?? 0,
      options: options.length === 0 ? 'none' : 'some',
    })
    const choices = options.map((value) => meaning(problem.source, value, now, voice))
    return { field: problem.field, message, ...(choices.length > 0 ? { choices } : {}) }
  })
}

function meaning(source: FieldProblem['source'], value: string, now: number, voice: Voice): Option {
  if (source === 'country') return countryOption(value, voice)
  if (source === 'zone') return zoneOption(value, now)
  const names = value.split(', ').map((code) => languageName(code, voice.locale))
  return { value, label: voice.and(names) }
}
