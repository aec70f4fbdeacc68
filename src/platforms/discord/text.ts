import { type Block, type Inline, type InstantStyle, plain, type Text } from '../../chat/message.ts'
import { oneLine } from '../../port/clean.ts'
import { escapedStart, escapeText, quiet } from './escape.ts'
import { isId } from './ids.ts'

const STYLES: Readonly<Record<InstantStyle, string>> = {
  date: 'D',
  time: 't',
  'date-time': 'F',
  relative: 'R',
}

/** Of a text that is cut, fewer characters would say nothing. */
export const LEAST = 12

/** What an inline stands in: the same style twice, or a link in a link, would end the outer one. */
type Around = readonly Inline['kind'][]

/** Inline text as Discord's Markdown, at most `room` UTF-16 units, the last of them `…` where it was cut. */
export function markdown(
  children: Text,
  room: number = Number.POSITIVE_INFINITY,
  around: Around = [],
): string {
  let out = ''
  for (const node of children) out += joined(out, inline(node, Number.POSITIVE_INFINITY, around))
  return out.length <= room ? out : start(children, room, around)
}

/** The beginning of a text that is longer than its room. */
function start(children: Text, room: number, around: Around): string {
  let out = ''
  for (const node of children) {
    const whole = joined(out, inline(node, Number.POSITIVE_INFINITY, around))
    const left = room - out.length
    if (whole.length < left) {
      out += whole
      continue
    }
    const most = Math.min(left, whole.length - 1)
    const cut = inline(node, most, around) || '…'.slice(0, Math.max(0, left))
    return out + (cut.length < left ? joined(out, cut) : cut)
  }
  return out
}

/** Keeps apart what means something only where it touches. */
function joined(before: string, next: string): string {
  // Two signs that touch would be read as one: nothing of width stands between them.
  if (before.endsWith('*') && next.startsWith('*')) return `\u200B${next}`
  // A number and a dot begin a list.
  return next.startsWith('.') && /(?:^|\n)\s*\d+$/.test(before) ? `\\${next}` : next
}

/** One inline; where it is longer than `room`, its beginning and `…`. */
function inline(node: Inline, room: number, around: Around): string {
  const whole = (text: string) => (text.length <= room ? text : '…'.slice(0, Math.max(0, room)))
  switch (node.kind) {
    case 'text': {
      const text = escapeText(node.text)
      return text.length <= room ? text : escapedStart(node.text, room)
    }
    case 'bold':
      return styled('**', node.kind, node.children, room, around)
    case 'italic':
      return styled('*', node.kind, node.children, room, around)
    case 'link':
      return around.includes('link') ? markdown(node.children, room, around) : whole(link(node, around))
    case 'person':
      return isId(node.user) ? whole(`<@${node.user}>`) : named(node.name, room)
    case 'space':
      return isId(node.ref) ? whole(`<#${node.ref}>`) : named(node.name, room)
    case 'instant':
      return whole(`<t:${Math.floor(node.at / 1000)}:${STYLES[node.style]}>`)
  }
}

const named = (name: string, room: number): string => inline({ kind: 'text', text: name }, room, [])

function styled(sign: string, kind: 'bold' | 'italic', children: Text, room: number, around: Around): string {
  if (around.includes(kind)) return markdown(children, room, around)
  const [, before, text, after] = /^(\s*)(.*?)(\s*)$/s.exec(
    markdown(children, room - 2 * sign.length, [...around, kind]),
  ) as unknown as [string, string, string, string]
  // A sign beside a space is read as itself.
  return text === '' ? before + after : `${before}${sign}${text}${sign}${after}`
}

function link({ url, children }: Extract<Inline, { kind: 'link' }>, around: Around): string {
  // Brackets in a label have to pair, escaped or not, or there is no link.
  const label = markdown(children, undefined, [...around, 'link'])
    .replace(/\s+/g, ' ')
    .replaceAll('\\[', '\\(')
    .replaceAll('\\]', '\\)')
  const target = URL.canParse(url) ? new URL(url) : undefined
  switch (target?.protocol) {
    case 'http:':
    case 'https:': {
      const address = quiet(target.href).replace(/[<>\\\s]/g, encodeURIComponent)
      const words = plain(children).trim()
      if (words === '' || words === url) return `<${address}>`
      // Discord does not hide one address behind another.
      return /https?:\/\//.test(words) ? `${label} \\(<${address}>\\)` : `[${label}](<${address}>)`
    }
    // Discord links no addresses for letters: where the label does not say it, it stands beside.
    case 'mailto:': {
      const address = url.slice('mailto:'.length)
      if (plain(children).includes(address)) return label
      return [label, escapeText(label.trim() === '' ? address : ` (${address})`)].join('')
    }
    default:
      return label
  }
}

/** A block that is text alone, as Markdown of at most `room` UTF-16 units; undefined for the others. */
export function blockText(block: Block, room: number = Number.POSITIVE_INFINITY): string | undefined {
  switch (block.kind) {
    case 'heading':
      return prefixed('## ', [{ kind: 'text', text: oneLine(block.text) }], room)
    case 'paragraph':
      return markdown(block.children, room)
    case 'list':
      return lines(block.items.filter(isShown), room, (item, left, index) => {
        const sign = block.ordered ? `${index + 1}. ` : '- '
        return `${sign}${markdown(item, left - sign.length).replace(/\n/g, ' ')}`
      })
    case 'fields':
      return lines(block.fields, room, ({ label, value }, left) => {
        const name = `**${escapeText(oneLine(label))}:** `
        return name + markdown(value, left - name.length)
      })
    case 'quote':
      return prefixed('> ', block.children, room)
    case 'note':
      return prefixed('-# ', block.children, room)
    default:
      return undefined
  }
}

const isShown = (children: Text): boolean => markdown(children).trim() !== ''

/** Each line behind a sign. Those signs take room as well, and how many there are shows only afterwards. */
function prefixed(sign: string, children: Text, room: number): string {
  if (!isShown(children)) return ''
  let inner = room - sign.length
  for (;;) {
    const text = markdown(children, inner).replace(/^/gm, sign)
    if (text.length <= room || inner <= 0) return text.length <= room ? text : ''
    inner = Math.min(inner - 1, Math.floor((inner * room) / text.length))
  }
}

/** As many lines as fit, the last of them cut where it does not. */
function lines<T>(items: readonly T[], room: number, line: (item: T, room: number, index: number) => string) {
  let out = ''
  for (const [index, item] of items.entries()) {
    const gap = index === 0 ? '' : '\n'
    const left = room - out.length - gap.length
    const whole = line(item, Number.POSITIVE_INFINITY, index)
    if (whole.length <= left) {
      out += gap + whole
      continue
    }
    const start = left < LEAST ? '' : line(item, left, index)
    return start === '' || start.length > left ? out : out + gap + start
  }
  return out
}

export const isTight = (block: Block): boolean => block.kind === 'list' || block.kind === 'fields'
