import { h } from './dom.js'
import { keepingFocus } from './focus.js'

/** What an app shows somebody on a page of their own, as wide as a message. */
export function homeTab() {
  const node = h('div', {
    class: 'home body',
    role: 'region',
    'aria-label': 'Home',
    tabindex: '0',
    hidden: true,
  })
  let shown

  return {
    node,
    /** @param home `{ sign, body }`, or nothing where the app has shown nothing yet */
    show(key, home) {
      const sign = `${key}/${home?.sign}`
      if (sign === shown) return
      shown = sign
      const parts = home ? home.body() : [h('p', { class: 'empty' }, 'The app shows nothing here yet.')]
      keepingFocus(node, () => node.replaceChildren(...parts))
    },
  }
}
