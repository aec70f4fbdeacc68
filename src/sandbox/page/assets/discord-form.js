import { among, combobox } from './combobox.js'
import { dialog } from './dialog.js'
import { choicesFor } from './discord-components.js'
import { freshId, h } from './dom.js'
import { markdown } from './markdown.js'

const TEXT = 4
const RADIO = 21
const TICKS = 22
const TICK = 23
const FILE = 19

/** An open form. What the client would mark red is marked here, before anything is sent. */
export function discordForm(modal, context) {
  const values = {}
  const places = new Map()
  let queue = Promise.resolve()
  const fields = modal.fields.map((field) => {
    const id = freshId()
    const described = freshId()
    const error = h('p', { class: 'field-error', id: described, role: 'alert', hidden: true })
    places.set(field.label, error)
    const changed = (value) => {
      values[field.customId] = value
      error.hidden = true
      queue = queue
        .then(() => context.call('fill', { values: { [field.customId]: value } }))
        .catch((refused) => mark(field.label, refused.message))
    }
    values[field.customId] = field.type === TICK ? field.value : [...field.value]
    return h(
      'div',
      { class: 'field' },
      h(
        'label',
        { for: id },
        field.label,
        field.required ? h('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : '',
      ),
      field.description ? h('p', { class: 'hint' }, field.description) : '',
      inputOf(field, { id, described, changed, names: context.names }),
      error,
    )
  })

  function mark(label, words) {
    const place = places.get(label)
    if (!place) return form.problem(words)
    place.textContent = words
    place.hidden = words === ''
    if (words !== '') place.closest('.field')?.scrollIntoView({ block: 'nearest' })
  }

  const form = dialog({
    title: modal.title,
    body: [modal.texts.map((text) => h('div', { class: 'markdown' }, markdown(text, context.names))), fields],
    submit: 'Submit',
    cancel: 'Cancel',
    onsubmit: async () => {
      const wrong = modal.fields.map((field) => [field.label, complaint(field, values[field.customId])])
      for (const [label, words] of wrong) mark(label, words)
      if (wrong.some(([, words]) => words !== '')) return
      await queue
      const sent = Object.fromEntries(
        modal.fields.filter(({ type }) => type !== FILE).map(({ customId }) => [customId, values[customId]]),
      )
      try {
        const answer = await context.call('submit', { values: sent })
        if (answer.kind === 'failed') form.problem('Something went wrong. Try again.')
      } catch (refused) {
        mark(/^"(.*)" /.exec(refused.message)?.[1] ?? '', refused.message)
      }
    },
    onclose: () => context.call('dismiss', {}),
  })
  return { node: form.node, update() {} }
}

/** What the client says of a field before anything is sent; nothing where all is well. */
function complaint(field, value) {
  if (typeof value === 'boolean' || field.type === FILE) return ''
  const given = [value ?? []].flat().filter((entry) => entry !== '')
  if (given.length === 0) return field.required ? 'This field is required.' : ''
  if (field.type === TEXT) {
    const { length } = [...given.join('')]
    if (length < (field.minLength ?? 0)) return `Must be at least ${field.minLength} characters.`
    return length > (field.maxLength ?? 4_000) ? `Must be at most ${field.maxLength} characters.` : ''
  }
  if (given.length < field.min) return `Choose at least ${field.min}.`
  return given.length > field.max ? `Choose at most ${field.max}.` : ''
}

function inputOf(field, { id, described, changed, names }) {
  const { type, value, options, placeholder } = field
  const common = { id, 'aria-describedby': described }
  switch (type) {
    case TEXT: {
      const props = {
        ...common,
        value: value.join(''),
        placeholder,
        maxlength: field.maxLength ?? 4_000,
        onchange: (event) => changed(event.target.value),
      }
      return field.multiline ? h('textarea', { ...props, rows: 4 }) : h('input', { ...props, type: 'text' })
    }
    case RADIO:
    case TICKS:
      return ticksOf(field, described, changed)
    case TICK:
      return h('input', {
        ...common,
        type: 'checkbox',
        class: 'tick',
        checked: value === true,
        onchange: (event) => changed(event.target.checked),
      })
    case FILE:
      return h('p', { class: 'hint' }, 'Files cannot be uploaded in the sandbox.')
    case 6:
      return h('input', {
        ...common,
        type: 'text',
        placeholder: placeholder ?? 'A role’s name',
        onchange: (event) => changed([event.target.value].filter(Boolean)),
      })
    default:
      break
  }
  if (type === 3 && field.max === 1) {
    return h(
      'select',
      { ...common, onchange: (event) => changed([event.target.value].filter(Boolean)) },
      h('option', { value: '' }, placeholder || 'Make a selection'),
      options.map((option) =>
        h('option', { value: option.value, selected: value.includes(option.value) }, option.label),
      ),
    )
  }
  const all = choicesFor(field, names)
  return combobox({
    id,
    described,
    placeholder,
    most: field.max,
    chosen: value.map((one) => all.find((choice) => choice.value === one) ?? { value: one, label: one }),
    suggest: among(all),
    changed: (chosen) => changed(chosen.map((one) => one.value)),
  })
}

function ticksOf(field, described, changed) {
  const radio = field.type === RADIO
  const name = freshId()
  const box = h('div', { class: 'ticks', role: 'group', 'aria-describedby': described })
  const tell = () => changed([...box.querySelectorAll('input:checked')].map((tick) => tick.value))
  box.append(
    ...field.options.map((option) =>
      h(
        'label',
        {},
        h('input', {
          type: radio ? 'radio' : 'checkbox',
          name,
          value: option.value,
          checked: field.value.includes(option.value),
          onchange: tell,
        }),
        h('span', {}, option.label, option.description ? h('small', {}, option.description) : ''),
      ),
    ),
  )
  return box
}
