import { h, link, moment } from './dom.js'
import { emoji, mention } from './mrkdwn.js'

const TAGS = { bold: 'strong', italic: 'em', strike: 's', code: 'code', underline: 'u' }

function styled(style, node) {
  return Object.entries(TAGS).reduce(
    (inner, [name, tag]) => (style?.[name] ? h(tag, {}, inner) : inner),
    node,
  )
}

function inline(element, names) {
  switch (element.type) {
    case 'link':
      return link(element.url, element.text || element.url)
    case 'user':
      return mention(names, 'user', element.user_id)
    case 'channel':
      return mention(names, 'channel', element.channel_id)
    case 'usergroup':
      return h('span', { class: 'mention' }, '@group')
    case 'broadcast':
      return h('span', { class: 'mention' }, `@${element.range}`)
    case 'emoji':
      return emojiOf(element)
    case 'date':
      return moment(element.timestamp, 'f')
    default:
      return String(element.text ?? '')
  }
}

function emojiOf({ unicode, name }) {
  if (!unicode) return emoji(name)
  return String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16)))
}

const all = (elements, names) => elements.map((element) => styled(element.style, inline(element, names)))

/** A `rich_text` block. */
export function richText(block, names) {
  const parts = block.elements.map((part) => {
    switch (part.type) {
      case 'rich_text_list': {
        const tag = part.style === 'ordered' ? 'ol' : 'ul'
        const items = part.elements.map((item) => h('li', {}, all(item.elements, names)))
        return h(tag, { class: `indent-${part.indent ?? 0}`, start: part.offset && part.offset + 1 }, items)
      }
      case 'rich_text_quote':
        return h('blockquote', {}, all(part.elements, names))
      case 'rich_text_preformatted':
        return h('pre', {}, all(part.elements, names))
      default:
        return h('p', {}, all(part.elements, names))
    }
  })
  return h('div', { class: 'rich-text' }, parts)
}
