import type { FieldError } from '../chat/form.ts'
import type { Option } from '../chat/message.ts'
import { countryName } from '../programme/lookup/countries.ts'
import { findLanguage, languageName } from '../programme/lookup/languages.ts'
import { placeOfValue } from '../programme/lookup/zones.ts'
import type { FieldProblem } from '../programme/profile/check.ts'
import { countryOption, placeOption } from './options.ts'
import type { Voice } from './voice.ts'

/** What is wrong, at which field, in words; with what an ambiguous text may mean, to choose from. */
export function fieldErrors(problems: readonly FieldProblem[], now: number, voice: Voice): FieldError[] {
  return problems.map((problem) => {
    const options = problem.options ?? []
    const message = voice.text(`error.${problem.code}`, {
      typed: problem.typed === '' ? 'empty' : (problem.typed ?? ''),
      max: problem.max ?? 0,
      country: problem.country === undefined ? '' : countryName(problem.country, voice.locale),
      options: options.length === 0 ? 'none' : 'some',
    })
    const choices = options.map((value) => meaning(problem.source, value, now, voice))
    return { field: problem.field, message, ...(choices.length > 0 ? { choices } : {}) }
  })
}

function meaning(source: FieldProblem['source'], value: string, now: number, voice: Voice): Option {
  if (source === 'country') return countryOption(value, voice)
  if (source === 'zone') return placeOption(placeOfValue(value) ?? { zone: value }, now, voice)
  return { value, label: voice.and(value.split(', ').map((word) => languageIn(word, voice))) }
}

/** The language of a part of a value; a word that is not understood yet stands as it was typed. */
function languageIn(word: string, voice: Voice): string {
  const found = findLanguage(word, voice.locale)
  return found.kind === 'one' ? languageName(found.value, voice.locale) : word
}
