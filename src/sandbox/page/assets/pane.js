import { composer } from './composer.js'
import { discordClient } from './discord.js'
import { avatar, h } from './dom.js'
import { homeTab } from './home-tab.js'
import { slackClient } from './slack.js'
import { stream } from './stream.js'

const PLATFORMS = { slack: 'Slack', discord: 'Discord' }
const TABS = { home: 'Home', messages: 'Messages' }

/**
 * One person in front of their client, with one channel open: its head, what was written, and what they write.
 *
 * `go(channel, tab)` is called where they want to see another one, `looked` when something new is before them.
 */
export function pane({ now, tell, go, looked, withPerson = false }) {
  let session
  let openForm
  let returnTo

  const who = h('p', { class: 'who' })
  const title = h('h2', { tabindex: '-1', class: 'channel-name' }, '…')
  const facts = h('p', { class: 'channel-topic' })
  const tabs = h(
    'div',
    { class: 'tabs', role: 'group', 'aria-label': 'Tabs', hidden: true },
    Object.entries(TABS).map(([name, words]) =>
      h('button', { type: 'button', 'data-tab': name, onclick: () => go(session.current, name) }, words),
    ),
  )
  const messages = stream({ reply: (item) => box.reply(item) })
  const home = homeTab()
  const box = composer({ session: () => session ?? {}, done: () => {}, tell })
  const node = h(
    'section',
    { class: 'pane', 'aria-label': 'Conversation' },
    h('div', { class: 'channel-head' }, withPerson ? who : '', title, facts, tabs),
    h('div', { class: 'stream-place' }, messages.node, home.node),
    box.node,
  )
  node.addEventListener('click', (event) => {
    const to = event.target.closest('[data-channel]')
    if (!to) return
    event.preventDefault()
    go(to.dataset.channel)
  })

  /** The app hears of it each time that somebody turns to it, and shows them what is so now. */
  function turnToHome({ client, channel }) {
    session.atHome = true
    client.openHome(channel.home).catch((error) => tell(error.message))
  }

  function draw() {
    const { client, seen, current, place, person } = session
    if (!seen) return
    const { channels, form } = client.look(seen, current)
    const channel = channels.find(({ id }) => id === current)
    session.channel = channel
    title.textContent = channel ? `${channel.mark} ${channel.name}` : 'Nothing to see here'
    facts.textContent = [channel?.members ? `${channel.members} members` : '', channel?.topic ?? '']
      .filter(Boolean)
      .join(' · ')
    const tab = channel?.home ? session.tab : 'messages'
    if (tab === 'home' && !session.atHome) turnToHome(session)
    tabs.hidden = !channel?.home
    for (const button of tabs.children) {
      button.setAttribute('aria-pressed', String(button.dataset.tab === tab))
    }
    node.setAttribute('aria-label', `${person.name} on ${PLATFORMS[place.platform]}`)
    drawBody(channel, tab)
    if (session.moved) {
      session.moved = false
      messages.toEnd()
      box.moved(channel)
    } else box.allow(channel)
    looked({ session, channels, channel })
    drawForm(form)
  }

  function drawBody(channel, tab) {
    const { client, person, current } = session
    const back = messages.node.hidden && tab !== 'home'
    home.node.hidden = tab !== 'home'
    messages.node.hidden = tab === 'home'
    box.node.hidden = tab === 'home'
    if (tab === 'home') return home.show(`${person.id}/${current}`, client.home(channel.home))
    if (!channel) {
      return messages.show(`${person.id}/gone`, [], {
        empty: `${person.name} does not see this channel: it is not there yet, or not any more.`,
      })
    }
    messages.show(`${person.id}/${current}`, channel.items, {
      canReply: client.canReply && channel.writable,
      empty: 'Nothing has been written here yet. Type / to see what the app offers.',
    })
    if (back) messages.toEnd()
  }

  function drawForm(wanted) {
    if (!wanted) return closeForm()
    const key = session.client.formKey(wanted)
    if (openForm?.key !== key) {
      const same = openForm?.id === wanted.id ? document.activeElement?.closest('[data-field]') : undefined
      const scrolled = same ? openForm.node.querySelector('.form-body').scrollTop : 0
      if (!openForm) returnTo = document.activeElement
      removeForm()
      openForm = { ...session.client.form(wanted), key, id: wanted.id }
      const form = openForm.node
      form.dataset.platform = session.place.platform
      document.body.append(form)
      form.showModal()
      const fields = [...form.querySelectorAll('[data-field]')]
      const again = fields.find(({ dataset }) => dataset.field === same?.dataset.field)
      ;(again ?? form.querySelector('.form-body'))?.querySelector('input, textarea, select')?.focus()
      form.querySelector('.form-body').scrollTop = scrolled
    }
    openForm.update(wanted)
  }

  function removeForm() {
    openForm?.node.close()
    openForm?.node.remove()
    openForm = undefined
  }

  /** Whoever was in a form goes on where they were before it. */
  function closeForm() {
    if (!openForm) return
    removeForm()
    if (returnTo?.isConnected && node.contains(returnTo)) returnTo.focus()
    else (home.node.hidden ? messages : home).node.focus({ preventScroll: true })
  }

  return {
    node,
    session: () => session,
    /** Somebody sits down in front of it. */
    enter(place, person, channel, tab = 'messages') {
      removeForm()
      const clientOf = place.platform === 'slack' ? slackClient : discordClient
      const client = clientOf(place, person.id, { now, tell, open: go })
      session = { place, person, client, current: channel, tab, moved: true }
      node.dataset.platform = place.platform
      who.replaceChildren(avatar(person.name, person.id), h('strong', { title: person.name }, person.name))
      title.textContent = '…'
      facts.textContent = ''
      messages.show(`${person.id}/…`, [], { empty: '' })
    },
    /** Another channel of the same person: it is drawn once it is seen. */
    go(channel, tab) {
      if (session.current === channel && session.tab === tab) return
      const same = session.current === channel
      Object.assign(session, { current: channel, tab, atHome: false, moved: !same })
      // Nothing new comes for it: what is there is shown otherwise.
      if (same) draw()
    },
    take(seen) {
      if (!session) return
      session.seen = seen
      draw()
    },
    /** People who came since are named from now on. */
    know(places) {
      const fresh = places.find(({ id }) => id === session?.place.id)
      if (fresh) Object.assign(session.place, fresh)
    },
    focus: () => title.focus(),
    leave() {
      removeForm()
      session = undefined
    },
  }
}
