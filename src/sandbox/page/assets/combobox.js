import { freshId, h } from './dom.js'

/**
 * A box to search in and choose from, one or several.
 *
 * `suggest(typed)` gives options `{ value, label, description }`; `changed(chosen)` hears of every choice.
 */
export function combobox({
  id = freshId(),
  chosen = [],
  most = 1,
  placeholder,
  suggest,
  changed,
  described,
}) {
  let picked = [...chosen]
  let options = []
  let active = -1
  let asked = 0
  /** Runs while somebody types, so that not every letter asks. */
  let pause
  const listId = freshId()
  const chips = h('span', { class: 'chips' })
  const list = h('ul', { class: 'options', id: listId, role: 'listbox', hidden: true })
  const input = h('input', {
    id,
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    placeholder: placeholder || 'Type to search',
    'aria-expanded': 'false',
    'aria-controls': listId,
    'aria-autocomplete': 'list',
    'aria-describedby': described,
  })
  const several = most > 1
  const box = h('div', { class: 'combobox' }, several ? chips : '', input, list)

  function show() {
    if (several) {
      chips.replaceChildren(
        ...picked.map((option) =>
          h(
            'span',
            { class: 'chip' },
            option.label,
            h(
              'button',
              { type: 'button', 'aria-label': `Remove ${option.label}`, onclick: () => remove(option) },
              '×',
            ),
          ),
        ),
      )
      input.disabled = picked.length >= most
    } else input.value = picked[0]?.label ?? ''
  }

  function remove(option) {
    picked = picked.filter((one) => one !== option)
    show()
    changed(picked)
    input.focus()
  }

  function pick(option) {
    if (!several) picked = [option]
    else if (!picked.some((one) => one.value === option.value)) picked = [...picked, option]
    if (several) input.value = ''
    show()
    close()
    changed(picked)
  }

  function close() {
    clearTimeout(pause)
    pause = undefined
    asked += 1
    options = []
    active = -1
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  function mark(index) {
    active = index
    for (const [at, row] of [...list.children].entries()) {
      row.setAttribute('aria-selected', String(at === index))
      if (at === index) {
        input.setAttribute('aria-activedescendant', row.id)
        row.scrollIntoView({ block: 'nearest' })
      }
    }
  }

  /** Puts the list where there is room for it; it would be cut off by what scrolls around it. */
  function beside() {
    const { left, top, bottom, width } = input.getBoundingClientRect()
    const below = window.innerHeight - bottom
    const up = below < 200 && top > below
    list.style.left = `${left}px`
    list.style.width = `${width}px`
    list.style.maxHeight = `${Math.min(250, (up ? top : below) - 8)}px`
    list.style.top = up ? 'auto' : `${bottom}px`
    list.style.bottom = up ? `${window.innerHeight - top}px` : 'auto'
  }

  async function ask(typed) {
    clearTimeout(pause)
    pause = undefined
    asked += 1
    const mine = asked
    const found = await suggest(typed).catch(() => [])
    if (mine !== asked) return
    options = found.filter((option) => !several || !picked.some((one) => one.value === option.value))
    const rows = options.map((option) =>
      h(
        'li',
        {
          id: freshId(),
          role: 'option',
          'aria-selected': 'false',
          onmousedown: (event) => {
            event.preventDefault()
            pick(option)
          },
        },
        option.label,
        option.description ? h('small', {}, option.description) : '',
      ),
    )
    list.replaceChildren(...(rows.length > 0 ? rows : [h('li', { class: 'none' }, 'Nothing found yet')]))
    list.hidden = false
    beside()
    input.setAttribute('aria-expanded', 'true')
    if (rows.length > 0 && typed !== '') mark(0)
    else active = -1
  }

  input.addEventListener('input', () => {
    if (!several && picked.length > 0) {
      picked = []
      changed(picked)
    }
    clearTimeout(pause)
    pause = setTimeout(() => ask(input.value), 120)
  })
  input.addEventListener('focus', () => {
    input.select()
    ask(several || picked.length === 0 ? input.value : '')
  })
  input.addEventListener('blur', () => {
    close()
    if (several) input.value = ''
    else show()
  })
  input.addEventListener('keydown', async (event) => {
    if (event.key === 'Enter' && pause !== undefined) {
      // What was typed last counts, not what was suggested before.
      event.preventDefault()
      await ask(input.value)
      if (options[0]) pick(options[0])
      return
    }
    if (list.hidden) {
      if (event.key === 'ArrowDown') ask(input.value)
      return
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (options.length > 0) mark((active + step + options.length) % options.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const option = options[active]
      if (option) pick(option)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      close()
    }
  })
  show()
  return box
}

/** For `suggest`: the options whose words hold what was typed. */
export function among(options) {
  return async (typed) => {
    const wanted = plain(typed)
    return options
      .filter(({ label, description }) => plain(`${label} ${description ?? ''}`).includes(wanted))
      .slice(0, 50)
  }
}

/** Words without accents and case, to search in. */
export const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
