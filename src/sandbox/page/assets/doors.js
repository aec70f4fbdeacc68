import { hrefTo } from './address.js'
import { newcomer } from './api.js'
import { h } from './dom.js'

const DOORS = [
  ['discord', 'Join as a newcomer on Discord'],
  ['slack', 'Join as a newcomer on Slack'],
]

/** The ways into the round. `begin(name)` asks for a new beginning. */
export function doorsOf(tell, enter, begin) {
  // The door by which somebody comes in as soon as the fresh round is open that they pressed for.
  let waiting
  let shown
  const comeIn = async (platform) => enter(await newcomer(platform))

  async function press(platform) {
    const { state, words } = stateOf(shown, waiting)
    try {
      if (state === 'open') await comeIn(platform)
      else if (state === 'ten') {
        waiting = platform
        draw()
        await begin('ten')
      } else tell(words)
    } catch (error) {
      waiting = undefined
      draw()
      tell(error.message)
    }
  }

  const doors = DOORS.map(([platform, words]) => {
    const line = h('span', {})
    const node = h('button', { type: 'button', class: `door ${platform}` }, h('strong', {}, words), line)
    node.addEventListener('click', () => press(platform))
    return { node, line }
  })
  const organiser = h('a', { class: 'door organiser', href: '#/slack' })
  organiser.append(
    h('strong', {}, 'Run a round as an organiser'),
    h('span', {}, 'Olive, on Slack: /round shows where it stands and what comes next.'),
  )

  function draw() {
    const { state, words } = stateOf(shown, waiting)
    for (const { node, line } of doors) {
      node.setAttribute('aria-disabled', String(state === 'shut'))
      if (line.textContent !== words) line.textContent = words
    }
  }

  return {
    nodes: [...doors.map(({ node }) => node), organiser],
    /** Whether somebody comes in as soon as there is a round. */
    awaited: () => waiting !== undefined,
    show(told) {
      shown = told
      if (told.organiser) organiser.href = hrefTo(told.organiser)
      const platform = told.open ? waiting : undefined
      if (platform) {
        waiting = undefined
        comeIn(platform).catch((error) => tell(error.message))
      }
      draw()
    },
  }
}

/** What pressing a door does now, and what it says of that. */
function stateOf(told, waiting) {
  if (waiting)
    return { state: 'shut', words: 'A fresh round is being made: you come in by the door that you pressed.' }
  if (told.open) return { state: 'open', words: 'Registration is open. The form’s first page is enough.' }
  if (told.offers.includes('ten')) {
    const words =
      'Lets you into a fresh round of ten people, in some seconds. What is here now is cleared away.'
    return { state: 'ten', words }
  }
  const why = told.pair
    ? 'Not now: something is being done. In a moment a fresh round of ten can begin.'
    : 'Not now: registration is not open, or the round is going on.'
  return { state: 'shut', words: why }
}
