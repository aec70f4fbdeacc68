import { h } from './dom.js'

/** The states of an effect in the order in which it comes through them, in words. */
const STATES = {
  ready: 'waiting',
  claimed: 'taken',
  calling: 'under way',
  unknown: 'not known',
  done: 'done',
  failed: 'failed',
  dropped: 'not needed',
}

/** How many of what the bot has to do outside are in which state, by kind. */
export function effectsTable() {
  const node = h('div', { class: 'effects', role: 'region', 'aria-label': 'Effects by state', tabindex: '0' })
  let shown

  function tableOf(effects) {
    const states = Object.keys(STATES).filter((state) => effects.some((one) => one.state === state))
    const count = (kind, state) => effects.find((one) => one.kind === kind && one.state === state)?.count
    return h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ['Kind', ...states.map((state) => STATES[state])].map(head('col')))),
      h(
        'tbody',
        {},
        [...new Set(effects.map(({ kind }) => kind))].map((kind) =>
          h(
            'tr',
            {},
            head('row')(kind),
            states.map((state) => h('td', { class: 'number' }, String(count(kind, state) ?? ''))),
          ),
        ),
      ),
    )
  }

  return {
    node,
    show(effects) {
      const sign = JSON.stringify(effects)
      if (sign === shown) return
      shown = sign
      node.replaceChildren(
        !effects || effects.length === 0
          ? h(
              'p',
              { class: 'hint' },
              effects ? 'Nothing yet.' : 'The bot does not say: it is not running now.',
            )
          : tableOf(effects),
      )
    },
  }
}

const head = (scope) => (words) => h('th', { scope }, words)
