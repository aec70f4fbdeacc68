import type { CommandDefinition } from '../../chat/command.ts'

/**
 * What a person typed, without Slack's escapes: entities become characters; a mention that Slack
 * resolved (`<@U123|ada>`) becomes `@U123`, a channel `#C123`, a link its address.
 */
export function unescapeText(text: string): string {
  return text
    .replace(/<([@#])([A-Z0-9]+)(?:\|[^>]*)?>/g, '$1$2')
    .replace(/<!([a-z]+)(?:[\^|][^>]*)?>/g, '@$1')
    .replace(/<(?:mailto:)?([^<>|]+)(?:\|[^<>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/**
 * Reads what follows a command (`publish`, `do:publish`, `country:"New Zealand" some words`). Nothing of it is
 * dropped: a word that cannot be chosen comes back as `_unknown`, and words for which there is no place as `_more`,
 * so that whoever answers can say what is possible.
 */
export function readInput(definition: CommandDefinition, typed: string): Record<string, string> {
  const input: Record<string, string> = {}
  let rest = typed.normalize('NFC')
  for (const option of definition.options) {
    const named = new RegExp(`(?:^|\\s)${option.name}:(?:["“”„]([^"“”„]*)["“”„]|(\\S+))`, 'iu')
    const found = named.exec(rest)
    if (found === null) continue
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
    place(input, option, found[1] ?? found[2] ?? '')
  }
  rest = rest.trim()
  const choice = definition.options.find(({ kind }) => kind === 'choice')
  const free = text(definition)
  if (choice && input[choice.name] === undefined && input._unknown === undefined && rest !== '') {
    const [first = ''] = rest.split(/\s+/u)
    const meant = meantBy(choice, first)
    if (meant !== undefined) input[choice.name] = meant
    else if (free === undefined) input._unknown = first
    if (meant !== undefined || free === undefined) rest = rest.slice(first.length).trim()
  }
  if (rest === '') return input
  if (free === undefined || input[free.name] !== undefined) input._more = rest
  else place(input, free, rest)
  return input
}

/** Where words without a name go: the first text, or on Slack a look-up, which is plain text there. */
function text(definition: CommandDefinition) {
  const { options } = definition
  return options.find(({ kind }) => kind === 'text') ?? options.find(({ kind }) => kind === 'look-up')
}

type Option = CommandDefinition['options'][number]

/** The choice that a word is, however it is written. */
const meantBy = (option: Option, word: string): string | undefined =>
  option.kind === 'choice'
    ? option.choices.find((one) => one.toLowerCase() === word.toLowerCase())
    : undefined

function place(input: Record<string, string>, option: Option, value: string): void {
  const trimmed = value.trim()
  if (trimmed === '') return
  if (option.kind !== 'choice') {
    input[option.name] = trimmed
    return
  }
  const meant = meantBy(option, trimmed)
  if (meant === undefined) input._unknown = trimmed
  else input[option.name] = meant
}

/** A command as a person types it, such as `/round publish` or `/people find:"Ada L"`. */
export function typedCommand(
  definition: CommandDefinition,
  prefix: string,
  input: Readonly<Record<string, string>> = {},
): string {
  const choice = definition.options.find(({ kind }) => kind === 'choice')
  const free = definition.options.find(({ kind }) => kind === 'text')
  const words = [`/${prefix}${definition.slackName}`]
  const chosen = choice && input[choice.name]
  if (chosen !== undefined) words.push(chosen)
  for (const option of definition.options) {
    const value = input[option.name]
    if (value === undefined || option === choice || option === free) continue
    words.push(`${option.name}:${/\s/u.test(value) ? `"${value}"` : value}`)
  }
  const last = free && input[free.name]
  if (last !== undefined) words.push(last)
  return words.join(' ')
}
