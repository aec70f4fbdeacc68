import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { FieldError } from '../../chat/form.ts'
import { blockIdOf, errorText, fieldIn } from './form-view.ts'

/**
 * Errors by input block. Slack shows them only at inputs, so that one about something else stands at the
 * first; undefined where there is no input.
 */
export function atFields(
  blockIds: readonly string[],
  errors: readonly FieldError[],
  words: AdapterWords,
): Record<string, string> | undefined {
  const inputs = blockIds.filter((id) => fieldIn(id) !== undefined)
  const [first] = inputs
  if (first === undefined || errors.length === 0) return undefined
  const placed: Record<string, string> = {}
  for (const error of errors) {
    const at = inputs.find((id) => id === blockIdOf(error.field) || fieldIn(id) === error.field) ?? first
    const text = errorText(error, words)
    placed[at] = placed[at] === undefined ? text : `${placed[at]} ${text}`
  }
  return placed
}
