import { plain } from './combobox.js'
import { avatar, h } from './dom.js'

const PLATFORMS = { slack: 'Slack', discord: 'Discord' }

/** The list of everybody one can be: both workspaces, organisers first, found by name. */
export function peoplePicker({ choose }) {
  let places = []
  let current
  let wantedPlatform = ''
  const search = h('input', {
    type: 'search',
    id: 'find-person',
    placeholder: 'Search by name',
    'aria-label': 'Search people by name',
    autocomplete: 'off',
  })
  const list = h('div', { class: 'people-list' })
  const filters = h(
    'div',
    { class: 'tabs', role: 'group', 'aria-label': 'Whom to show' },
    Object.entries({ '': 'All', ...PLATFORMS }).map(([platform, words]) =>
      h(
        'button',
        { type: 'button', 'data-platform-filter': platform, onclick: () => filter(platform) },
        words,
      ),
    ),
  )
  const panel = h('div', { class: 'people', id: 'people', hidden: true }, search, filters, list)
  const card = h('button', {
    type: 'button',
    class: 'you',
    id: 'you',
    'aria-expanded': 'false',
    'aria-controls': 'people',
    onclick: () => open(panel.hidden),
  })
  const node = h('section', { class: 'picker', 'aria-label': 'Who you are' }, card, panel)

  function open(yes) {
    panel.hidden = !yes
    card.setAttribute('aria-expanded', String(yes))
    if (!yes) return
    search.value = ''
    show()
    search.focus()
  }

  function filter(platform) {
    wantedPlatform = platform
    show()
  }

  function pick(place, person) {
    open(false)
    choose(place, person)
  }

  function row(place, person) {
    const chosen = current?.person.id === person.id
    return h(
      'button',
      { type: 'button', class: 'person', 'aria-pressed': String(chosen), onclick: () => pick(place, person) },
      avatar(person.name, person.id),
      h('span', { class: 'name' }, person.name, h('small', {}, described(place, person))),
      person.organiser ? h('span', { class: 'badge' }, 'organiser') : '',
    )
  }

  function show() {
    for (const button of filters.children) {
      button.setAttribute('aria-pressed', String(button.dataset.platformFilter === wantedPlatform))
    }
    const wanted = plain(search.value.trim())
    const shown = places
      .filter(({ platform }) => wantedPlatform === '' || platform === wantedPlatform)
      .map((place) => {
        const people = peopleOf(place)
        return { place, people: people.filter((one) => plain(`${one.name} ${one.handle}`).includes(wanted)) }
      })
    const group = (place, people) =>
      h(
        'div',
        { class: `people-of ${place.platform}` },
        people.map((person) => row(place, person)),
      )
    list.replaceChildren(
      ...shown.map(({ place, people }) => group(place, people.filter(isOrganiser))),
      ...shown.flatMap(({ place, people }) => {
        const others = people.filter((person) => !person.organiser)
        const title = `${PLATFORMS[place.platform]} · ${place.name} (${others.length})`
        return others.length === 0 ? [] : [h('h2', {}, title), group(place, others)]
      }),
    )
  }

  search.addEventListener('input', show)
  panel.addEventListener('keydown', (event) => {
    const rows = [...list.querySelectorAll('button')]
    const at = rows.indexOf(document.activeElement)
    if (event.key === 'Escape') {
      open(false)
      card.focus()
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      rows[Math.min(at + 1, rows.length - 1)]?.focus()
    } else if (event.key === 'ArrowUp') {
      event.preventDefault()
      if (at <= 0) search.focus()
      else rows[at - 1]?.focus()
    } else if (event.key === 'Enter' && document.activeElement === search) rows[0]?.click()
  })

  return {
    node,
    open,
    update(fresh, chosen) {
      const grew = JSON.stringify(fresh) !== JSON.stringify(places)
      places = fresh
      if (current?.person.id !== chosen?.person.id || card.childElementCount === 0) {
        current = chosen
        const { person, place } = chosen ?? {}
        card.replaceChildren(
          person ? avatar(person.name, person.id) : '',
          h(
            'span',
            { class: 'name' },
            person?.name ?? 'Choose who you are',
            h('small', {}, person ? `On ${PLATFORMS[place.platform]}` : ''),
          ),
          h('span', { class: 'change' }, 'Change'),
        )
      }
      if (grew && !panel.hidden) show()
    },
  }
}

/** Organisers of both stand together, so that theirs says where each is. */
const described = ({ platform }, { organiser, handle }) =>
  organiser ? `${PLATFORMS[platform]} · ${handle}` : handle

const isOrganiser = ({ organiser }) => organiser

/** People without bots, organisers first, then by name. */
export function peopleOf(place) {
  return place.people
    .filter(({ bot }) => !bot)
    .sort((a, b) => Number(b.organiser) - Number(a.organiser) || a.name.localeCompare(b.name))
}
