import { h } from './dom.js'

/** The channels that a person sees, their own conversations on top. */
export function channelList({ choose }) {
  const node = h('nav', { class: 'channels', 'aria-label': 'Channels' })
  const read = new Map()
  let shown = ''

  const newest = (channel) => channel.items.at(-1)?.key ?? ''

  function row(channel, current) {
    const fresh = channel.id !== current && read.get(channel.id) !== newest(channel)
    return h(
      'button',
      {
        type: 'button',
        class: `channel${fresh ? ' fresh' : ''}${channel.under ? ' under' : ''}`,
        'aria-current': channel.id === current ? 'page' : undefined,
        onclick: () => choose(channel.id),
      },
      h('span', { class: 'mark', 'aria-hidden': 'true' }, channel.mark),
      h('span', { class: 'name' }, channel.name),
      fresh ? h('span', { class: 'dot', title: 'Something new', 'aria-label': 'something new' }) : '',
    )
  }

  return {
    node,
    /** Somebody else is looking: nothing is new to them yet. */
    reset(channels) {
      read.clear()
      for (const channel of channels) read.set(channel.id, newest(channel))
    },
    show(channels, groups, current) {
      const chosen = channels.find(({ id }) => id === current)
      if (chosen) read.set(current, newest(chosen))
      const state = JSON.stringify([
        current,
        channels.map((one) => [one.id, one.name, one.group, one.mark, read.get(one.id) === newest(one)]),
      ])
      if (state === shown) return
      shown = state
      const focused = node.contains(document.activeElement)
      node.replaceChildren(
        ...groups.flatMap((group) => {
          const inside = nested(channels.filter((channel) => channel.group === group))
          if (inside.length === 0) return []
          return [
            h(
              'div',
              { class: 'group' },
              h('h3', {}, group),
              inside.map((channel) => row(channel, current)),
            ),
          ]
        }),
      )
      if (focused) node.querySelector('[aria-current]')?.focus()
    },
  }
}

/** Threads below the channel that they hang on. */
function nested(channels) {
  const ids = new Set(channels.map(({ id }) => id))
  const tops = channels.filter(({ under }) => !under || !ids.has(under))
  return tops.flatMap((top) => [top, ...channels.filter(({ under }) => under === top.id)])
}
