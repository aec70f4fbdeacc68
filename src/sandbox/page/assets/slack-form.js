import { dialog } from './dialog.js'
import { freshId, h } from './dom.js'
import { slackBlocks } from './slack-blocks.js'
import { slackInput } from './slack-controls.js'

/** A form is the same for as long as its blocks are; what was filled in and what is wrong may change. */
export const slackFormKey = ({ id, title, submit, blocks }) => JSON.stringify([id, title, submit, blocks])

/** An open modal. What is typed goes to the platform field by field, and all of it when it is submitted. */
export function slackForm(view, context) {
  const values = {}
  const places = new Map()
  let queue = Promise.resolve()
  const send = (change) => {
    queue = queue.then(() => context.call('fill', { view: view.id, values: change })).catch(() => {})
    return queue
  }
  const inner = {
    ...context,
    values: view.values,
    act: async (block, element, value) => {
      await queue
      return context.press({ view: view.id, block_id: block.block_id, action_id: element.action_id }, value)
    },
    suggest: (block, element, typed) =>
      context.suggestAt({ view: view.id, block_id: block.block_id, action_id: element.action_id }, typed),
    input,
  }

  function input(block) {
    const { element } = block
    const id = freshId()
    const described = freshId()
    const error = h('p', { class: 'field-error', id: described, role: 'alert', hidden: true })
    places.set(block.block_id, error)
    const key = `${block.block_id}/${element.action_id}`
    const changed = (value) => {
      values[key] = value
      error.hidden = true
      const sent = send({ [key]: value })
      if (block.dispatch_action) sent.then(() => inner.act(block, element, value))
    }
    return h(
      'div',
      { class: 'field', 'data-field': block.block_id },
      h(
        'label',
        { for: id },
        block.label.text,
        block.optional ? h('span', { class: 'optional' }, ' (optional)') : '',
      ),
      slackInput(block, element, inner, { changed, id, described }),
      block.hint ? h('p', { class: 'hint' }, block.hint.text) : '',
      error,
    )
  }

  const form = dialog({
    title: view.title?.text ?? '',
    body: slackBlocks(view.blocks, inner),
    submit: view.submit?.text,
    cancel: view.close?.text ?? (view.submit ? 'Cancel' : 'Close'),
    onsubmit: async () => {
      await queue
      const outcome = await context.call('submit', { view: view.id, values })
      if (outcome.error) form.problem(outcome.error)
    },
    onclose: () => context.call('close-view', { view: view.id }),
  })
  return {
    node: form.node,
    /** Shows what stands at the fields now. */
    update({ errors }) {
      for (const [block, place] of places) {
        const words = errors[block] ?? ''
        if (place.textContent === words && place.hidden === (words === '')) continue
        place.textContent = words
        place.hidden = words === ''
      }
    },
  }
}
