import type { types } from '@slack/bolt'
import { type Block, type Button, type Message, type Option, plain, type Text } from '../../chat/message.ts'
import { clean, cut, oneLine } from '../../port/clean.ts'
import { heardLabel, heardText } from './heard.ts'
import { mrkdwn } from './mrkdwn.ts'
import { elementsOf, safeUrl } from './rich-text.ts'
import { shorten } from './shorten.ts'

/** What Slack takes for a message: `text` for notifications and screen readers, `blocks` to look at. */
export interface Rendered {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

export interface RenderOptions {
  /** Slack's ids of the message's files, by name. A picture without one is described in words. */
  readonly files?: ReadonlyMap<string, string>
  /** A message holds 50 blocks, a modal 100 (docs.slack.dev, reference/block-kit). */
  readonly mostBlocks?: number
}

/** A message whose blocks hold about 13,200 characters is refused as too long; this keeps clear of it. */
const MOST_TEXT = 12_000
const HEADER = 150
const BUTTON = 75
const BUTTONS_IN_ROW = 5
const NOTE = 1_900

/** What a button's or select's `action_id` begins with; a number that makes it unique, and our id, follow. */
const ACTION = 'do'
const PAGE = 'page'

/** Our id within an `action_id`, or undefined where the element only opens a page. */
export function actionIn(actionId: string): string | undefined {
  return /^do:\d+:(.+)$/s.exec(actionId)?.[1]
}

/** Whether an `action_id` is that of a button which only opens a page. */
export const isLinkIn = (actionId: string): boolean => /^page:\d+$/.test(actionId)

/** Renders a message for Slack, within its limits. */
export function render(message: Message, options: RenderOptions = {}): Rendered {
  const notify = new Set(message.notify)
  const files = options.files ?? new Map()
  let count = 0
  const next = () => {
    count += 1
    return count
  }
  const blocks = shorten(message.blocks, MOST_TEXT).flatMap((block) => blockOf(block, notify, files, next))
  const text = heardText(message)
  const most = options.mostBlocks ?? 50
  const kept = atMost(blocks, most)
  if (missingMentions(kept, notify).length === 0) return { text, blocks: kept }
  // Whoever is to hear of it must, so that a mention goes before the last of the text.
  const fewer = atMost(blocks, most - 1)
  return { text, blocks: [...fewer, ...missingMentions(fewer, notify)] }
}

function blockOf(
  block: Block,
  notify: ReadonlySet<string>,
  files: ReadonlyMap<string, string>,
  next: () => number,
): types.KnownBlock[] {
  const section = (children: Text): types.RichTextSection => ({
    type: 'rich_text_section',
    elements: elementsOf(children, notify),
  })
  switch (block.kind) {
    case 'heading': {
      const text = oneLine(block.text)
      return text === '' ? [] : [{ type: 'header', text: plainText(text, HEADER) }]
    }
    case 'paragraph':
      return richText([section(block.children)])
    case 'quote':
      return richText([{ type: 'rich_text_quote', elements: elementsOf(block.children, notify) }])
    case 'list': {
      const items = block.items.map(section).filter(({ elements }) => elements.length > 0)
      const style = block.ordered ? 'ordered' : 'bullet'
      return items.length === 0 ? [] : richText([{ type: 'rich_text_list', style, elements: items }])
    }
    case 'fields':
      return richText(
        block.fields.map(({ label, value }) =>
          section([
            { kind: 'bold', children: [{ kind: 'text', text: `${oneLine(label)}:` }] },
            { kind: 'text', text: ' ' },
            ...value,
          ]),
        ),
      )
    case 'note':
      return noteOf(block.children, notify)
    case 'divider':
      return [{ type: 'divider' }]
    case 'picture': {
      const id = files.get(block.file)
      const alt = cut(oneLine(block.alt), 2_000) || block.file
      if (id === undefined) return noteOf([{ kind: 'text', text: alt }], notify)
      return [{ type: 'image', slack_file: { id }, alt_text: alt }]
    }
    case 'buttons': {
      const buttons = block.buttons.flatMap((button) => buttonOf(button, next()))
      const rows: types.KnownBlock[] = []
      for (let at = 0; at < buttons.length; at += BUTTONS_IN_ROW) {
        rows.push({ type: 'actions', elements: buttons.slice(at, at + BUTTONS_IN_ROW) })
      }
      return rows
    }
    case 'select': {
      const options = optionsOf(block.options)
      if (options.length === 0) return []
      const select: types.StaticSelect = {
        type: 'static_select',
        action_id: `${ACTION}:${next()}:${block.id}`,
        placeholder: plainText(oneLine(block.placeholder) || '…', 150),
        options,
      }
      return [{ type: 'actions', elements: [select] }]
    }
  }
}

function richText(elements: types.RichTextBlockElement[]): types.KnownBlock[] {
  const filled = elements.filter((element) => element.elements.length > 0)
  return filled.length === 0 ? [] : [{ type: 'rich_text', elements: filled }]
}

/** Words alone need no markup, and without markup nothing in them can be mistaken for it. */
function noteOf(children: Text, notify: ReadonlySet<string>): types.KnownBlock[] {
  const words = clean(plain(children))
  if (words.trim() === '') return []
  if (children.every(({ kind }) => kind === 'text')) {
    return [{ type: 'context', elements: [plainText(words, NOTE)] }]
  }
  const text = mrkdwn(children, notify)
  if (text.trim() === '') return []
  // Cutting marked-up text could cut through a link: rather lose the markup.
  if (text.length > NOTE) return [{ type: 'context', elements: [plainText(words, NOTE)] }]
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }]
}

