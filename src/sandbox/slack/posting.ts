import { emit } from './events.ts'
import { positionOf } from './messages-find.ts'
import { renderMessage } from './render-message.ts'
import { mintTs } from './stamp.ts'
import type { Channel, Message, Team } from './state.ts'
import type { World } from './world.ts'

export type Draft = Omit<Message, 'type' | 'ts' | 'team'>

/** Slack cuts longer texts off. */
const LONGEST_TEXT = 40_000

const EVENT_TYPE = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const

/** A message that nobody has been shown yet. */
export function draftMessage(world: World, team: Team, draft: Draft): Message {
  const text = draft.text.slice(0, LONGEST_TEXT)
  return { type: 'message', ts: mintTs(world, team), team: team.id, ...draft, text }
}

export function post(world: World, team: Team, channel: Channel, draft: Draft): Message {
  const message = draftMessage(world, team, draft)
  channel.messages.push(message)
  changed(world, team, channel, message.ts)
  emit(world, team, {
    ...renderMessage(world, team, message, false),
    ...place(channel),
    event_ts: message.ts,
  })
  return message
}

/** Replaces what the message says; `edited` stays off where Slack would not show it. */
export function edit(world: World, team: Team, channel: Channel, message: Message, by: string): void {
  message.edited = { user: by, ts: mintTs(world, team) }
  changed(world, team, channel, message.ts)
  emit(world, team, {
    type: 'message',
    subtype: 'message_changed',
    message: renderMessage(world, team, message, false),
    ts: message.edited.ts,
    event_ts: message.edited.ts,
    ...place(channel),
  })
}

export function remove(world: World, team: Team, channel: Channel, ts: string): void {
  const at = positionOf(channel.messages, ts)
  if (at < 0) return
  channel.messages.splice(at, 1)
  changed(world, team, channel, ts)
  const now = mintTs(world, team)
  const subtype = 'message_deleted'
  emit(world, team, { type: 'message', subtype, deleted_ts: ts, ts: now, event_ts: now, ...place(channel) })
}

/** Saves a message that changed and tells those who see it. */
export function changed(world: World, team: Team, channel: Channel, ts: string): void {
  world.journal.touch('message', team.id, channel.id, ts)
  world.news.tell(team.id, Object.keys(channel.members))
}

const place = (channel: Channel) => ({ channel: channel.id, channel_type: EVENT_TYPE[channel.kind] })
