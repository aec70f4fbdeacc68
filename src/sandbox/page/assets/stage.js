import { hrefTo } from './address.js'
import { wish } from './api.js'
import { h } from './dom.js'
import { doorsOf } from './doors.js'
import { freshStart } from './fresh-start.js'
import { worldMap } from './world-map.js'

const TIMES = [
  ['hour', 'An hour'],
  ['day', 'A day'],
  ['topic', 'To the next topic'],
  ['end', 'To the end'],
]
const NOBODY = 'The bot is not running: nothing happens here by itself.'
const BEGINNING = 'Everything begins anew. This takes some seconds.'
const THEN = ' Then you come in by the door that you pressed.'
const STATES = { done: ['done', 'done'], now: ['now', 'under way'], next: ['later', 'to come'] }

/** What the page opens on: Round One as it happens, and the doors into it. */
export function stageView({ tell, enter }) {
  // The document has it, so that it is there before this script is.
  const head = document.getElementById('stage-head')
  const title = head.querySelector('h2')
  const steps = h('ol', { class: 'steps', 'aria-label': 'Steps of the round' })
  const number = h('strong', { class: 'count-number' }, '0')
  const of = h('span', { class: 'count-of' })
  const map = worldMap()
  const doors = doorsOf(tell, enter, (name) => fresh.ask(name))
  const pair = h(
    'a',
    { class: 'door pair-door', href: '#/pair', hidden: true },
    h('strong', {}, 'See a pair'),
    h('span', {}, 'Both partners side by side: what one writes appears at the other’s.'),
  )
  const fresh = freshStart()
  const time = timeOf(tell)
  const happened = h('ol', { class: 'happened', 'aria-label': 'What happened as time moved' })
  const again = againOf(tell, (name) => fresh.ask(name))
  const quiet = h('p', { class: 'empty' })
  const live = h(
    'div',
    { class: 'stage-body' },
    h('div', { class: 'stage-line' }, steps, h('p', { class: 'count', role: 'status' }, number, ' ', of)),
    map.node,
    h('div', { class: 'doors' }, doors.nodes, pair),
    time.node,
    happened,
    again.node,
  )
  const node = h('div', { class: 'stage' }, head, quiet, live)
  let stepsShown = ''
  let happenedShown = ''

  return {
    node,
    /** Whether everything begins anew because somebody pressed for it here: then nobody answers for some seconds. */
    beginning: () => fresh.awaited(),
    show(told) {
      fresh.show(told)
      quiet.textContent = fresh.awaited() ? `${BEGINNING}${doors.awaited() ? THEN : ''}` : NOBODY
      quiet.hidden = Boolean(told)
      live.hidden = !told
      if (!told) return
      title.textContent = told.title
      const { count } = told
      number.textContent = count.done.toLocaleString()
      of.textContent = `of ${count.of.toLocaleString()} ${count.what}`
      const state = JSON.stringify(told.steps)
      if (state !== stepsShown) {
        stepsShown = state
        steps.replaceChildren(...told.steps.map(stepOf))
      }
      map.show(told)
      doors.show(told)
      pair.hidden = !told.pair
      time.show(told)
      again.show(told)
      const sign = JSON.stringify(told.happened)
      if (sign === happenedShown) return
      happenedShown = sign
      happened.replaceChildren(...told.happened.map(sceneOf))
    },
  }
}

const stepOf = ({ title, state }, at) =>
  h(
    'li',
    { class: STATES[state][0], 'aria-current': state === 'now' ? 'step' : undefined },
    h('span', { class: 'step-number' }, String(at + 1)),
    ' ',
    title,
    h('span', { class: 'unseen' }, ` (${STATES[state][1]})`),
  )

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })

const sceneOf = ({ at, title, words, spot }) =>
  h(
    'li',
    {},
    h('time', { datetime: new Date(at).toISOString() }, day.format(at)),
    h('span', {}, h('strong', {}, title), ' ', words),
    spot ? h('a', { href: hrefTo(spot) }, 'Look', h('span', { class: 'unseen' }, ` at it: ${title}`)) : '',
  )

/** A button that asks for something and stays where it is while that is not to be had. */
function wishButton(name, words, tell, { sure = () => true, ask = wish } = {}) {
  const node = h('button', { type: 'button', class: 'button', 'data-wish': name }, words)
  node.addEventListener('click', async () => {
    if (node.getAttribute('aria-disabled') === 'true' || !sure()) return
    await ask(name).catch((error) => tell(error.message))
  })
  return node
}

function allow(nodes, offers) {
  for (const node of nodes) node.setAttribute('aria-disabled', String(!offers.includes(node.dataset.wish)))
}

function timeOf(tell) {
  const buttons = TIMES.map(([name, words]) => wishButton(name, words, tell))
  const crowd = wishButton('crowd', 'Let twenty people join', tell)
  const node = h(
    'section',
    { class: 'time', 'aria-labelledby': 'time-title' },
    h('h3', { id: 'time-title' }, 'Let time pass'),
    h('div', { class: 'actions' }, buttons, crowd),
  )
  return {
    node,
    show({ offers }) {
      allow(buttons, offers)
      crowd.hidden = !offers.includes('crowd')
    },
  }
}

function againOf(tell, ask) {
  const sure = (words) => ({
    ask,
    sure: () => window.confirm(`${words} What is in this sandbox now is cleared away.`),
  })
  const buttons = [
    wishButton('again', 'Begin again', tell, sure('Begin Round One again?')),
    wishButton('ten', 'A fresh round of ten', tell, sure('Begin a fresh round of ten people?')),
    wishButton('empty', 'Start from an empty programme', tell, sure('Start with nothing set up?')),
  ]
  const node = h(
    'section',
    { class: 'again', 'aria-labelledby': 'again-title' },
    h('h3', { id: 'again-title' }, 'From the beginning'),
    h('div', { class: 'actions' }, buttons),
  )
  return { node, show: ({ offers }) => allow(buttons, offers) }
}
