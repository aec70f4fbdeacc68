import { z } from 'zod'
import type { FormValues } from '../../chat/form.ts'
import { each, maybe, text } from '../../port/tolerant.ts'
import { fieldIn } from './form-view.ts'

const option = z.object({ value: z.string() })

/** What an input holds, whatever its kind; Slack names the place differently for each. */
const element = maybe(
  z.object({
    value: text,
    selected_option: maybe(option),
    selected_options: maybe(each(option)),
    selected_date: text,
  }),
)

export const viewState = z.object({
  values: z.record(z.string(), z.record(z.string(), element).catch({})).catch({}),
})

/** What was filled in, by field name: an empty string or an empty list where nothing was. */
export function valuesOf(state: z.output<typeof viewState>): FormValues {
  const values: Record<string, string | readonly string[]> = {}
  for (const [blockId, elements] of Object.entries(state.values)) {
    const name = fieldIn(blockId)
    const [held] = Object.values(elements)
    if (name === undefined || held === undefined) continue
    values[name] =
      held.selected_options?.map(({ value }) => value) ??
      held.selected_option?.value ??
      held.selected_date ??
      held.value ??
      ''
  }
  return values
}
