import { overview } from './api.js'
import { channelList } from './channels.js'
import { composer } from './composer.js'
import { discordClient } from './discord.js'
import { h } from './dom.js'
import { peopleOf, peoplePicker } from './people.js'
import { slackClient } from './slack.js'
import { stream } from './stream.js'

const $ = (id) => document.getElementById(id)
const PLATFORMS = { slack: 'Slack', discord: 'Discord' }

let places = []
let ahead = 0
/** Who is looking: their place, client, what they see, and the channel before them. */
let session = {}
let openForm
let tab = 'messages'

const picker = peoplePicker({ choose: (place, person) => become(place, person) })
const channels = channelList({ choose: (id) => go(id) })
const messages = stream({ reply: (item) => box.reply(item) })
const box = composer({ session: () => session, done: () => refresh(), tell })
$('sidebar').append(picker.node, channels.node)
$('stream').append(messages.node)
$('composer').append(box.node)

let quiet
/** What a client says in passing. */
function tell(words) {
  const place = $('toast')
  place.textContent = words
  place.hidden = false
  clearTimeout(quiet)
  quiet = setTimeout(() => {
    place.hidden = true
  }, 8_000)
}

async function become(place, person, channel) {
  session.stop?.abort()
  const stop = new AbortController()
  const clientOf = place.platform === 'slack' ? slackClient : discordClient
  const now = () => Date.now() + ahead
  const mine = { place, person, stop, client: clientOf(place, person.id, { now, tell, refresh, open: go }) }
  session = mine
  tab = 'messages'
  closeForm()
  document.body.dataset.platform = place.platform
  $('toast').hidden = true
  picker.update(places, session)
  try {
    mine.seen = await mine.client.sees()
    if (session !== mine) return
    const looked = mine.client.look(mine.seen)
    channels.reset(looked.channels)
    go(
      looked.channels.find(({ id }) => id === channel)?.id ??
        firstOf(looked.channels, mine.client.groups)?.id,
    )
    await follow(mine)
  } catch (error) {
    if (session === mine) tell(error.message)
  }
}

const firstOf = (all, groups) =>
  groups.map((group) => all.find((channel) => channel.group === group)).find(Boolean) ?? all[0]

