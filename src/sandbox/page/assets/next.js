import { hrefTo } from './address.js'
import { wish } from './api.js'
import { h } from './dom.js'

/** The organiser's presses, in the order in which they come. */
const PRESSES = [
  ['close', 'Close registration'],
  ['match', 'Compute the pairs'],
  ['publish', 'Publish the pairs'],
]
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** Which of the steps is under way, by the number that it has in the line of steps. */
function stepIn({ steps }) {
  const at = steps.findIndex(({ state }) => state === 'now')
  return at < 0 ? '' : `Step ${at + 1} of ${steps.length}, ${steps[at].title}: `
}

/** What comes next, as one button, beside what it is about. It is the same wherever the visitor is. */
export function nextBar({ tell }) {
  const words = h('p', { class: 'next-words', role: 'status' })
  const main = h('a', { class: 'button primary', href: '#/', hidden: true })
  const press = h('button', { type: 'button', class: 'button primary', hidden: true })
  const goOn = h('button', { type: 'button', class: 'button', hidden: true }, 'Go on without me')
  const node = h('section', { class: 'next', 'aria-label': 'What comes next' }, words, main, press, goOn)
  let wanted

  async function ask(what) {
    try {
      await wish(what)
    } catch (error) {
      tell(error.message)
    }
  }
  // It stays where it is while something is being done, so that the keyboard does not lose it.
  press.addEventListener('click', () => {
    if (press.getAttribute('aria-disabled') === 'true') return
    press.setAttribute('aria-disabled', 'true')
    ask(wanted)
  })
  goOn.addEventListener('click', () => ask('go-on'))

  return {
    node,
    show(told) {
      node.hidden = !told
      if (!told) return
      const { until, busy, offers, visitor } = told
      const by = until ? ` It goes on by itself at ${clock.format(until)}.` : ''
      const said = `${stepIn(told)}${told.words}${by}`
      if (words.textContent !== said) words.textContent = said
      const next = PRESSES.find(([name]) => offers.includes(name))
      const focused = document.activeElement
      if (next) {
        wanted = next[0]
        press.textContent = next[1]
      }
      press.hidden = !next && !(busy && wanted && visitor?.state !== 'paired')
      press.setAttribute('aria-disabled', String(!next))
      if (!next && busy) press.textContent = `${busy}…`
      const paired = visitor?.state === 'paired'
      main.hidden = !paired || location.hash === hrefTo(visitor)
      if (paired) {
        main.href = hrefTo(visitor)
        main.textContent = 'Go to your private channel'
        press.hidden = true
      }
      goOn.hidden = !offers.includes('go-on')
      if (focused === press && press.hidden) (main.hidden ? document.getElementById('main') : main).focus()
    },
  }
}
