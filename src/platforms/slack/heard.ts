import { unmarked } from '../../chat/isolate.ts'
import { type Block, type Message, plain } from '../../chat/message.ts'
import { clean, cut, oneLine } from '../../port/clean.ts'
import { escapeText } from './mrkdwn.ts'

/** Slack asks for no more (docs.slack.dev, chat.postMessage). */
const LONGEST = 4_000
const MOST_SUMMARY = 1_000

/** A label that is read out has at most as many (docs.slack.dev, button element). */
const LONGEST_LABEL = 75

/** What is read out in place of a button's label: with those whom it concerns, each as whole as there is room for. */
export function heardLabel(label: string, about: readonly string[]): string {
  const room = LONGEST_LABEL - label.length - ': '.length - ' & '.length * (about.length - 1)
  const each = Math.floor(room / Math.max(1, about.length))
  return cut(
    `${label}: ${about.map((name) => cut(oneLine(unmarked(name)), each)).join(' & ')}`,
    LONGEST_LABEL,
  )
}

/**
 * A message as `text`: screen readers read that and not the blocks, and notifications show its beginning. So all that
 * can be read stands in it, what matters first; what can be pressed is found by itself.
 */
export function heardText({ summary, blocks }: Message): string {
  const first = cut(oneLine(summary), MOST_SUMMARY)
  const rest = blocks.flatMap(linesOf).map(oneLine)
  const lines = [first, ...rest.filter((line) => line !== '' && line !== first)]
  const whole = lines.join('\n')
  // What is escaped takes more characters than what was written.
  for (let most = LONGEST; ; ) {
    const text = escapeText(cut(whole, most))
    if (text.length <= LONGEST) return text
    most = Math.min(most - 1, Math.floor((most * LONGEST) / text.length))
  }
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text]
    case 'paragraph':
    case 'quote':
    case 'note':
      return clean(plain(block.children)).split('\n')
    case 'list':
      return block.items.map(plain)
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${plain(value)}`)
    case 'picture':
      return [block.alt]
    case 'buttons':
    case 'select':
    case 'divider':
      return []
  }
}