/** Waits for news, for as long as this person is looking. */
async function follow(mine) {
  while (session === mine) {
    try {
      mine.seen = await mine.client.wait(mine.seen, mine.stop.signal)
      $('lost').hidden = true
    } catch {
      if (session !== mine) return
      $('lost').hidden = false
      await pause(2_000)
      mine.seen = await mine.client.sees().catch(() => mine.seen)
    }
    if (session === mine) draw()
    await pause(120)
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

async function refresh() {
  const mine = session
  const seen = await mine.client?.sees().catch(() => undefined)
  if (session !== mine || !seen) return
  mine.seen = seen
  draw()
}

function go(id) {
  if (!id) return draw()
  session.current = id
  tab = 'messages'
  const { place, person } = session
  history.replaceState(null, '', `#${place.platform}/${place.id}/${person.id}/${id}`)
  document.body.classList.remove('choosing')
  draw()
  messages.toEnd()
  box.moved(session.channel, session.channel?.writable === true)
}

function draw() {
  const { client, seen, current } = session
  if (!seen) return
  const looked = client.look(seen, current)
  const channel = looked.channels.find(({ id }) => id === current) ?? firstOf(looked.channels, client.groups)
  if (channel && channel.id !== current) return go(channel.id)
  session.channel = channel
  channels.show(looked.channels, client.groups, channel?.id)
  drawHead(channel)
  drawBody(channel)
  drawForm(looked.form)
}

function drawHead(channel) {
  $('channel-name').textContent = channel ? `${channel.mark} ${channel.name}` : 'No channel'
  const facts = [channel?.members ? `${channel.members} members` : '', channel?.topic ?? '']
  $('channel-topic').textContent = facts.filter(Boolean).join(' · ')
  const tabs = $('tabs')
  tabs.hidden = !channel?.home
  if (!channel?.home) return
  for (const button of tabs.children) {
    button.setAttribute('aria-pressed', String(button.dataset.tab === tab))
  }
}

function drawBody(channel) {
  const { client, person } = session
  const home = tab === 'home' && channel?.home ? client.home(channel.home) : undefined
  if (tab === 'home') {
    const items = home ? [homeItem(home, channel)] : []
    return messages.show(`home/${channel?.id}`, items, { empty: 'The app shows nothing here yet.' })
  }
  messages.show(`${person.id}/${channel?.id}`, channel?.items ?? [], {
    canReply: client.canReply && channel?.writable,
    empty: 'Nothing has been written here yet. Type / to see what the app offers.',
  })
}

const homeItem = (home, channel) => ({
  key: 'home',
  sign: home.sign,
  at: Date.now() + ahead,
  author: channel.name,
  authorId: channel.home,
  bot: true,
  body: home.body,
})

function drawForm(wanted) {
  if (!wanted) return closeForm()
  const key = session.client.formKey(wanted)
  if (openForm?.key !== key) {
    const same = openForm?.id === wanted.id ? document.activeElement?.closest('[data-field]') : undefined
    const scrolled = same ? openForm.node.querySelector('.form-body').scrollTop : 0
    closeForm()
    openForm = { ...session.client.form(wanted), key, id: wanted.id }
    const { node } = openForm
    $('forms').append(node)
    node.showModal()
    const fields = [...node.querySelectorAll('[data-field]')]
    const again = fields.find(({ dataset }) => dataset.field === same?.dataset.field)
    ;(again ?? node.querySelector('.form-body'))?.querySelector('input, textarea, select')?.focus()
    node.querySelector('.form-body').scrollTop = scrolled
  }
  openForm.update(wanted)
}

function closeForm() {
  if (!openForm) return
  openForm.node.close()
  openForm.node.remove()
  openForm = undefined
}

for (const button of $('tabs').children) {
  button.addEventListener('click', async () => {
    tab = button.dataset.tab
    draw()
    if (tab === 'home')
      await session.client.openHome(session.channel.home).catch((error) => tell(error.message))
  })
}
$('menu').addEventListener('click', () => document.body.classList.toggle('choosing'))

const count = (number, one, many = `${one}s`) => `${number.toLocaleString()} ${number === 1 ? one : many}`

function drawNumbers() {
  $('numbers').replaceChildren(
    ...places.map((place) =>
      h(
        'div',
        { class: `numbers-of ${place.platform}` },
        h('strong', {}, PLATFORMS[place.platform]),
        h('span', {}, count(place.people.filter(({ bot }) => !bot).length, 'person', 'people')),
        h('span', {}, count(place.channels, 'channel')),
        h('span', {}, count(place.messages, 'message')),
      ),
    ),
  )
}

async function learnPlaces() {
  const known = await overview()
  places = known.places
  ahead = known.now - Date.now()
  drawNumbers()
  picker.update(places, session.person ? session : undefined)
  const fresh = places.find(({ id }) => id === session.place?.id)
  // People who came since are named from now on, and new commands are offered.
  if (fresh) Object.assign(session.place, fresh)
}

function chosenByAddress() {
  const [platform, placeId, personId, channel] = location.hash.slice(1).split('/')
  const place = places.find((one) => one.platform === platform && one.id === placeId)
  const person = place?.people.find(({ id }) => id === personId)
  if (person) return { place, person, channel }
  const first = places.find((one) => peopleOf(one).length > 0)
  return first ? { place: first, person: peopleOf(first)[0] } : undefined
}

async function begin() {
  await learnPlaces().catch(() => {})
  const chosen = session.person ? undefined : chosenByAddress()
  if (chosen) become(chosen.place, chosen.person, chosen.channel)
  else if (!session.person) $('channel-name').textContent = 'Nobody is here yet'
}

await begin()
setInterval(() => (session.person ? learnPlaces().catch(() => {}) : begin()), 5_000)
window.addEventListener('hashchange', () => {
  const chosen = chosenByAddress()
  if (chosen && chosen.person.id !== session.person?.id) become(chosen.place, chosen.person, chosen.channel)
})
