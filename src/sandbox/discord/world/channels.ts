/** Channels, threads and their members: what happens to them, and who is told. */
import { Channel as ChannelType, Intent, isThread } from './bits.ts'
import type { Channel, ThreadMember, ThreadMetadata } from './rows.ts'
import { dmKey, memberKey } from './state.ts'
import { channelView, memberView, threadMemberView } from './views.ts'
import type { World } from './world.ts'

export function blankChannel(world: World, type: number, guild: string | null, name: string): Channel {
  return {
    id: world.id(),
    type,
    guild_id: guild,
    name,
    parent_id: null,
    position: 0,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    flags: 0,
    overwrites: [],
    last_message_id: null,
    last_pin_timestamp: null,
    extra: {},
    tags: [],
    applied_tags: [],
    owner_id: null,
    thread: null,
    message_count: 0,
    active_at: world.now(),
    recipients: [],
  }
}

export function addChannel(world: World, channel: Channel): Channel {
  world.state.channels.set(channel.id, channel)
  tell(world, isThread(channel.type) ? 'THREAD_CREATE' : 'CHANNEL_CREATE', channel)
  return channel
}

export function changeChannel(world: World, channel: Channel, change: Partial<Channel>): Channel {
  const next = world.state.channels.set(channel.id, { ...channel, ...change })
  tell(world, isThread(channel.type) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE', next)
  return next
}

/** Deletes a channel with all that is in it; what stood in a category stays, without one. */
export function deleteChannel(world: World, channel: Channel): void {
  const { state, index } = world
  if (isThread(channel.type)) {
    const { id, guild_id, parent_id, type } = channel
    tellWith(world, 'THREAD_DELETE', channel, () => ({ id, guild_id, parent_id, type }))
  } else tell(world, 'CHANNEL_DELETE', channel)
  for (const id of [...index.childrenOf.of(channel.id)]) {
    const child = state.channels.get(id)
    if (child) changeChannel(world, child, { parent_id: null })
  }
  for (const id of [...index.threadsOfParent.of(channel.id)]) {
    const thread = state.channels.get(id)
    if (thread) deleteChannel(world, thread)
  }
  for (const id of [...index.messagesOf.of(channel.id)]) state.messages.delete(id)
  for (const id of [...index.webhooksOf.of(channel.id)]) state.webhooks.delete(id)
  for (const id of [...index.membersOfThread.of(channel.id)]) state.threadMembers.delete(id)
  state.channels.delete(channel.id)
}

/** Changes a thread's metadata; `archive_timestamp` follows the archiving. */
export function setThread(world: World, id: string, change: Partial<ThreadMetadata>): Channel | undefined {
  const channel = world.state.channels.get(id)
  if (!channel?.thread) return undefined
  const flips = change.archived !== undefined && change.archived !== channel.thread.archived
  return changeChannel(world, channel, {
    thread: { ...channel.thread, ...change, ...(flips ? { archive_timestamp: world.iso() } : {}) },
    ...(flips && !change.archived ? { active_at: world.now() } : {}),
  })
}

export function addThreadMember(world: World, thread: Channel, user: string): void {
  const key = memberKey(thread.id, user)
  if (world.state.threadMembers.has(key)) return
  const member = { thread_id: thread.id, user_id: user, join_timestamp: world.iso() }
  world.state.threadMembers.set(key, member)
  tellMembers(world, thread, [member], [])
}

export function removeThreadMember(world: World, thread: Channel, user: string): void {
  const key = memberKey(thread.id, user)
  if (!world.state.threadMembers.has(key)) return
  tellMembers(world, thread, [], [user])
  world.state.threadMembers.delete(key)
}

function tellMembers(
  world: World,
  thread: Channel,
  added: readonly ThreadMember[],
  removed: readonly string[],
) {
  const guild = thread.guild_id ?? ''
  const touched = [...added.map((member) => member.user_id), ...removed]
  tellWith(world, 'THREAD_MEMBERS_UPDATE', thread, (bot, intents) => {
    if (!touched.includes(bot) && !(intents & Intent.GUILD_MEMBERS)) return undefined
    return {
      id: thread.id,
      guild_id: guild,
      member_count: Math.min(world.index.membersOfThread.of(thread.id).size, 50),
      added_members: added.map((entry) => {
        const member = world.state.members.get(memberKey(guild, entry.user_id))
        return {
          ...threadMemberView(entry),
          ...(member ? { member: memberView(world, member) } : {}),
          presence: null,
        }
      }),
      removed_member_ids: removed,
    }
  })
  for (const { user_id } of added) {
    const app = world.state.apps.get(world.index.appByBot.first(user_id) ?? '')
    if (app)
      world.emit({
        t: 'THREAD_CREATE',
        intent: Intent.GUILDS,
        guild,
        app: app.id,
        render: () => channelView(world, thread, user_id),
      })
  }
}

function tell(world: World, t: string, channel: Channel): void {
  tellWith(world, t, channel, (bot) => ({
    ...channelView(world, channel, bot),
    ...(t === 'THREAD_CREATE' ? { newly_created: true } : {}),
  }))
}

function tellWith(
  world: World,
  t: string,
  channel: Channel,
  render: (bot: string, intents: number) => unknown,
): void {
  if (channel.type === ChannelType.dm) return
  world.emit({
    t,
    intent: Intent.GUILDS,
    guild: channel.guild_id,
    channel: channel.id,
    render: (viewer) => render(viewer.app.bot_id, viewer.intents),
  })
}

/** The direct-message channel of two users, made where there is none. */
export function dmBetween(world: World, a: string, b: string): { channel: Channel; fresh: boolean } {
  const known = world.state.channels.get(world.index.dms.first(dmKey([a, b])) ?? '')
  if (known) return { channel: known, fresh: false }
  const channel = { ...blankChannel(world, ChannelType.dm, null, ''), recipients: [a, b] }
  return { channel: world.state.channels.set(channel.id, channel), fresh: true }
}

/** Archives threads that were quiet for longer than they may be. */
export function archiveQuietThreads(world: World): void {
  for (const guild of world.state.guilds.values())
    for (const id of [...world.index.activeThreadsOfGuild.of(guild.id)]) {
      const channel = world.state.channels.get(id)
      if (!channel?.thread) continue
      const patience = (channel.thread.auto_archive_duration * 60_000) / world.settings.timeScale
      if (world.now() - channel.active_at > patience) setThread(world, id, { archived: true })
    }
}
