import { kill, trouble } from './api.js'
import { h } from './dom.js'
import { effectsTable } from './effects-table.js'
import { wireList } from './wire-list.js'

const TROUBLES = {
  lost: 'Lose every third answer, after the work was done',
  limited: 'Answer every third request with 429, too many',
}

/** What stands behind the page, for developers: nothing of it is asked for while it is closed. */
export function behindPanel({ tell }) {
  let source
  const wire = wireList()
  const effects = effectsTable()
  const made = h('p', { class: 'made', role: 'status' })
  const boxes = Object.entries(TROUBLES).map(([name, words]) => {
    const box = h('input', { type: 'checkbox', name, onchange: () => ask(trouble(name, box.checked)) })
    return { name, box, node: h('label', {}, box, h('span', {}, words)) }
  })
  const killer = h('button', {
    type: 'button',
    class: 'button danger',
    onclick: () => killIt(),
    hidden: true,
  })
  const killing = h(
    'p',
    { class: 'hint' },
    'With kill -9, whatever it is doing. It is started again, and goes on.',
  )
  const panel = h(
    'section',
    { class: 'behind-panel', id: 'behind-panel', 'aria-label': 'Behind the page', hidden: true },
    h(
      'div',
      { class: 'behind-part troubles' },
      h('h2', {}, 'Make something go wrong'),
      boxes.map(({ node }) => node),
      killer,
      killing,
      made,
    ),
    h('div', { class: 'behind-part' }, h('h2', {}, 'What has to happen outside'), effects.node),
    h('div', { class: 'behind-part wide' }, h('h2', {}, 'On the wire'), wire.node),
  )
  const toggle = h(
    'button',
    {
      type: 'button',
      class: 'behind-toggle',
      'aria-expanded': 'false',
      'aria-controls': 'behind-panel',
      onclick: () => open(panel.hidden),
    },
    'Look behind',
  )

  const ask = (asked) => asked.catch((error) => tell(error.message))

  function killIt() {
    if (killer.getAttribute('aria-disabled') === 'false') ask(kill())
  }

  function open(yes) {
    panel.hidden = !yes
    toggle.setAttribute('aria-expanded', String(yes))
    source?.close()
    source = undefined
    wire.clear()
    if (!yes) return
    source = new EventSource('/api/behind')
    source.addEventListener('wire', ({ data }) => wire.add(JSON.parse(data)))
    source.addEventListener('state', ({ data }) => show(JSON.parse(data)))
  }

  function show({ troubles, killable, made: count }) {
    for (const { name, box } of boxes) box.checked = troubles.includes(name)
    // It stays where it is while the bot is started again, so that the keyboard does not lose it.
    if (killable) killer.hidden = false
    killing.hidden = killer.hidden
    killer.setAttribute('aria-disabled', String(!killable))
    killer.textContent = killable ? 'Kill the bot' : 'The bot is being started again…'
    if (!count) return
    const { twice, spaces, prompts, forumPosts } = count
    const words = `Made twice: ${twice}. Counted on both platforms, among ${spaces} private channels, ${prompts} topics in them and ${forumPosts} in public.`
    if (made.textContent !== words) made.textContent = words
    made.classList.toggle('wrong', twice > 0)
  }

  return {
    nodes: [toggle, panel],
    show(told) {
      if (!panel.hidden) effects.show(told?.effects)
    },
  }
}
