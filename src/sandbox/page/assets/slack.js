import { call as apiCall } from './api.js'
import { freshId, h } from './dom.js'
import { gatherJoins } from './joins.js'
import { mrkdwn } from './mrkdwn.js'
import { peopleIn } from './people-in.js'
import { slackBlocks, slackFiles } from './slack-blocks.js'
import { slackInput } from './slack-controls.js'
import { slackForm, slackFormKey } from './slack-form.js'

const PROGRAMME = /^(general|mentoring-)/

/** A Slack workspace as one of its people sees it. `tell` shows them what a client would say in passing. */
export function slackClient(place, userId, { now, tell }) {
  const people = peopleIn(place)
  const apps = new Map(place.apps.map((app) => [app.id, app]))
  const noticed = new Map()
  let first
  let seen

  const call = (operation, body = {}, signal) =>
    apiCall('slack', operation, { team: place.id, user: userId, ...body }, signal)

  const names = {
    person: (id) => people.get(id)?.name ?? 'somebody',
    channel: (id) => seen?.channels.find((channel) => channel.id === id)?.name ?? 'private channel',
    people: () =>
      place.people
        .filter((person) => !person.bot)
        .map(({ id, name, handle }) => ({ value: id, label: name, description: handle })),
    channels: () =>
      seen.channels
        .filter(({ kind, archived }) => !archived && (kind === 'public' || kind === 'private'))
        .map(({ id, name }) => ({ value: id, label: `#${name}` })),
  }

  async function press(pointer, value) {
    try {
      const { ok, error } = await call('click', { ...pointer, ...(value !== undefined && { value }) })
      if (!ok)
        tell(error === 'operation_timeout' ? 'The app took too long to answer.' : 'The app did not answer.')
    } catch (refused) {
      tell(refused.message)
    }
  }

  const suggestAt = async (pointer, typed) => (await call('suggest', { ...pointer, value: typed })).options

  const contextAt = (where, values) => ({
    names,
    team: place.id,
    values,
    act: (block, element, value) =>
      press({ ...where, block_id: block.block_id, action_id: element.action_id }, value),
    suggest: (block, element, typed) =>
      suggestAt({ ...where, block_id: block.block_id, action_id: element.action_id }, typed),
    input: (block) => inputAt(where, values, block),
  })

  /** An input outside a modal: in a home tab it is kept, and it acts where it says so. */
  function inputAt(where, values, block) {
    const context = contextAt(where, values)
    const key = `${block.block_id}/${block.element.action_id}`
    const changed = async (value) => {
      if (where.view) await call('fill', { ...where, values: { [key]: value } }).catch(() => {})
      if (block.dispatch_action) context.act(block, block.element, value)
    }
    const id = freshId()
    const field = slackInput(block, block.element, context, { changed, id })
    return h('div', { class: 'field' }, h('label', { for: id }, block.label.text), field)
  }

  function itemOf(message, pins, only) {
    const bot = message.app !== ''
    const name = message.username || apps.get(message.app)?.name || names.person(message.user)
    return {
      key: `${message.channel}/${message.ts}`,
      sign: JSON.stringify([message, only, pins]),
      at: Number(message.ts) * 1000,
      author: name,
      authorId: message.user || message.app,
      bot,
      only,
      edited: message.edited,
      pinned: pins.includes(message.ts),
      system: /^(channel|group)_/.test(message.subtype),
      joins: /^(channel|group)_join$/.test(message.subtype) ? names.person(message.user) : undefined,
      reply: message.thread !== '' && message.thread !== message.ts,
      thread: message.thread || message.ts,
      body: () => [
        message.blocks.length > 0
          ? slackBlocks(message.blocks, contextAt({ channel: message.channel, ts: message.ts }))
          : h('div', { class: 'words' }, mrkdwn(message.text, names)),
        slackFiles(message.files, message.blocks),
        reactionsOf(message.reactions),
      ],
    }
  }

  function channelOf(channel) {
    const other = channel.members.find((id) => id !== userId) ?? userId
    const direct = channel.kind === 'im'
    const group = groupOf(channel)
    const names_ = channel.members.filter((id) => id !== userId && !people.get(id)?.bot).map(names.person)
    const app = direct ? place.apps.find(({ user }) => user === other) : undefined
    const ephemerals = seen.ephemerals.filter((one) => one.channel === channel.id)
    const items = [
      ...channel.messages.map((message) => itemOf(message, channel.pins, false)),
      ...ephemerals.map((one) => itemOf(one, [], true)),
      ...noticesIn(channel.id),
    ]
    return {
      // An app's direct message is there before it has a channel, and stays where it was when it has.
      id: app?.id ?? channel.id,
      newest: `${channel.newest}/${ephemerals.length}`,
      name: direct ? names.person(other) : channel.kind === 'mpim' ? names_.join(', ') : channel.name,
      group,
      mark: direct ? '●' : channel.kind === 'public' ? '#' : '◆',
      topic: channel.topic || channel.purpose,
      members: channel.members.length,
      archived: channel.archived,
      writable: !channel.archived,
      home: app?.id,
      items: inThreads(gatherJoins(items)),
    }
  }

  const noticesIn = (channel) =>
    [...noticed.entries()]
      .filter(([, notice]) => notice.channel === channel)
      .map(([sequence, { text, at }]) => ({
        key: `notice/${sequence}`,
        sign: text,
        at,
        author: 'Slackbot',
        authorId: 'slackbot',
        bot: true,
        only: true,
        body: () => h('p', {}, text),
      }))

  function take(fresh, current) {
    seen = fresh
    first ??= fresh.sequence
    for (const { sequence, text } of fresh.notices) {
      if (sequence > first && !noticed.has(sequence)) {
        noticed.set(sequence, { text, at: now(), channel: current ?? fresh.channels[0]?.id })
      }
    }
  }

  function homeOf(app) {
    const view = seen.homes[app]
    if (!view) return undefined
    return {
      sign: JSON.stringify(view),
      body: () => slackBlocks(view.blocks, contextAt({ view: view.id }, view.values)),
    }
  }

  return {
    platform: 'slack',
    names,
    look(fresh, current) {
      take(fresh, current)
      const channels = seen.channels.map(channelOf)
      const missing = place.apps
        .filter(({ user }) => !seen.channels.some((c) => c.kind === 'im' && c.members.includes(user)))
        .map((app) => ({
          ...{ id: app.id, name: app.name, group: 'Apps and direct messages', mark: '●', topic: '' },
          ...{ members: 2, archived: false, writable: true, home: app.id, items: [], newest: '/0' },
        }))
      return { channels: [...channels, ...missing], form: seen.views.at(-1) }
    },
    groups: ['Your conversations', 'Channels', 'Apps and direct messages', 'Archived'],
    formKey: slackFormKey,
    form: (view) => slackForm(view, { ...contextAt({ view: view.id }), call, press, suggestAt, tell }),
    home: homeOf,
    openHome: (app) => call('home', { app }),
    write: (channel, text, thread) => call('type-message', { channel, text, thread: thread ?? '' }),
    canReply: true,
    commands: async () => {
      const offered = place.apps.flatMap((app) =>
        app.commands.map(({ command, description }) => ({ name: command, description, app: app.name })),
      )
      return offered
    },
    async run(channel, text) {
      const [, command, words] = /^(\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? []
      const where = seen.channels.some(({ id }) => id === channel) ? channel : 'general'
      await call('command', { channel: where, command, text: words })
    },
  }
}

function groupOf({ kind, archived, name }) {
  if (archived) return 'Archived'
  if (kind === 'im') return 'Apps and direct messages'
  if (kind === 'mpim' || (kind === 'private' && !PROGRAMME.test(name))) return 'Your conversations'
  return 'Channels'
}

const byTime = (a, b) => a.at - b.at

/** Oldest first, answers in a thread below what they answer. */
function inThreads(items) {
  const tops = items.filter(({ reply }) => !reply).sort(byTime)
  const known = new Set(tops.map(({ key }) => key.split('/')[1]))
  const replies = items.filter(({ reply }) => reply).sort(byTime)
  const stray = replies.filter(({ thread }) => !known.has(thread))
  return [...tops, ...stray]
    .sort(byTime)
    .flatMap((top) => [
      top,
      ...replies.filter((reply) => !stray.includes(reply) && reply.thread === top.key.split('/')[1]),
    ])
}

export function reactionsOf(reactions) {
  if (reactions.length === 0) return ''
  return h(
    'div',
    { class: 'reactions' },
    reactions.map(({ name, emoji, count }) =>
      h('span', { class: 'reaction' }, emoji ?? mrkdwn(`:${name}:`, {}), ` ${count}`),
    ),
  )
}
