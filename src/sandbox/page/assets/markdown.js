import { h, link, moment, toChannel } from './dom.js'

const BLOCKS = [
  [/^```(?:[a-z]*\n)?([\s\S]*?)```\n?/, ([, code]) => h('pre', {}, code)],
  [
    /^(#{1,3}) +(.+)(?:\n|$)/,
    ([, marks, words], names) => h('h3', { class: `size-${marks.length}` }, inline(words, names)),
  ],
  [/^-# +(.+)(?:\n|$)/, ([, words], names) => h('p', { class: 'small' }, inline(words, names))],
  [/^(?:> ?.*(?:\n|$))+/, ([all], names) => h('blockquote', {}, markdown(all.replace(/^> ?/gm, ''), names))],
  [/^(?:[ \t]*[-*] +.*(?:\n|$))+/, ([all], names) => listOf('ul', all, /^([ \t]*)[-*] +/, names)],
  [/^(?:[ \t]*\d+\. +.*(?:\n|$))+/, ([all], names) => listOf('ol', all, /^([ \t]*)\d+\. +/, names)],
]

/** Discord's Markdown. */
export function markdown(text, names) {
  const nodes = []
  let rest = text
  let words = ''
  const flush = () => {
    const shown = words.replace(/^\n+|\n+$/g, '')
    if (shown !== '') nodes.push(h('p', {}, inline(shown, names)))
    words = ''
  }
  while (rest !== '') {
    const found = firstBlock(rest)
    if (found) {
      flush()
      nodes.push(found.make(found.match, names))
      rest = rest.slice(found.match[0].length)
    } else {
      const line = /^.*(?:\n|$)/.exec(rest)?.[0] ?? rest
      words += line
      rest = rest.slice(line.length)
    }
  }
  flush()
  return nodes
}

function firstBlock(rest) {
  for (const [pattern, make] of BLOCKS) {
    const match = pattern.exec(rest)
    if (match && match[0] !== '') return { match, make }
  }
  return undefined
}

function listOf(tag, text, bullet, names) {
  const first = /\d+/.exec(text)?.[0]
  const items = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const deep = (bullet.exec(line)?.[1]?.length ?? 0) > 1
      return h('li', deep ? { class: 'deep' } : {}, inline(line.replace(bullet, ''), names))
    })
  return h(tag, tag === 'ol' && first !== '1' ? { start: first } : {}, items)
}

const INLINE = [
  [/^\\([^\w\s])/, ([, letter]) => letter],
  [/^`([^`\n]+)`/, ([, code]) => h('code', {}, code)],
  [/^<t:(-?\d+)(?::([tTdDfFR]))?>/, ([, seconds, style]) => moment(Number(seconds), style)],
  [/^<@!?(\d+)>/, ([, id], names) => h('span', { class: 'mention' }, `@${names.person(id)}`)],
  [/^<@&(\d+)>/, ([, id], names) => h('span', { class: 'mention' }, `@${names.role(id)}`)],
  [/^<#(\d+)>/, ([, id], names) => toChannel(id, { class: 'mention' }, `#${names.channel(id)}`)],
  [/^<\/([^:>]+):\d+>/, ([, name]) => h('span', { class: 'mention' }, `/${name}`)],
  [/^<a?:(\w+):\d+>/, ([, name]) => `:${name}:`],
  [/^@(everyone|here)\b/, ([all]) => h('span', { class: 'mention' }, all)],
  [
    /^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"]*")?\)/,
    ([, words, url], names) => link(url, inline(words, names)),
  ],
  [/^<(https?:\/\/[^\s>]+)>/, ([, url]) => link(url)],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/, ([url]) => link(url)],
  [/^\*\*(?=\S)([\s\S]+?)\*\*(?!\*)/, ([, words], names) => h('strong', {}, inline(words, names))],
  [/^__(?=\S)([\s\S]+?)__(?!_)/, ([, words], names) => h('u', {}, inline(words, names))],
  [/^~~(?=\S)([\s\S]+?)~~/, ([, words], names) => h('s', {}, inline(words, names))],
  [/^\|\|([\s\S]+?)\|\|/, ([, words], names) => h('span', { class: 'spoiler' }, inline(words, names))],
  [/^\*(?=\S)((?:\*\*|[^*])+?)\*(?!\*)/, ([, words], names) => h('em', {}, inline(words, names))],
  [/^_(?=\S)((?:__|[^_])+?)_(?!\w)/, ([, words], names) => h('em', {}, inline(words, names))],
]

function inline(text, names) {
  const nodes = []
  let words = ''
  let at = 0
  while (at < text.length) {
    const found = special(text, at, names)
    if (found) {
      if (words !== '') nodes.push(words)
      words = ''
      nodes.push(found.node)
      at += found.length
    } else {
      words += text[at]
      at += 1
    }
  }
  if (words !== '') nodes.push(words)
  return nodes
}

function special(text, at, names) {
  if (!/[\\`<@[h*_~|]/.test(text[at])) return undefined
  // An underscore within a word is a letter of it.
  if ((text[at] === '_' || text[at] === 'h') && /\w/.test(text[at - 1] ?? '')) return undefined
  const rest = text.slice(at)
  for (const [pattern, make] of INLINE) {
    const match = pattern.exec(rest)
    if (match) return { node: make(match, names), length: match[0].length }
  }
  return undefined
}