function buttonOf(button: Button, number: number): types.Button[] {
  const label = oneLine(button.label)
  if (label === '') return []
  const text = plainText(label, BUTTON)
  if ('url' in button) {
    const url = safeUrl(button.url)
    return url === undefined ? [] : [{ type: 'button', text, url, action_id: `${PAGE}:${number}` }]
  }
  const style = button.style === undefined ? {} : { style: button.style }
  const heard = button.about === undefined ? {} : { accessibility_label: heardLabel(label, button.about) }
  return [{ type: 'button', text, action_id: `${ACTION}:${number}:${button.id}`, ...style, ...heard }]
}

/** `emoji: false` keeps `:words:` in people's text from turning into pictures. */
export function plainText(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(text, most), emoji: false }
}

/**
 * Options within Slack's limits: at most 100, label and hint 75 characters. A value cannot be cut without
 * becoming another, so that an option whose value is over 150 characters is left out.
 */
export function optionsOf(options: readonly Option[]): types.PlainTextOption[] {
  const known = rendered.get(options)
  if (known) return known
  const made = options
    .filter(({ value, label }) => value !== '' && value.length <= 150 && oneLine(label) !== '')
    .slice(0, 100)
    .map(({ value, label, hint }) => ({
      text: plainText(oneLine(label), 75),
      value,
      ...(hint !== undefined && oneLine(hint) !== '' && { description: plainText(oneLine(hint), 75) }),
    }))
  rendered.set(options, made)
  return made
}

/** Views that were shown are kept for a while: those with the same options share them. */
const rendered = new WeakMap<readonly Option[], types.PlainTextOption[]>()

/** Whoever is to be notified is mentioned, at the end where the text itself does not. */
function missingMentions(
  blocks: readonly types.KnownBlock[],
  notify: ReadonlySet<string>,
): types.KnownBlock[] {
  const shown = JSON.stringify(blocks)
  const missing = [...notify].filter(
    (user) => !shown.includes(`"user_id":"${user}"`) && !shown.includes(`<@${user}>`),
  )
  const elements = missing.flatMap((user, index): types.RichTextElement[] => [
    ...(index === 0 ? [] : [{ type: 'text' as const, text: ' ' }]),
    { type: 'user', user_id: user },
  ])
  return elements.length === 0 ? [] : richText([{ type: 'rich_text_section', elements }])
}

/** No more blocks than allowed: neighbouring rich text is joined, then text is dropped from the end. */
function atMost(blocks: readonly types.KnownBlock[], most: number): types.KnownBlock[] {
  if (blocks.length <= most) return [...blocks]
  const joined: types.KnownBlock[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.type === 'rich_text' && last?.type === 'rich_text') {
      joined[joined.length - 1] = { ...last, elements: [...last.elements, ...block.elements] }
    } else joined.push(block)
  }
  while (joined.length > most) {
    const at = joined.findLastIndex((block) => block.type !== 'actions')
    joined.splice(at < 0 ? most : at, 1)
  }
  return joined
}
