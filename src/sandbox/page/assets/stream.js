import { avatar, clockTime, dayOf, h } from './dom.js'
import { keepingFocus } from './focus.js'

const CLOSE_TOGETHER = 5 * 60_000

/** The messages of a channel. What did not change stays as it is, so that a half-made choice is kept. */
export function stream({ reply }) {
  const node = h('div', {
    class: 'stream',
    role: 'log',
    'aria-label': 'Messages',
    'aria-live': 'polite',
    tabindex: '0',
  })
  let kept = new Map()
  let shownKey

  function rowOf(item, joined, canReply) {
    if (item.system) return h('div', { class: 'system' }, item.body(), ' ', clockTime(item.at))
    const head = joined
      ? ''
      : h(
          'div',
          { class: 'head' },
          h('span', { class: 'author' }, item.author),
          item.bot ? h('span', { class: 'badge app' }, 'app') : '',
          clockTime(item.at),
          item.pinned ? h('span', { class: 'pinned' }, 'pinned') : '',
        )
    return h(
      'article',
      { class: `message${item.only ? ' only' : ''}${joined ? ' joined' : ''}${item.reply ? ' reply' : ''}` },
      joined ? h('span', { class: 'avatar-space' }) : avatar(item.author, item.authorId, item.bot),
      h(
        'div',
        { class: 'content' },
        item.only ? h('p', { class: 'only-you' }, 'Only visible to you') : '',
        head,
        h('div', { class: 'body' }, item.body()),
        item.edited && !item.only ? h('span', { class: 'edited' }, '(edited)') : '',
      ),
      canReply && !item.only
        ? h('button', { type: 'button', class: 'quiet reply-to', onclick: () => reply(item) }, 'Reply')
        : '',
    )
  }

  function nodesFor(items, canReply) {
    const fresh = new Map()
    const nodes = []
    let before
    for (const item of items) {
      if (!item.reply && (!before || dayOf(before.at) !== dayOf(item.at))) {
        nodes.push(keep(fresh, `day/${item.key}`, dayOf(item.at), () => dayRow(item.at)))
        before = undefined
      }
      const joined =
        before !== undefined &&
        !item.only &&
        !before.only &&
        !before.system &&
        !item.reply &&
        !before.reply &&
        before.authorId === item.authorId &&
        before.author === item.author &&
        item.at - before.at < CLOSE_TOGETHER
      nodes.push(keep(fresh, item.key, `${joined}${item.sign}`, () => rowOf(item, joined, canReply)))
      before = item
    }
    kept = fresh
    return nodes
  }

  function keep(fresh, key, sign, make) {
    const old = kept.get(key)
    const entry = old?.sign === sign ? old : { sign, node: make() }
    fresh.set(key, entry)
    return entry.node
  }

  const dayRow = (at) => h('div', { class: 'day', role: 'separator' }, h('span', {}, dayOf(at)))

  /** Puts the nodes in their places and touches no more than it must. */
  function place(nodes) {
    const wanted = new Set(nodes)
    for (const old of [...node.childNodes]) if (!wanted.has(old)) old.remove()
    nodes.forEach((child, index) => {
      const there = node.childNodes[index]
      if (there !== child) node.insertBefore(child, there ?? null)
    })
  }

  const toEnd = () => {
    node.scrollTop = node.scrollHeight
  }
  // A picture that has come makes the last message longer.
  node.addEventListener('load', () => atEnd() && toEnd(), true)
  const atEnd = (slack = 400) => node.scrollHeight - node.scrollTop - node.clientHeight < slack

  return {
    node,
    toEnd,
    show(key, items, { canReply, empty }) {
      const moved = key !== shownKey
      if (moved) kept = new Map()
      const stay = !moved && !atEnd(120)
      shownKey = key
      const nodes = nodesFor(items, canReply)
      keepingFocus(node, () => place(nodes.length > 0 ? nodes : [h('p', { class: 'empty' }, empty)]))
      if (!stay) toEnd()
    },
  }
}
