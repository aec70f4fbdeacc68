import { renderMessage } from '../render-message.ts'
import type { Channel, ChannelKind, Json } from '../state.ts'
import type { Actor } from './actor.ts'

/** Everything that a person sees now. Blocks are as the app sent them. */
export interface Seen {
  /** Ask for news after this number. */
  readonly sequence: number
  readonly team: string
  readonly user: string
  readonly channels: readonly SeenChannel[]
  /** Messages that only this person sees, oldest first. */
  readonly ephemerals: readonly SeenMessage[]
  /** Open modals, the topmost last. */
  readonly views: readonly SeenView[]
  readonly viewsSequence: number
  /** Home tabs, by app. */
  readonly homes: Readonly<Record<string, SeenView>>
  /** Slackbot's lines, such as that a command failed. */
  readonly notices: readonly { readonly sequence: number; readonly text: string }[]
}

interface SeenChannel {
  readonly id: string
  readonly name: string
  readonly kind: ChannelKind
  readonly archived: boolean
  readonly topic: string
  readonly purpose: string
  readonly members: readonly string[]
  readonly pins: readonly string[]
  /** The newest message's `ts`, whether it is among those here or not. */
  readonly newest: string
  readonly messages: readonly SeenMessage[]
}

export interface SeenMessage {
  readonly channel: string
  readonly ts: string
  readonly user: string
  /** The app that posted it, or nothing for a person's. */
  readonly app: string
  readonly username: string
  readonly subtype: string
  readonly text: string
  readonly blocks: readonly Json[]
  readonly thread: string
  readonly edited: boolean
  readonly reactions: readonly Json[]
  readonly files: readonly Json[]
  /** Of an ephemeral message: when it last changed. */
  readonly sequence: number
}

export interface SeenView {
  readonly id: string
  readonly app: string
  readonly title: Json | null
  readonly submit: Json | null
  readonly close: Json | null
  readonly callback: string
  readonly blocks: readonly Json[]
  /** What is filled in, by `block_id` and `action_id`. */
  readonly values: Readonly<Record<string, Readonly<Record<string, Json>>>>
  /** What stands at the fields, by `block_id`. */
  readonly errors: Readonly<Record<string, string>>
}

/**
 * @param last how many of each channel's messages, counted from the newest
 * @param open the channel that the client shows, by its id or an app's: of others no message is given, and no home tab
 */
export function sees(actor: Actor, last: number, open?: string): Seen {
  const { world, team, user, window } = actor
  const bot = world.state.apps[open ?? '']?.installs[team.id]?.botUser
  const isOpen = ({ id, kind, members }: Channel) =>
    open === undefined || id === open || (kind === 'im' && bot !== undefined && bot in members)
  const channels = world.index.channelsOf(team, user.id).map((channel) => ({
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    archived: channel.archived,
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    members: Object.keys(channel.members),
    pins: channel.pins,
    newest: channel.messages.at(-1)?.ts ?? '',
    messages: (isOpen(channel) ? channel.messages.slice(-last) : []).map((message) =>
      seenMessage(channel.id, renderMessage(world, team, message, false), 0),
    ),
  }))
  const ephemerals = window.ephemerals.map(({ channel, message, sequence }) =>
    seenMessage(channel, renderMessage(world, team, message, false), sequence),
  )
  const homes: Record<string, SeenView> = {}
  for (const app of Object.keys(world.state.apps)) {
    const home = team.homes[`${user.id}/${app}`]
    if (home !== undefined && (open === undefined || app === open)) homes[app] = seenView(home)
  }
  return {
    sequence: world.news.of(team.id, user.id),
    team: team.id,
    user: user.id,
    channels,
    ephemerals,
    views: window.stack.map(seenView),
    viewsSequence: window.stackSequence,
    homes,
    notices: window.notices,
  }
}

function seenMessage(channel: string, message: Json, sequence: number): SeenMessage {
  const text = (name: string): string => (typeof message[name] === 'string' ? message[name] : '')
  const list = (name: string): Json[] => (Array.isArray(message[name]) ? message[name] : [])
  return {
    channel,
    ts: text('ts'),
    user: text('user'),
    app: text('app_id'),
    username: text('username'),
    subtype: text('subtype'),
    text: text('text'),
    blocks: list('blocks'),
    thread: text('thread_ts'),
    edited: message.edited !== undefined,
    reactions: list('reactions'),
    files: list('files'),
    sequence,
  }
}

function seenView(view: Actor['window']['stack'][number]): SeenView {
  const { id, title, submit, close, blocks, values, errors } = view
  return { id, app: view.app_id, title, submit, close, callback: view.callback_id, blocks, values, errors }
}
