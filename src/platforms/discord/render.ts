import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js'
import type { Block, Button, Message, Option } from '../../chat/message.ts'
import { label } from '../../port/clean.ts'
import { isId } from './ids.ts'
import { blockText, isTight, LEAST } from './text.ts'

/** A message in Discord's own shape (Components V2). */
export interface Rendered {
  readonly flags: number
  readonly components: APIMessageTopLevelComponent[]
  readonly allowed_mentions: { parse: never[]; users: string[] }
  readonly files: { name: string; data: Buffer; contentType: string }[]
}

/** Text components of a message hold this many characters in all. */
const MOST_TEXT = 4_000
/** A message holds as many components, those inside of others counted as well. */
const MOST_COMPONENTS = 40
const PER_ROW = 5
const MOST_BUTTON = 80
const MOST_ID = 100
const MOST_URL = 512
const MOST_OPTION = 100
const MOST_OPTIONS = 25
const MOST_PLACEHOLDER = 150
const MOST_ALT = 1_024
/** `allowed_mentions` takes at most as many. */
const MOST_NOTIFIED = 100

/**
 * Renders a message. With a `mark` all of it stands in one container whose id is the mark, by which the
 * post is found again in a channel's history.
 */
export function renderMessage(
  message: Message,
  options: { readonly mark?: number; readonly ephemeral?: boolean } = {},
): Rendered {
  const parts = fitting(message)
  return {
    flags: MessageFlags.IsComponentsV2 | (options.ephemeral ? MessageFlags.Ephemeral : 0),
    components:
      options.mark === undefined
        ? parts
        : [{ type: ComponentType.Container, id: options.mark, components: parts }],
    allowed_mentions: { parse: [], users: notified(message) },
    files: (message.files ?? []).map(({ name, type, bytes }) => ({
      name,
      data: Buffer.from(bytes),
      contentType: type,
    })),
  }
}

function notified({ notify = [] }: Message): string[] {
  return [...new Set(notify)].filter(isId).slice(0, MOST_NOTIFIED)
}

/** As many components as Discord takes: where there are more, first without lines, then without the last. */
function fitting(message: Message): APIComponentInContainer[] {
  const { blocks, summary } = message
  const all = [...parted(blocks, message), ...loose(message)]
  const plain = blocks.filter(({ kind }) => kind !== 'divider')
  const parts = count(all) <= MOST_COMPONENTS ? all : [...parted(plain, message), ...loose(message)]
  while (count(parts) > MOST_COMPONENTS) parts.pop()
  if (parts.length > 0) return parts
  const content = blockText({ kind: 'paragraph', children: [{ kind: 'text', text: summary }] }, MOST_TEXT)
  return [{ type: ComponentType.TextDisplay, content: content?.trim() || '…' }]
}

/** With the container that may stand around them. */
const count = (parts: readonly APIComponentInContainer[]): number =>
  parts.reduce((sum, part) => sum + 1 + ('components' in part ? part.components.length : 0), 1)

/**
 * Neighbouring texts become one component. What people act with is kept; of the texts, the one that
 * crosses the limit ends in `…`, and those after it are left out.
 */
function parted(blocks: readonly Block[], message: Message): APIComponentInContainer[] {
  const parts: APIComponentInContainer[] = []
  const ids = new Set<string>()
  let text = ''
  let left = MOST_TEXT
  const flush = () => {
    if (text !== '') parts.push({ type: ComponentType.TextDisplay, content: text })
    left -= text.length
    text = ''
  }
  for (const block of blocks) {
    const whole = blockText(block)
    if (whole === undefined) {
      flush()
      parts.push(...componentsOf(block, message, ids))
      continue
    }
    if (whole.trim() === '') continue
    const gap = text === '' ? '' : isTight(block) ? '\n' : '\n\n'
    const room = left - text.length - gap.length
    if (whole.length <= room) {
      text += gap + whole
      continue
    }
    const start = room < LEAST ? '' : (blockText(block, room) ?? '')
    if (start.trim() !== '') text += gap + start
    left = text.length
  }
  flush()
  return parts
}

/** Files that no picture shows: with Components V2 Discord hides what no component shows. */
function loose(message: Message): APIComponentInContainer[] {
  const shown = new Set(message.blocks.map((block) => (block.kind === 'picture' ? block.file : undefined)))
  return (message.files ?? [])
    .filter(({ name }) => !shown.has(name))
    .map(({ name }) => ({ type: ComponentType.File, file: { url: `attachment://${name}` } }))
}

/** `ids`: those used so far. Discord refuses a message in which one stands twice. */
function componentsOf(block: Block, message: Message, ids: Set<string>): APIComponentInContainer[] {
  const fresh = (id: string) => {
    if (id === '' || id.length > MOST_ID || ids.has(id)) return false
    ids.add(id)
    return true
  }
  switch (block.kind) {
    case 'divider':
      return [{ type: ComponentType.Separator }]
    case 'picture': {
      if (!message.files?.some(({ name }) => name === block.file)) return []
      const media = { url: `attachment://${block.file}` }
      return [
        { type: ComponentType.MediaGallery, items: [{ media, description: label(block.alt, MOST_ALT) }] },
      ]
    }
    case 'buttons':
      return rows(
        block.buttons.filter((one) => ('url' in one ? isAddress(one.url) : fresh(one.id))).map(button),
      )
    case 'select': {
      const options = optionsOf(block.options)
      if (options.length === 0 || !fresh(block.id)) return []
      const placeholder = label(block.placeholder, MOST_PLACEHOLDER)
      const select = { type: ComponentType.StringSelect, custom_id: block.id, placeholder, options } as const
      return [{ type: ComponentType.ActionRow, components: [select] }]
    }
    default:
      return []
  }
}

const isAddress = (url: string): boolean =>
  /^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url) && new URL(url).href.length <= MOST_URL

/** Options as selects take them: at most 25, no value twice. A value cannot be cut without becoming another. */
export function optionsOf(options: readonly Option[]): APISelectMenuOption[] {
  const byValue = new Map(
    options
      .filter(({ value }) => value !== '' && value.length <= MOST_OPTION)
      .map((option) => [option.value, option]),
  )
  return [...byValue.values()].slice(0, MOST_OPTIONS).map(({ value, label: words, hint }) => ({
    value,
    label: label(words, MOST_OPTION),
    ...(hint ? { description: label(hint, MOST_OPTION) } : {}),
  }))
}

function rows(buttons: readonly APIButtonComponent[]): APIComponentInContainer[] {
  const made: APIComponentInContainer[] = []
  for (let from = 0; from < buttons.length; from += PER_ROW) {
    made.push({ type: ComponentType.ActionRow, components: buttons.slice(from, from + PER_ROW) })
  }
  return made
}

function button(wanted: Button): APIButtonComponent {
  const words = label(wanted.label, MOST_BUTTON)
  const type = ComponentType.Button
  if ('url' in wanted) return { type, style: ButtonStyle.Link, label: words, url: new URL(wanted.url).href }
  const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const
  const style = wanted.style ? styles[wanted.style] : ButtonStyle.Secondary
  return { type, style, label: words, custom_id: wanted.id }
}
