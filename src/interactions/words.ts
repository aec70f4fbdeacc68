import type { CommandOption, Input } from '../chat/command.ts'
import { Problem } from '../programme/problem.ts'
import type { ProgrammeCommand, Visit } from './context.ts'

/** How much of what was typed is said back. */
const SHOWN = 40

/**
 * The step that was asked for: by its word, else what is usual. A word that stands where a step's is to be and is none
 * is taken for one that was meant.
 */
export function stepTyped(command: ProgrammeCommand, input: Input): string | undefined {
  if (!('steps' in command)) return undefined
  const word = input.do ?? input._unknown
  const text = textOf(command)
  if (word !== undefined || !text) return word
  // "/programme start": a text with which the usual step has nothing to do is no text.
  const loose = input[text.name]
  if (loose === undefined || placeFor(text, command.usual) !== 'none') return undefined
  return loose.split(/\s+/u)[0]
}

/**
 * Nothing of what was typed is left unread: words for which there is no place, or for which this step has no use, and
 * words that it needs and that are missing.
 *
 * @throws Problem `words-too-many`, `words-missing`, `words-too-long`
 */
export function requireWords(
  { voice }: Visit,
  command: ProgrammeCommand,
  step: string | undefined,
  input: Input,
): void {
  const name = voice.command(command.name, step === undefined ? {} : { do: step })
  const tooMany = (words: string) => new Problem('words-too-many', { words: shown(words), command: name })
  if (input._more !== undefined) throw tooMany(input._more)
  if (input._unknown !== undefined && !('steps' in command)) throw tooMany(input._unknown)
  const text = textOf(command)
  if (!text) return
  const given = input[text.name] ?? ''
  const place = placeFor(text, step)
  if (given !== '' && place === 'none') throw tooMany(given)
  if (given === '' && place === 'needed') {
    throw new Problem('words-missing', { command: name, what: text.description })
  }
  if ([...given].length > text.max) {
    throw new Problem('words-too-long', { words: shown(given), command: name, most: text.max })
  }
}

type TextOption = Extract<CommandOption, { readonly kind: 'text' }>

const textOf = ({ options }: ProgrammeCommand): TextOption | undefined =>
  options.find((option): option is TextOption => option.kind === 'text')

/** Whether a step takes the text. */
function placeFor({ after }: TextOption, step: string | undefined): 'none' | 'needed' | 'optional' {
  if (!after || step === undefined) return 'optional'
  return Object.hasOwn(after, step) ? (after[step] ?? 'none') : 'none'
}

function shown(words: string): string {
  const all = [...words]
  return all.length <= SHOWN ? words : `${all.slice(0, SHOWN).join('')}…`
}
