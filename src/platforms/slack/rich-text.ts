import type { types } from '@slack/bolt'
import { type Inline, type InstantStyle, plain, type Text } from '../../chat/message.ts'
import { clean } from '../../port/clean.ts'

interface Style {
  bold?: true
  italic?: true
}

/** How Slack writes an instant in the reader's own zone. */
export const DATE_FORMATS: Readonly<Record<InstantStyle, string>> = {
  date: '{date_long}',
  time: '{time}',
  'date-time': '{date_long}, {time}',
  relative: '{ago}',
}

/**
 * Inline text as rich-text elements, which Slack shows as they are: no character in them is markup, so
 * nothing that a person typed needs escaping. A mention notifies whoever is mentioned; so only those in
 * `notify` are, and others are named.
 */
export function elementsOf(
  children: Text,
  notify: ReadonlySet<string>,
  style: Style = {},
): types.RichTextElement[] {
  return children.flatMap((inline) => elementOf(inline, notify, style))
}

function elementOf(inline: Inline, notify: ReadonlySet<string>, style: Style): types.RichTextElement[] {
  const styled = style.bold || style.italic ? { style: { ...style } } : {}
  const words = (text: string): types.RichTextElement[] => {
    const cleaned = clean(text)
    return cleaned === '' ? [] : [{ type: 'text', text: cleaned, ...styled }]
  }
  switch (inline.kind) {
    case 'text':
      return words(inline.text)
    case 'bold':
      return elementsOf(inline.children, notify, { ...style, bold: true })
    case 'italic':
      return elementsOf(inline.children, notify, { ...style, italic: true })
    case 'link': {
      const url = safeUrl(inline.url)
      const label = clean(plain(inline.children))
      if (url === undefined) return words(label)
      return [{ type: 'link', url, ...(label !== '' && { text: label }), ...styled }]
    }
    case 'person':
      return notify.has(inline.user)
        ? [{ type: 'user', user_id: inline.user, ...styled }]
        : words(inline.name)
    case 'space':
      return isChannel(inline.ref)
        ? [{ type: 'channel', channel_id: inline.ref, ...styled }]
        : words(inline.name)
    case 'instant': {
      const { at, style: how, fallback } = inline
      const timestamp = Math.floor(at / 1_000)
      return [{ type: 'date', timestamp, format: DATE_FORMATS[how], fallback: clean(fallback), ...styled }]
    }
  }
}

export const isChannel = (ref: string): boolean => /^[CGD][A-Z0-9]{2,}$/.test(ref)

/** The address where it is one that may be linked, else undefined. Slack takes at most 3,000 characters. */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return ['http:', 'https:', 'mailto:'].includes(protocol) && href.length <= 3_000 ? href : undefined
}
