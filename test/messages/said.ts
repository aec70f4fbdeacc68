import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import catalogue from '../../src/messages/en.json' with { type: 'json' }
import { createVoice, type Voice } from '../../src/messages/voice.ts'

export type Platform = 'slack' | 'discord'

/** Each message of the catalogue by its key. */
export const MESSAGES: readonly [key: string, message: string][] = Object.entries(catalogue)

/** What a message is made of, as its formatter reads it. */
export const parsed = (message: string): MessageFormatElement[] =>
  new IntlMessageFormat(message, 'en').getAst()

/** A variant of a message as it is read on a platform, with `{name}` where something is filled in. */
export function variants(message: string, on: Platform): string[] {
  const [only] = parsed(message)
  if (only?.type !== TYPE.select && only?.type !== TYPE.plural) return [words(parsed(message))]
  const options = Object.entries(only.options)
  const chosen =
    only.type === TYPE.select && only.value === 'platform'
      ? options.filter(([name]) => name === (on === 'discord' ? 'discord' : 'other'))
      : options
  return chosen.map(([, { value }]) => words(value))
}

/** What a message can be filled with, by how it is used: shown as it is, or chosen by. */
export function filledWith(message: string): { shown: string[]; counted: string[]; chosen: string[] } {
  const found = { shown: new Set<string>(), counted: new Set<string>(), chosen: new Set<string>() }
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument) found.shown.add(element.value)
      if (element.type === TYPE.plural) found.counted.add(element.value)
      if (element.type === TYPE.select) found.chosen.add(element.value)
      if (element.type === TYPE.tag) walk(element.children)
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const { value } of Object.values(element.options)) walk(value)
    }
  }
  walk(parsed(message))
  return { shown: [...found.shown], counted: [...found.counted], chosen: [...found.chosen] }
}

const words = (elements: readonly MessageFormatElement[]): string =>
  elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value
      if (element.type === TYPE.tag) return words(element.children)
      return element.type === TYPE.pound ? '#' : `{${'value' in element ? element.value : ''}}`
    })
    .join('')

/** A voice whose buttons are ids that can be read. */
export const voiceOn = (platform: Platform): Voice =>
  createVoice({
    locale: 'en',
    platform,
    typed: (name) => `/${name}`,
    press: (action, args) => [action, ...args].join(' '),
    form: (name, args) => [name, ...args].join(' '),
  })
