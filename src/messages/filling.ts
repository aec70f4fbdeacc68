import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { isolated, isolatedText } from '../chat/isolate.ts'
import type { Inline, Text } from '../chat/message.ts'

/** What stands in a message where it says `{name}`. */
export type Filling = string | number | Inline | Text

/**
 * What people copy or look for letter by letter stands there as it is: nothing that cannot be seen goes with it. So
 * does what is in the reader's own words, in which names are set apart already.
 */
export const AS_IT_IS: ReadonlySet<string> = new Set([
  ...['command', 'connect', 'add', 'remove', 'preview', 'post'],
  ...['id', 'reference', 'permission', 'code', 'answer', 'error', 'choices'],
  ...['how', 'what', 'reason', 'kind', 'strength', 'retry'],
])

/** The name under which a message asks for what it is filled with, to be shown and not to choose by. */
const shown = (name: string): string => `${name} as shown`

/** The message with each thing that it shows asked for under the name of what is shown. */
export function setApart(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    switch (element.type) {
      case TYPE.argument:
        return { ...element, value: shown(element.value) }
      case TYPE.tag:
        return { ...element, children: setApart(element.children) }
      case TYPE.select:
      case TYPE.plural: {
        const options = Object.entries(element.options).map(([name, option]) => [
          name,
          { ...option, value: setApart(option.value) },
        ])
        return { ...element, options: Object.fromEntries(options) }
      }
      default:
        return element
    }
  })
}

/** What a message is filled with, as it is shown: whatever may have a direction of its own is set apart. */
export const asShown = (values: Readonly<Record<string, Filling>>): Record<string, Filling> =>
  named(values, (name, value) => (AS_IT_IS.has(name) ? value : apart(value)))

/** The same of what is ours, such as the names of commands. */
export const asItIs = (values: Readonly<Record<string, Filling>>): Record<string, Filling> =>
  named(values, (_, value) => value)

const named = (
  values: Readonly<Record<string, Filling>>,
  how: (name: string, value: Filling) => Filling,
): Record<string, Filling> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [shown(name), how(name, value)]))

function apart(value: Filling): Filling {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return isolated(value)
  return isolatedText('kind' in value ? [value] : value)
}
