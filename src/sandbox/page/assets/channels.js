import { h } from './dom.js'

/** What each person has seen of each channel, for as long as the page is open. */
const seenBy = new Map()

/** The channels that a person sees, their own conversations on top. */
export function channelList({ hrefOf }) {
  const node = h('nav', { class: 'channels', 'aria-label': 'Channels' })
  let shown = ''
  let read = new Map()

  function row(channel, current) {
    const fresh = channel.id !== current && read.get(channel.id) !== channel.newest
    return h(
      'a',
      {
        href: hrefOf(channel.id),
        class: `channel${fresh ? ' fresh' : ''}${channel.under ? ' under' : ''}`,
        'data-key': channel.id,
        'aria-current': channel.id === current ? 'page' : undefined,
      },
      h('span', { class: 'mark', 'aria-hidden': 'true' }, channel.mark),
      h('span', { class: 'name' }, channel.name),
      fresh ? h('span', { class: 'dot' }, h('span', { class: 'unseen' }, '(new)')) : '',
    )
  }

  function group(name, inside, current, closed) {
    const rows = inside.map((channel) => row(channel, current))
    if (!closed) return h('section', { class: 'group' }, h('h2', {}, name), rows)
    const open = node.querySelector('details')?.open || inside.some(({ id }) => id === current)
    return h('details', { class: 'group', open }, h('summary', {}, `${name} (${inside.length})`), rows)
  }

  return {
    node,
    show(person, channels, { groups, closed = [] }, current) {
      const known = seenBy.get(person)
      read = known ?? new Map(channels.map(({ id, newest }) => [id, newest]))
      seenBy.set(person, read)
      const chosen = channels.find(({ id }) => id === current)
      if (chosen) read.set(current, chosen.newest)
      const state = JSON.stringify([
        person,
        current,
        channels.map((one) => [one.id, one.name, one.group, one.mark, read.get(one.id) === one.newest]),
      ])
      if (state === shown) return
      shown = state
      const focused = node.contains(document.activeElement) ? document.activeElement : undefined
      node.replaceChildren(
        ...groups.flatMap((name) => {
          const inside = nested(channels.filter((channel) => channel.group === name))
          return inside.length === 0 ? [] : [group(name, inside, current, closed.includes(name))]
        }),
      )
      if (!focused) return
      const rows = [...node.querySelectorAll('.channel')]
      const same = rows.find(({ dataset }) => dataset.key === focused.dataset.key)
      ;(same ?? node.querySelector('[aria-current]') ?? rows[0])?.focus()
    },
  }
}

/** Threads below the channel that they hang on. */
function nested(channels) {
  const ids = new Set(channels.map(({ id }) => id))
  const tops = channels.filter(({ under }) => !under || !ids.has(under))
  return tops.flatMap((top) => [top, ...channels.filter(({ under }) => under === top.id)])
}
