import { hrefTo } from './address.js'
import { channelList } from './channels.js'
import { h } from './dom.js'
import { pane } from './pane.js'
import { peopleOf, peoplePicker } from './people.js'

/** A workspace as one of its people sees it: who they are, their channels, and the one that is open. */
export function clientView({ now, tell, toPerson, settled }) {
  let at
  const picker = peoplePicker({ choose: (place, person) => toPerson(place, person) })
  const spot = (channel) => ({
    platform: at.place.platform,
    place: at.place.id,
    person: at.person.id,
    channel,
  })
  const list = channelList({ hrefOf: (channel) => hrefTo(spot(channel)) })
  const open = pane({
    now,
    tell,
    go: (channel, tab) => {
      location.hash = hrefTo({ ...spot(channel), tab })
    },
    looked({ session, channels, channel }) {
      list.show(`${session.place.id}/${session.person.id}`, channels, session.client, session.current)
      // Who has come without saying where to begins where their own conversations are.
      const first = firstOf(channels, session.client.groups)
      if (!channel && !session.current && first) settled(spot(first.id))
    },
  })
  const sidebar = h('div', { class: 'sidebar' }, picker.node, list.node)
  const node = h('div', { class: 'window' }, sidebar, open.node)

  const firstOf = (all, groups) =>
    groups.map((group) => all.find((channel) => channel.group === group)).find(Boolean) ?? all[0]

  return {
    node,
    /** Shows what an address names; the places are known. */
    show(places, place, person, { channel = '', tab }) {
      const same = at?.place.id === place.id && at.person.id === person.id
      at = { place, person }
      node.dataset.platform = place.platform
      if (same) open.go(channel, tab)
      else open.enter(place, person, channel, tab)
      picker.update(places, at)
    },
    take: (seen) => open.take(seen),
    know(places) {
      open.know(places)
      picker.update(places, at)
    },
    focus: () => open.focus(),
    leave() {
      at = undefined
      open.leave()
    },
  }
}

/** Whom an address means: who is named there, else an organiser, else anybody. */
export function whoseIs(places, { platform, place, person }) {
  const there = places.find((one) => one.platform === platform && (!place || one.id === place))
  if (!there) return undefined
  const people = peopleOf(there)
  const wanted = person ? people.find(({ id }) => id === person) : people[0]
  return wanted && { place: there, person: wanted }
}
