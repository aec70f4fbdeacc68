import { whoseIs } from './client-view.js'
import { h } from './dom.js'
import { pane } from './pane.js'

/** Both partners side by side, each in their own client: what one writes appears at the other's. */
export function pairView({ now, tell }) {
  const panes = [0, 1].map(() =>
    pane({
      now,
      tell,
      withPerson: true,
      looked: () => {},
      go: () => tell('This view stays with the pair. In Slack or Discord itself every link leads on.'),
    }),
  )
  const none = h(
    'p',
    { class: 'empty' },
    'There is no pair yet: it is published first. ',
    h('a', { href: '#/' }, 'Back to the stage'),
  )
  const both = h(
    'div',
    { class: 'both' },
    panes.map(({ node }) => node),
  )
  const node = h('div', { class: 'pair-view' }, h('h2', { class: 'unseen' }, 'Both partners'), none, both)
  let shown

  return {
    node,
    /** Gives what is to be watched. */
    show(places, pair) {
      const people = (pair ?? []).map((spot) => whoseIs(places, spot))
      const there = people.length === 2 && people.every(Boolean)
      none.hidden = there
      both.hidden = !there
      if (!there) return []
      const key = JSON.stringify(pair)
      if (key !== shown) {
        people.forEach(({ place, person }, index) => {
          panes[index].enter(place, person, pair[index].channel)
        })
      }
      shown = key
      return pair
    },
    take: (index, seen) => panes[index].take(seen),
    know: (places) => {
      for (const one of panes) one.know(places)
    },
    leave() {
      shown = undefined
      for (const one of panes) one.leave()
    },
  }
}
