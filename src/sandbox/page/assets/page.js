import { hrefTo, readAddress } from './address.js'
import { behindPanel } from './behind.js'
import { clientView, whoseIs } from './client-view.js'
import { liveLine } from './live.js'
import { nextBar } from './next.js'
import { pairView } from './pair-view.js'
import { stageView } from './stage.js'

const $ = (id) => document.getElementById(id)

let places = []
let ahead = 0
let told
let shown
let quiet

/** What a client says in passing. */
function tell(words) {
  const toast = $('toast')
  toast.textContent = words
  toast.hidden = false
  clearTimeout(quiet)
  quiet = setTimeout(() => {
    toast.hidden = true
  }, 8_000)
}

/** Somebody who has just come stands where they were let in. */
function enter(spot) {
  const place = places.find(({ id }) => id === spot.place)
  place?.people.push({ id: spot.person, name: spot.name, handle: '', organiser: false, bot: false })
  location.hash = hrefTo(spot)
}

const now = () => Date.now() + ahead
const views = {
  stage: stageView({ tell, enter }),
  client: clientView({
    now,
    tell,
    toPerson: (place, person) => {
      location.hash = hrefTo({ platform: place.platform, place: place.id, person: person.id, channel: '' })
    },
    settled: (spot) => {
      history.replaceState(null, '', hrefTo(spot))
      route()
    },
  }),
  pair: pairView({ now, tell }),
}
const next = nextBar({ tell })
$('next').append(next.node)
const behind = behindPanel({ tell })
$('behind').append(...behind.nodes)

const live = liveLine({
  onStage(fresh) {
    told = fresh
    next.show(told)
    views.stage.show(told)
    behind.show(told)
    if (shown === 'pair') route()
  },
  onPlaces(known) {
    places = known.places
    ahead = known.now - Date.now()
    if (shown === 'client' || shown === 'pair') views[shown].know(places)
    route()
  },
  onSeen(index, seen) {
    if (shown === 'client') views.client.take(seen)
    else if (shown === 'pair') views.pair.take(index, seen)
  },
  onLost(lost) {
    $('lost').hidden = !lost || views.stage.beginning()
  },
})

function turnTo(view) {
  if (shown === view) return
  if (shown !== undefined && shown !== 'stage') views[shown].leave()
  const came = shown !== undefined
  shown = view
  $('main').replaceChildren(views[view].node)
  $('menu').hidden = view !== 'client'
  document.body.dataset.view = view
  // Whoever has followed a link that is gone with its view goes on at what came instead.
  if (came && !document.activeElement?.closest('header, .next, footer'))
    $('main').focus({ preventScroll: true })
}

/** Shows what the address asks for, as far as it is known who is there. */
function route() {
  const address = readAddress(location.hash)
  const { view, platform } = address
  if (view !== 'client') turnTo(view)
  for (const way of document.querySelectorAll('[data-way]')) {
    const here = way.dataset.way === (view === 'client' ? platform : view)
    if (here) way.setAttribute('aria-current', 'page')
    else way.removeAttribute('aria-current')
  }
  next.show(told)
  live.watch(watched(address))
}

function watched(address) {
  if (address.view === 'stage') return []
  if (address.view === 'pair') return places.length > 0 ? views.pair.show(places, told?.pair) : []
  const who = whoseIs(places, address)
  // Nobody of that name: they are not known yet, or were of a sandbox that has begun anew.
  turnTo(who ? 'client' : 'stage')
  if (!who) return []
  const { place, person } = who
  const { platform, channel = '' } = address
  views.client.show(places, place, person, address)
  document.title = `${person.name} – Counterpart’s sandbox`
  return [{ platform, place: place.id, person: person.id, channel }]
}

/** On a telephone people and channels stand before what is written, until one is chosen. */
function choosing(yes) {
  const before = document.body.classList.contains('choosing')
  document.body.classList.toggle('choosing', yes)
  $('menu').setAttribute('aria-expanded', String(yes))
  if (before && !yes && shown === 'client') views.client.focus()
}

$('menu').addEventListener('click', () => choosing(!document.body.classList.contains('choosing')))
$('main').addEventListener('click', (event) => {
  if (event.target.closest('.channel, .person')) choosing(false)
})
$('skip').addEventListener('click', (event) => {
  event.preventDefault()
  $('main').focus()
})
window.addEventListener('hashchange', () => {
  choosing(false)
  route()
})
route()
