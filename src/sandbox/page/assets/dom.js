import { channelIn } from './address.js'

/** Makes an element. Words become text nodes, so that nothing that people wrote is ever markup. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (name === 'value' || name === 'checked' || name === 'selected' || name === 'disabled') {
      node[name] = value
    } else node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(...children.flat(9).filter((child) => child !== undefined && child !== null && child !== ''))
  return node
}

let count = 0
/** An id that no other element has. */
export function freshId() {
  count += 1
  return `x${count}`
}

/** Leads to a channel of the same platform; whoever shows it knows how to open one. */
export const toChannel = (id, props, ...children) =>
  h('a', { href: '#', ...props, 'data-channel': id }, ...children)

/** Only these lead anywhere: a link that somebody wrote must not run anything. A platform's own stay inside. */
export function link(url, ...children) {
  const channel = channelIn(url)
  if (channel) return toChannel(channel, {}, ...(children.length > 0 ? children : [url]))
  const good = /^(https?:|mailto:)/i.test(url)
  if (!good) return h('span', {}, ...(children.length > 0 ? children : [url]))
  const shown = children.length > 0 ? children : [url]
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...shown)
}

/** A picture that a platform keeps, by way of this server; one from elsewhere is only named. */
export function picture(url, alt) {
  const local = /^https?:\/\/[^/]+\/(files|attachments)\/(\w+)\/(\w+)(?:\/([^/?]*))?/.exec(url)
  if (!local) return h('span', { class: 'picture-elsewhere' }, link(url, `Picture: ${alt || url}`))
  const [, area, owner, id, name = 'file'] = local
  const source = area === 'files' ? `/file/slack/${owner}/${id}` : `/file/discord/${owner}/${id}/${name}`
  return h(
    'a',
    { href: source, target: '_blank', rel: 'noopener', class: 'picture' },
    h('img', { src: source, alt: alt || 'Picture', loading: 'lazy' }),
  )
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

export const clockTime = (ms) => h('time', { datetime: iso(ms), title: full.format(ms) }, clock.format(ms))
export const dayOf = (ms) => day.format(ms)

function iso(ms) {
  const at = new Date(ms)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** A moment in one of Discord's seven styles; Slack's own are close to them. */
export function moment(seconds, style = 'f') {
  const at = new Date(seconds * 1000)
  if (Number.isNaN(at.getTime())) return h('span', {}, String(seconds))
  const styles = {
    t: { timeStyle: 'short' },
    T: { timeStyle: 'medium' },
    d: { dateStyle: 'short' },
    D: { dateStyle: 'long' },
    f: { dateStyle: 'long', timeStyle: 'short' },
    F: { dateStyle: 'full', timeStyle: 'short' },
  }
  const words =
    style === 'R' ? relative(at) : new Intl.DateTimeFormat(undefined, styles[style] ?? styles.f).format(at)
  return h('time', { class: 'moment', datetime: iso(at.getTime()), title: full.format(at) }, words)
}

function relative(at) {
  const seconds = (at.getTime() - Date.now()) / 1000
  const steps = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit)
  }
  return format.format(Math.round(seconds), 'second')
}

/** Somebody's initials on a colour of their own. */
export function avatar(name, id, bot = false) {
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .filter((letter) => /\p{L}|\p{N}/u.test(letter))
  const shown = (initials.length > 1 ? [initials[0], initials.at(-1)] : initials).join('')
  let hash = 0
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) % 8
  return h('span', { class: `avatar tint-${hash}${bot ? ' bot' : ''}`, 'aria-hidden': 'true' }, shown || '•')
}
