import { h, link, moment, toChannel } from './dom.js'

const EMOJI = {
  wave: '👋',
  tada: '🎉',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  warning: '⚠️',
  x: '❌',
  calendar: '📅',
  bulb: '💡',
  sparkles: '✨',
  eyes: '👀',
  pushpin: '📌',
  '+1': '👍',
  heart: '❤️',
  smile: '😄',
  seedling: '🌱',
  handshake: '🤝',
  hourglass: '⌛',
  question: '❓',
  speech_balloon: '💬',
  world_map: '🗺️',
}

export const emoji = (name) => EMOJI[name] ?? `:${name}:`

const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

export function mention(names, kind, id) {
  if (kind === 'user') return h('span', { class: 'mention' }, `@${names.person(id)}`)
  return toChannel(id, { class: 'mention' }, `#${names.channel(id)}`)
}

const PATTERN =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]*?\S)_(?!\w)|(?<![\w~])~(?=\S)([^~\n]*?\S)~(?![\w~])|:([a-z0-9_+-]+):|(https?:\/\/[^\s<>|]*[^\s<>|.,:;"')\]?!*_~])/g

/** Slack's markup of a line or more; what is in `<>` was written by the platform, `&lt;` by people. */
export function mrkdwn(text, names) {
  return lines(text).map((part) =>
    part.quote ? h('blockquote', {}, inline(part.text, names)) : inline(part.text, names),
  )
}

function lines(text) {
  const parts = []
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>) ?/.test(line)
    const words = quote ? line.replace(/^(?:&gt;|>) ?/, '') : line
    const last = parts.at(-1)
    if (last && last.quote === quote) last.text += `\n${words}`
    else parts.push({ quote, text: words })
  }
  return parts
}

function inline(text, names) {
  const nodes = []
  let end = 0
  for (const match of text.matchAll(PATTERN)) {
    const [all, block, code, special, bold, italic, strike, name, url] = match
    if (match.index > end) nodes.push(unescaped(text.slice(end, match.index)))
    end = match.index + all.length
    if (block !== undefined) nodes.push(h('pre', {}, unescaped(block)))
    else if (code !== undefined) nodes.push(h('code', {}, unescaped(code)))
    else if (special !== undefined) nodes.push(angled(special, names))
    else if (bold !== undefined) nodes.push(h('strong', {}, inline(bold, names)))
    else if (italic !== undefined) nodes.push(h('em', {}, inline(italic, names)))
    else if (strike !== undefined) nodes.push(h('s', {}, inline(strike, names)))
    else if (name !== undefined) nodes.push(emoji(name))
    else nodes.push(link(unescaped(url)))
  }
  if (end < text.length) nodes.push(unescaped(text.slice(end)))
  return nodes
}

function angled(special, names) {
  const [target = '', label] = special.split('|')
  if (target.startsWith('@')) return mention(names, 'user', target.slice(1))
  if (target.startsWith('#')) {
    const id = target.slice(1)
    return label ? toChannel(id, { class: 'mention' }, `#${label}`) : mention(names, 'channel', id)
  }
  if (target.startsWith('!date^')) return moment(Number(target.split('^')[1]), 'f')
  if (target.startsWith('!')) return h('span', { class: 'mention' }, `@${label ?? target.slice(1)}`)
  return link(unescaped(target), unescaped(label ?? target))
}

/** A text object: `plain_text` as it is (but for emoji), `mrkdwn` with its markup. */
export function textObject(object, names) {
  if (!object) return []
  if (object.type === 'mrkdwn') return mrkdwn(object.text, names)
  return [String(object.text ?? '').replace(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name))]
}
