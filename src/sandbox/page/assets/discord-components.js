import { channelIn } from './address.js'
import { among, combobox } from './combobox.js'
import { h, link, picture } from './dom.js'
import { markdown } from './markdown.js'

const STYLES = { 1: ' primary', 3: ' success', 4: ' danger', 5: ' link' }

/** Components, old and new, of a message. `context.press` and `context.choose` act on its buttons and selects. */
export function discordComponents(components, context) {
  return components.map((component) => componentOf(component, context))
}

function componentOf(node, context) {
  const { names } = context
  switch (node.type) {
    case 1:
      return h('div', { class: 'actions' }, discordComponents(node.components, context))
    case 2:
      return buttonOf(node, context)
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return selectOf(node, context)
    case 9:
      return h(
        'div',
        { class: 'section' },
        h('div', { class: 'section-text' }, discordComponents(node.components, context)),
        h('div', { class: 'accessory' }, node.accessory ? componentOf(node.accessory, context) : ''),
      )
    case 10:
      return h('div', { class: 'markdown' }, markdown(node.content, names))
    case 11:
      return picture(node.media.url, node.description)
    case 12:
      return h(
        'div',
        { class: 'gallery' },
        node.items.map((item) => picture(item.media.url, item.description)),
      )
    case 13:
      return h('p', {}, 'File: ', link(node.file.url, node.name ?? 'File'))
    case 14:
      return h('hr', { class: node.divider === false ? 'space' : '' })
    case 17:
      return containerOf(node, context)
    default:
      return h('p', { class: 'unknown' }, `(a component of type ${node.type})`)
  }
}

function containerOf(node, context) {
  const box = h('div', { class: 'container' }, discordComponents(node.components, context))
  if (typeof node.accent_color === 'number') {
    box.style.setProperty('--edge', `#${node.accent_color.toString(16).padStart(6, '0')}`)
  }
  return box
}

function buttonOf(node, context) {
  const label = [node.emoji?.name, node.label].filter(Boolean).join(' ')
  const style = STYLES[node.style] ?? ''
  if (node.url) {
    const to = link(node.url, channelIn(node.url) ? label : `${label} ↗`)
    to.className = 'button link'
    return to
  }
  return h(
    'button',
    {
      type: 'button',
      class: `button${style}`,
      disabled: node.disabled === true,
      onclick: () => context.press(node.custom_id),
    },
    label,
  )
}

function selectOf(node, context) {
  const { min_values: min = 1, max_values: max = 1 } = node
  const hint = node.placeholder || 'Make a selection'
  if (node.type === 3 && max === 1) {
    return h(
      'select',
      {
        'aria-label': hint,
        disabled: node.disabled === true,
        onchange: (event) => context.choose(node.custom_id, [event.target.value].filter(Boolean)),
      },
      h('option', { value: '' }, hint),
      node.options.map((option) =>
        h('option', { value: option.value, selected: option.default === true }, option.label),
      ),
    )
  }
  let picked = []
  const done = h(
    'button',
    { type: 'button', class: 'button', onclick: () => context.choose(node.custom_id, picked) },
    'Choose',
  )
  const box = combobox({
    placeholder: hint,
    most: max,
    chosen: (node.options ?? []).filter((option) => option.default),
    suggest: among(choicesFor(node, context.names)),
    changed: (chosen) => {
      picked = chosen.map(({ value }) => value)
      if (max === 1 && picked.length >= min) context.choose(node.custom_id, picked)
    },
  })
  return h('div', { class: 'several' }, box, max > 1 ? done : '')
}

/** What can be chosen: the app's own options, or the server's people, roles or channels. */
export function choicesFor({ type, options }, names) {
  if (type === 3) return options ?? []
  if (type === 8) return names.channels()
  return type === 6 ? [] : names.people()
}

export function discordEmbeds(embeds, names) {
  return embeds.map((embed) =>
    h(
      'div',
      { class: 'container' },
      embed.title ? h('h3', {}, embed.url ? link(embed.url, embed.title) : embed.title) : '',
      embed.description ? markdown(embed.description, names) : '',
      (embed.fields ?? []).map((field) =>
        h('div', {}, h('strong', {}, field.name), markdown(field.value, names)),
      ),
      embed.image ? picture(embed.image.url, embed.title) : '',
      embed.footer ? h('p', { class: 'small' }, embed.footer.text) : '',
    ),
  )
}
