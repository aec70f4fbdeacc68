import { emit } from './events.ts'
import { post } from './posting.ts'
import { mintId } from './stamp.ts'
import type { Channel, ChannelKind, Team } from './state.ts'
import type { World } from './world.ts'

export interface NewChannel {
  readonly kind: ChannelKind
  readonly name: string
  readonly creator: string
  readonly members: readonly string[]
  readonly general?: boolean
}

const PREFIX = { public: 'C', private: 'C', im: 'D', mpim: 'C' } as const

export function createChannel(world: World, team: Team, wanted: NewChannel): Channel {
  const id = mintId(world, PREFIX[wanted.kind])
  const silent = { value: '', creator: '', last_set: 0 }
  const channel: Channel = {
    id,
    kind: wanted.kind,
    name: wanted.name,
    is_general: wanted.general ?? false,
    creator: wanted.creator,
    created: world.now(),
    archived: false,
    topic: silent,
    purpose: { ...silent },
    members: Object.fromEntries(wanted.members.map((user) => [user, true])),
    pins: [],
    messages: [],
  }
  team.channels[id] = channel
  world.index.addChannel(team, channel)
  world.journal.touch('channel', team.id, id)
  world.news.tell(team.id, wanted.members)
  return channel
}

/** The direct message among these people: one and the same at every call. */
export function openDirect(world: World, team: Team, users: readonly string[], creator: string): Channel {
  const there = world.index.directAmong(team, users)
  if (there !== undefined) return there
  const kind = users.length > 2 ? 'mpim' : 'im'
  const names = users.map((user) => team.users[user]?.name ?? user)
  const name = kind === 'im' ? '' : `mpdm-${names.join('--')}-1`
  return createChannel(world, team, { kind, name, creator, members: users })
}

export const isMember = (channel: Channel, user: string): boolean => channel.members[user] === true

/** Lets a person in, with the line that Slack writes and the event that it sends. */
export function addMember(world: World, team: Team, channel: Channel, user: string, inviter?: string): void {
  if (isMember(channel, user)) return
  channel.members[user] = true
  world.index.addMember(team, channel, user)
  world.journal.touch('channel', team.id, channel.id)
  post(world, team, channel, {
    user,
    subtype: 'channel_join',
    text: `<@${user}> has joined the channel`,
    ...(inviter !== undefined && { inviter }),
  })
  emit(world, team, {
    type: 'member_joined_channel',
    user,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: team.id,
    ...(inviter !== undefined && { inviter }),
  })
}

/** Archiving throws bots out, and with that takes a private channel's history from them. */
export function archiveChannel(world: World, team: Team, channel: Channel, user: string): void {
  emit(world, team, { type: `${kindOf(channel)}_archive`, channel: channel.id, user })
  channel.archived = true
  post(world, team, channel, {
    user,
    subtype: `${kindOf(channel)}_archive`,
    text: `<@${user}> archived the channel`,
  })
  for (const one of Object.keys(channel.members)) {
    if (team.users[one]?.is_bot !== true) continue
    delete channel.members[one]
    world.index.removeMember(team, channel, one)
  }
  world.journal.touch('channel', team.id, channel.id)
}

/** A deleted channel is there for nobody any more, and its name is free. */
export function deleteChannel(world: World, team: Team, channel: Channel): void {
  emit(world, team, { type: `${kindOf(channel)}_deleted`, channel: channel.id })
  const members = Object.keys(channel.members)
  world.index.removeChannel(team, channel)
  delete team.channels[channel.id]
  world.journal.touch('channel', team.id, channel.id)
  world.news.tell(team.id, members)
}

/** As Slack's events and their subtypes call it. */
const kindOf = ({ kind }: Channel): 'channel' | 'group' => (kind === 'public' ? 'channel' : 'group')

export function removeMember(world: World, team: Team, channel: Channel, user: string): void {
  if (!isMember(channel, user)) return
  post(world, team, channel, { user, subtype: 'channel_leave', text: `<@${user}> has left the channel` })
  delete channel.members[user]
  world.index.removeMember(team, channel, user)
  world.journal.touch('channel', team.id, channel.id)
  world.news.tell(team.id, [user])
  emit(world, team, {
    type: 'member_left_channel',
    user,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: team.id,
  })
}
