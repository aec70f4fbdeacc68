import { freshId, h } from './dom.js'

/** A form over the page, with the keyboard kept inside while it is open. */
export function dialog({ title, body, submit, cancel, onsubmit, onclose }) {
  const titleId = freshId()
  const trouble = h('p', { class: 'form-error', role: 'alert', hidden: true })
  const send = submit ? h('button', { type: 'submit', class: 'button primary' }, submit) : ''
  const problem = (words) => {
    trouble.textContent = words
    trouble.hidden = words === ''
    if (words !== '') trouble.scrollIntoView({ block: 'nearest' })
  }
  const close = () => onclose().catch((error) => problem(error.message))
  const form = h(
    'form',
    {
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault()
        if (!submit || send.disabled) return
        // A field tells of its change when it loses the keyboard.
        if (document.activeElement instanceof HTMLElement && document.activeElement !== send) {
          document.activeElement.blur()
        }
        problem('')
        send.disabled = true
        await onsubmit().catch((error) => problem(error.message))
        send.disabled = false
      },
    },
    h(
      'header',
      {},
      h('h2', { id: titleId }, title),
      h('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: close }, '×'),
    ),
    h('div', { class: 'form-body' }, body, trouble),
    h('footer', {}, h('button', { type: 'button', class: 'button', onclick: close }, cancel), send),
  )
  const node = h(
    'dialog',
    {
      class: 'form',
      'aria-labelledby': titleId,
      oncancel: (event) => {
        event.preventDefault()
        close()
      },
    },
    form,
  )
  return { node, problem }
}
