import { call as apiCall } from './api.js'
import { discordComponents, discordEmbeds } from './discord-components.js'
import { discordForm } from './discord-form.js'
import { h, link, picture } from './dom.js'
import { markdown } from './markdown.js'
import { peopleIn } from './people-in.js'
import { reactionsOf } from './slack.js'

const TEXT = 0
const DIRECT = 1
const CATEGORY = 4
const PUBLIC_THREAD = 11
const PRIVATE_THREAD = 12
const FORUM = 15
/** What an administrator sees of conversations that are none of theirs. */
const OTHERS = 'Others’ channels, seen as an administrator'
const EPOCH = 1_420_070_400_000n
const PROGRAMME = /^(general|mentoring-)/

/** A Discord server as one of its members sees it. */
export function discordClient(place, userId, { tell, open }) {
  const people = peopleIn(place)
  let seen

  const call = (operation, body = {}, signal) =>
    apiCall('discord', operation, { guild: place.id, user: userId, ...body }, signal)

  const names = {
    person: (id) => people.get(id)?.name ?? 'unknown-user',
    role: (id) => (id === place.id ? 'everyone' : 'role'),
    channel: (id) => seen?.channels.find((channel) => channel.id === id)?.name ?? 'No Access',
    people: () =>
      place.people.map(({ id, name, handle }) => ({ value: id, label: name, description: handle })),
    channels: () =>
      seen.channels
        .filter(({ type }) => type === TEXT)
        .map(({ id, name }) => ({ value: id, label: `#${name}` })),
  }

  async function act(operation, body) {
    try {
      const answer = await call(operation, { settle: false, ...body })
      if (answer.kind === 'failed') tell('This interaction failed. The application did not respond.')
    } catch (refused) {
      tell(refused.message)
    }
  }

  function itemOf(message) {
    const { components, embeds } = message
    const context = {
      names,
      press: (id) => act('click', { message: message.id, label: id }),
      choose: (id, values) => act('select', { message: message.id, label: id, values }),
    }
    const shown = JSON.stringify([components, embeds])
    const plain = components.length === 0 || !(message.flags & (1 << 15))
    const own = plain ? ownWords(message) : ''
    return {
      key: message.id,
      sign: JSON.stringify(message),
      at: message.ephemeral ? Number((BigInt(message.id) >> 22n) + EPOCH) : Date.parse(message.at),
      author: message.author,
      authorId: message.authorId,
      bot: people.get(message.authorId)?.bot ?? true,
      only: message.ephemeral,
      edited: message.editedAt !== null,
      pinned: message.pinned,
      thread: message.id,
      body: () => [
        message.loading ? h('p', { class: 'thinking' }, `${message.author} is thinking…`) : '',
        own ? h('div', { class: 'markdown' }, markdown(own, names)) : '',
        discordEmbeds(embeds, names),
        discordComponents(components, context),
        message.attachments.filter(({ url }) => !shown.includes(url)).map(attachmentOf),
        reactionsOf(message.reactions),
      ],
    }
  }

  function channelOf(channel) {
    const ephemeral = seen.ephemeral.filter(({ channelId }) => channelId === channel.id)
    const items = [
      ...channel.messages.map(itemOf),
      ...(channel.type === FORUM ? postsOf(channel) : []),
      ...ephemeral.map(itemOf),
    ]
    const parent = seen.channels.find(({ id }) => id === channel.parentId)
    const thread = channel.type === PUBLIC_THREAD || channel.type === PRIVATE_THREAD
    return {
      id: channel.id,
      name: nameOf(channel),
      group: groupOf(channel, parent),
      mark: { [DIRECT]: '●', [FORUM]: '☰' }[channel.type] ?? (thread ? '↳' : '#'),
      under: thread && channel.type === PUBLIC_THREAD ? channel.parentId : undefined,
      topic: channel.topic ?? channel.tags.join(' · '),
      archived: channel.archived,
      writable: channel.writable,
      newest: `${channel.newest}/${ephemeral.length}`,
      items: items.sort((a, b) => a.at - b.at),
    }
  }

  /** In a forum one sees what the posts are called, and opens one. */
  function postsOf(forum) {
    const posts = seen.channels.filter(({ parentId }) => parentId === forum.id)
    return posts.flatMap(({ id, name, count, messages: [first] }) => {
      if (!first) return []
      const item = itemOf(first)
      const answers = count - 1
      const body = () => [
        h('h3', {}, name),
        item.body(),
        h(
          'button',
          { type: 'button', class: 'button', onclick: () => open(id) },
          `Open the post (${answers} ${answers === 1 ? 'answer' : 'answers'})`,
        ),
      ]
      return [{ ...item, key: `post/${id}`, sign: `${name}${answers}${item.sign}`, body }]
    })
  }

  function nameOf(channel) {
    if (channel.type !== DIRECT) return channel.name
    const other = channel.messages.find(({ authorId }) => authorId !== userId)
    return channel.name || other?.author || 'Direct message'
  }

  return {
    platform: 'discord',
    names,
    look(fresh) {
      seen = fresh
      const channels = seen.channels.filter(({ type }) => type !== CATEGORY).map(channelOf)
      return { channels, form: seen.modal ?? undefined }
    },
    groups: ['Your conversations', 'Channels', 'Direct messages', 'Archived', OTHERS],
    closed: [OTHERS],
    formKey: ({ id }) => id,
    form: (modal) => discordForm(modal, { names, call }),
    write: (channel, text) => call('post', { channel, text }),
    commands: async (channel) => leaves(await call('commands', { channel })),
    async runWith(channel, name, options) {
      const answer = await call('command', { channel, name, options, settle: false })
      if (answer.kind === 'failed') tell(answer.why)
    },
    async complete(channel, name, option, typed, options) {
      const { choices = [] } = await call('complete', { channel, name, option, typed, options })
      return choices.map((choice) => ({ value: choice.value, label: choice.name }))
    },
  }
}

const ownWords = ({ text, components, embeds }) => {
  // `text` joins all words; what components and embeds say is shown by them.
  const lines = JSON.stringify([components, embeds]) === '[[],[]]' ? text : withoutShown(text, embeds)
  return lines
}

function withoutShown(text, embeds) {
  const shown = embeds
    .flatMap(({ title, description }) => [title, description])
    .filter(Boolean)
    .join('\n')
  return shown !== '' && text.endsWith(shown) ? text.slice(0, -shown.length).trimEnd() : text
}

function attachmentOf({ filename, url, description }) {
  if (/\.(png|jpe?g|gif|webp)$/i.test(filename)) return picture(url, description ?? filename)
  return h('p', {}, 'File: ', link(url, filename))
}

/** Where one finds a channel: a pair's own is the first thing that its members look for. */
function groupOf({ type, archived, name, others }, parent) {
  if (others) return OTHERS
  if (type === DIRECT) return 'Direct messages'
  if (archived) return 'Archived'
  if (type === PRIVATE_THREAD) return 'Your conversations'
  if (type === TEXT && parent?.type === CATEGORY && !PROGRAMME.test(name)) return 'Your conversations'
  return 'Channels'
}

/** Commands as they are typed: with their subcommands, each with its own options. */
function leaves(commands) {
  return commands.flatMap((command) => inside(command, command.name))
}

function inside({ description, options = [] }, words) {
  const nested = options.filter(({ type }) => type === 1 || type === 2)
  if (nested.length > 0) return nested.flatMap((option) => inside(option, `${words} ${option.name}`))
  return [{ name: `/${words}`, description, options }]
}
