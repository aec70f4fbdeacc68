import { h } from './dom.js'

/** More than anybody reads; the oldest go. */
const KEPT = 100
const NAMES = { slack: 'Slack', discord: 'Discord' }
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** What passes between the bot and both platforms, the newest on top. */
export function wireList() {
  const rows = h('tbody')
  const table = h(
    'table',
    { hidden: true },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ['Time', 'From, to', 'What', 'Answer', 'ms'].map((words) => h('th', { scope: 'col' }, words)),
      ),
    ),
    rows,
  )
  const quiet = h('p', { class: 'hint' }, 'Nothing has passed since you opened this.')
  const node = h(
    'div',
    { class: 'wire', role: 'region', 'aria-label': 'Requests and answers', tabindex: '0' },
    quiet,
    table,
  )

  const rowOf = ({ at, platform, from, what, outcome, ms }) =>
    h(
      'tr',
      { class: /^(?:2|acked|sent)/.test(outcome) && !/^200 ./.test(outcome) ? '' : 'odd' },
      h('td', {}, clock.format(at)),
      h('td', {}, from === 'bot' ? `bot → ${NAMES[platform]}` : `${NAMES[platform]} → bot`),
      h('td', { class: 'what' }, what),
      h('td', {}, outcome),
      h('td', { class: 'number' }, ms === undefined ? '' : String(ms)),
    )

  return {
    node,
    add({ rows: fresh, left }) {
      const more = left > 0 ? [h('tr', {}, h('td', { colspan: '5' }, `${left} more, too many to show`))] : []
      rows.prepend(...fresh.map(rowOf).reverse(), ...more)
      while (rows.childElementCount > KEPT) rows.lastElementChild.remove()
      quiet.hidden = true
      table.hidden = false
    },
    clear() {
      rows.replaceChildren()
      quiet.hidden = false
      table.hidden = true
    },
  }
}
