import { among, combobox } from './combobox.js'
import { freshId, h, link } from './dom.js'
import { textObject } from './mrkdwn.js'

const wordsOf = (option) => String(option?.text?.text ?? '')
const optionsOf = (element) => [
  ...(element.options ?? []),
  ...(element.option_groups ?? []).flatMap((group) => group.options),
]

const asChoice = (option) => ({
  value: option.value,
  label: wordsOf(option),
  description: option.description?.text,
  option,
})

/** An interactive element of a message or view that acts as soon as it is used. */
export function slackControl(block, element, context) {
  const act = (value) => context.act(block, element, value)
  if (element.type === 'button') return buttonOf(element, act, context)
  if (element.type === 'overflow') {
    return h(
      'details',
      { class: 'overflow' },
      h('summary', { 'aria-label': 'More' }, '⋯'),
      optionsOf(element).map((option) =>
        h('button', { type: 'button', onclick: () => act(option.value) }, wordsOf(option)),
      ),
    )
  }
  return slackInput(block, element, context, { changed: act })
}

function buttonOf(element, act, context) {
  const style = element.style ? ` ${element.style}` : ''
  const press = () => {
    if (element.confirm && !window.confirm(confirmation(element.confirm))) return
    act()
  }
  const label = textObject(element.text, context.names)
  if (element.url) {
    const to = link(element.url, label)
    to.className = `button${style}`
    to.addEventListener('click', press)
    return to
  }
  return h(
    'button',
    { type: 'button', class: `button${style}`, 'aria-label': element.accessibility_label, onclick: press },
    label,
  )
}

const confirmation = ({ title, text }) => `${wordsOf({ text: title })}\n\n${wordsOf({ text })}`

/**
 * Something to fill in. `changed(value)` gets words for a line, an option's value for a choice, a list for
 * several; where suggestions are asked for, whole options.
 */
export function slackInput(block, element, context, { changed, id = freshId(), described }) {
  const held = context.values?.[block.block_id]?.[element.action_id]
  const hint = element.placeholder?.text ?? ''
  const common = {
    id,
    'aria-describedby': described,
    'aria-label': block.label ? undefined : hint || 'Choose',
  }
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return lineOf(element, held?.value ?? element.initial_value ?? '', { ...common, hint, changed })
    case 'static_select':
      return selectOf(element, held, { ...common, hint, changed })
    case 'radio_buttons':
    case 'checkboxes':
      return ticksOf(element, held, { described, changed })
    case 'datepicker':
    case 'timepicker': {
      const day = element.type === 'datepicker'
      const value = day ? held?.selected_date : held?.selected_time
      const type = day ? 'date' : 'time'
      const onchange = (event) => changed(event.target.value || null)
      return h('input', { ...common, type, value: value ?? element[`initial_${type}`] ?? '', onchange })
    }
    default:
      return searchOf(block, element, held, context, { id, described, hint, changed })
  }
}

function lineOf(element, value, { hint, changed, ...common }) {
  const props = {
    ...common,
    value,
    placeholder: hint,
    maxlength: element.max_length,
    onchange: (event) => changed(event.target.value),
  }
  if (element.multiline) return h('textarea', { ...props, rows: 4 })
  const types = { email_text_input: 'email', url_text_input: 'url', number_input: 'text' }
  return h('input', {
    ...props,
    type: types[element.type] ?? 'text',
    inputmode: element.type === 'number_input' ? 'decimal' : undefined,
    autocomplete: 'off',
  })
}

function selectOf(element, held, { hint, changed, ...common }) {
  const chosen = (held ? held.selected_option : element.initial_option)?.value
  const option = (one) => h('option', { value: one.value, selected: one.value === chosen }, wordsOf(one))
  const groups = (element.option_groups ?? []).map((group) =>
    h('optgroup', { label: group.label.text }, group.options.map(option)),
  )
  return h(
    'select',
    { ...common, onchange: (event) => changed(event.target.value || null) },
    h('option', { value: '', selected: chosen === undefined }, hint || 'Choose…'),
    (element.options ?? []).map(option),
    groups,
  )
}

function ticksOf(element, held, { described, changed }) {
  const radio = element.type === 'radio_buttons'
  const now = held ?? {
    selected_option: element.initial_option,
    selected_options: element.initial_options,
  }
  const chosen = (radio ? [now.selected_option] : (now.selected_options ?? [])).map((one) => one?.value)
  const name = freshId()
  const box = h('div', { class: 'ticks', role: 'group', 'aria-describedby': described })
  const tell = () => {
    const values = [...box.querySelectorAll('input:checked')].map((tick) => tick.value)
    changed(radio ? (values[0] ?? null) : values)
  }
  box.append(
    ...optionsOf(element).map((option) =>
      h(
        'label',
        {},
        h('input', {
          type: radio ? 'radio' : 'checkbox',
          name,
          value: option.value,
          checked: chosen.includes(option.value),
          onchange: tell,
        }),
        h(
          'span',
          {},
          wordsOf(option),
          option.description ? h('small', {}, String(option.description.text)) : '',
        ),
      ),
    ),
  )
  return box
}

function searchOf(block, element, held, context, { id, described, hint, changed }) {
  const several = element.type.startsWith('multi_')
  const kind = element.type.replace('multi_', '').replace('_select', '')
  const { source, chosen, given } = sourceOf(kind, several, block, element, held, context)
  return combobox({
    id,
    described,
    placeholder: hint,
    chosen,
    most: several ? (element.max_selected_items ?? 100) : 1,
    suggest: source,
    changed: (picked) => changed(several ? picked.map(given) : picked[0] ? given(picked[0]) : null),
  })
}

function sourceOf(kind, several, block, element, held, context) {
  if (kind === 'external' || kind === 'static') {
    const initial = several ? element.initial_options : element.initial_option
    const now = held ? (several ? held.selected_options : held.selected_option) : initial
    const chosen = [now ?? []].flat().map(asChoice)
    const suggest = async (typed) => (await context.suggest(block, element, typed)).map(asChoice)
    if (kind === 'external') return { chosen, source: suggest, given: ({ option }) => option }
    return { chosen, source: among(optionsOf(element).map(asChoice)), given: ({ value }) => value }
  }
  const name = { users: 'user', channels: 'channel', conversations: 'conversation' }[kind] ?? 'user'
  const initial = several ? element[`initial_${name}s`] : element[`initial_${name}`]
  const now = held ? (several ? held[`selected_${name}s`] : held[`selected_${name}`]) : initial
  const everything = name === 'user' ? context.names.people() : context.names.channels()
  const chosen = [now ?? []].flat().map((value) => ({
    value,
    label: everything.find((one) => one.value === value)?.label ?? value,
  }))
  return { chosen, source: among(everything), given: ({ value }) => value }
}
