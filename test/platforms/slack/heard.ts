import { clean, oneLine } from '../../../src/port/clean.ts'

interface Node {
  readonly [name: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** What is wrong with how a Slack message is heard: it is read out by its `text`, button by button. */
export function unheard(message: { readonly text?: unknown; readonly blocks: readonly unknown[] }): string[] {
  const text = typeof message.text === 'string' ? message.text : ''
  const all = message.blocks.flatMap(nodes)
  return [
    ...(text.trim() === '' ? ['no text'] : []),
    ...(text.length > 4_000 ? [`a text of ${text.length} characters`] : []),
    ...(text.endsWith('…')
      ? []
      : wordsOf(message.blocks)
          .filter((words) => !text.includes(words.replace(/…$/, '')))
          .map((words) => `unheard: ${words}`)),
    ...all
      .filter(
        ({ type, alt_text }) => type === 'image' && (typeof alt_text !== 'string' || !/\w \w/.test(alt_text)),
      )
      .map(() => 'a picture without words'),
    ...repeated(all.filter(({ type }) => type === 'button')),
  ]
}

/** Buttons of one label of which nothing says whom each concerns. */
function repeated(buttons: readonly Node[]): string[] {
  const label = ({ text }: Node) => (isNode(text) ? String(text.text) : '')
  const heard = (button: Node) => String(button.accessibility_label ?? label(button))
  return buttons.flatMap((button, at) => {
    const said = heard(button)
    if (said.length > 75) return [`a label of ${said.length} characters`]
    const twice = buttons.some((other, index) => index !== at && heard(other) === said)
    const alone = buttons.filter((other) => label(other) === label(button)).length === 1
    return twice || (!alone && button.accessibility_label === undefined) ? [`${said}, more than once`] : []
  })
}

function nodes(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes)
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodes)] : []
}

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** All the words of a message's blocks, but those on what can be pressed and on how a mention is shown. */
function wordsOf(blocks: readonly unknown[]): string[] {
  return blocks.filter(isNode).flatMap((block) => {
    if (block.type === 'actions') return []
    return nodes(block).flatMap(({ type, text, alt_text }) => {
      if (type === 'image') return [String(alt_text)]
      if (type === 'plain_text' || type === 'text') return lines(text)
      return []
    })
  })
}

const lines = (text: unknown): string[] =>
  clean(String(text))
    .split('\n')
    .map((line) => escaped(oneLine(line)))
    .filter((line) => line !== '')
