import { type Inline, plain, type Text } from '../../chat/message.ts'
import { clean } from '../../port/clean.ts'
import { DATE_FORMATS, isChannel, safeUrl } from './rich-text.ts'

/** `&`, `<` and `>` are the characters that can begin markup or a mention; Slack wants them as entities. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' }

/**
 * People's text for a place that knows only mrkdwn. Escaping is not enough there: `*`, `_`, `~` and `` ` ``
 * have no escape at all, and an escaped `>` that begins a line still makes a quote, so that these become
 * characters that look alike.
 */
export const literal = (text: string): string =>
  escapeText(
    clean(text)
      .replace(/[*_~`]/g, (mark) => LOOKALIKES[mark] ?? mark)
      .replace(/^(\s*)>/gm, '$1›'),
  )

/** Inline text as mrkdwn, to be sent with `verbatim`, so that Slack looks for no names or links in it. */
export const mrkdwn = (children: Text, notify: ReadonlySet<string>): string =>
  children.map((inline) => inlineMrkdwn(inline, notify)).join('')

function inlineMrkdwn(inline: Inline, notify: ReadonlySet<string>): string {
  switch (inline.kind) {
    case 'text':
      return literal(inline.text)
    case 'bold':
      return around('*', mrkdwn(inline.children, notify))
    case 'italic':
      return around('_', mrkdwn(inline.children, notify))
    case 'link': {
      const url = safeUrl(inline.url)?.replaceAll('|', '%7C')
      const label = literal(plain(inline.children))
      return url === undefined
        ? label
        : `<${escapeText(url)}|${label.replaceAll('|', 'ǀ') || escapeText(url)}>`
    }
    case 'person':
      return notify.has(inline.user) ? `<@${inline.user}>` : literal(inline.name)
    case 'space':
      return isChannel(inline.ref) ? `<#${inline.ref}>` : literal(inline.name)
    case 'instant': {
      const fallback = literal(inline.fallback).replaceAll('|', 'ǀ')
      return `<!date^${Math.floor(inline.at / 1_000)}^${DATE_FORMATS[inline.style]}|${fallback}>`
    }
  }
}

/** Marks take effect only where they touch no space on the inside. */
function around(mark: string, text: string): string {
  const inside = text.trim()
  return inside === '' ? text : text.replace(inside, () => `${mark}${inside}${mark}`)
}
