import { among, combobox } from './combobox.js'
import { freshId, h } from './dom.js'

const INTEGER = 4
const BOOLEAN = 5
const USER = 6
const CHANNEL = 7
const ROLE = 8
const NUMBER = 10

/** A command's options, to fill in before it is sent. */
export function commandForm({ command, client, channel, send, cancel }) {
  const values = {}
  const trouble = h('p', { class: 'form-error', role: 'alert', hidden: true })
  const fields = command.options.map((option) => {
    const id = freshId()
    const changed = (value) => {
      if (value === undefined || value === '') delete values[option.name]
      else values[option.name] = value
    }
    return h(
      'div',
      { class: 'field' },
      h(
        'label',
        { for: id },
        option.name,
        option.required ? h('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : '',
        h('span', { class: 'optional' }, ` ${option.description}`),
      ),
      inputOf(option, { id, changed, values, command, client, channel }),
    )
  })
  return h(
    'form',
    {
      class: 'command-form',
      novalidate: true,
      onkeydown: (event) => event.key === 'Escape' && cancel(),
      onsubmit: async (event) => {
        event.preventDefault()
        document.activeElement?.blur()
        try {
          await send(values)
        } catch (refused) {
          trouble.textContent = refused.message
          trouble.hidden = false
        }
      },
    },
    h('header', {}, h('strong', {}, command.name), ' ', command.description),
    fields,
    trouble,
    h(
      'footer',
      {},
      h('button', { type: 'button', class: 'button', onclick: cancel }, 'Cancel'),
      h('button', { type: 'submit', class: 'button primary' }, 'Send command'),
    ),
  )
}

function inputOf(option, { id, changed, values, command, client, channel }) {
  const { type, choices = [], name } = option
  if (choices.length > 0 || type === BOOLEAN) {
    const all =
      choices.length > 0
        ? choices
        : [
            { name: 'Yes', value: true },
            { name: 'No', value: false },
          ]
    return h(
      'select',
      { id, onchange: (event) => changed(all[event.target.selectedIndex - 1]?.value) },
      h('option', {}, ''),
      all.map((choice) => h('option', {}, choice.name)),
    )
  }
  if (option.autocomplete) {
    // What was typed counts, even where nothing suggested was picked.
    const box = combobox({
      id,
      suggest: (typed) => {
        changed(type === INTEGER || type === NUMBER ? undefined : typed)
        return client.complete(channel, command.name.slice(1), name, typed, { ...values, [name]: undefined })
      },
      changed: ([chosen]) => changed(chosen?.value),
    })
    return box
  }
  if (type === USER || type === CHANNEL) {
    const all = type === USER ? client.names.people() : client.names.channels()
    return combobox({ id, suggest: among(all), changed: ([chosen]) => changed(chosen?.value) })
  }
  return h('input', {
    id,
    type: 'text',
    inputmode: type === INTEGER || type === NUMBER ? 'decimal' : undefined,
    placeholder: type === ROLE ? 'A role’s name' : undefined,
    maxlength: option.max_length,
    autocomplete: 'off',
    oninput: (event) => changed(event.target.value),
  })
}
