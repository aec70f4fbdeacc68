/** What a person sees of a guild: its channels in their client, and what is shown to them alone. */
import { canSee, channelPermissions, isThreadMember } from '../world/access.ts'
import { Channel as ChannelType, isThread, Permission } from '../world/bits.ts'
import type { Channel } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import type { World } from '../world/world.ts'
import { type Seen, type SeenChannel, seenMessage, seenModal } from './seen.ts'

/** The guild's channels and threads that a person can see, and their direct messages. */
export function visibleChannels(world: World, guild: string, user: string): Channel[] {
  const { index, state } = world
  const ids = [...index.channelsOfGuild.of(guild)].flatMap((id) => [id, ...index.threadsOfParent.of(id)])
  const seen = [...ids, ...index.dmsOfUser.of(user)].flatMap((id) => state.channels.get(id) ?? [])
  return seen.filter((channel) => canSee(world, channel, user) && !hiddenThread(world, channel, user))
}

/** Holders of MANAGE_THREADS may see all private threads, but a client lists only those joined. */
function hiddenThread(world: World, channel: Channel, user: string): boolean {
  return channel.type === ChannelType.privateThread && !isThreadMember(world, channel.id, user)
}

/**
 * @param limit how many of each channel's messages, counted from the newest
 * @param open the channel that the client shows: of others no more is given than their place in a list shows
 */
export function sees(
  world: World,
  guild: string,
  user: string,
  seq: number,
  limit = 50,
  open?: string,
): Seen {
  const modal = world.live.modals.get(user)
  return {
    seq,
    channels: visibleChannels(world, guild, user).map((channel) =>
      seenChannel(world, channel, user, shownOf(channel, limit, open)),
    ),
    ephemeral: (world.live.ephemeralOf.get(user) ?? []).flatMap((id) => {
      const held = world.live.ephemeral.get(id)
      return held?.guild === guild || held?.guild === null ? [seenMessage(world, held.message)] : []
    }),
    modal: modal ? seenModal(modal) : null,
  }
}

type Shown = (ids: readonly string[]) => readonly string[]

/** A forum shows how each of its posts begins; a direct message's name is its other member's. */
function shownOf({ id, type, parent_id }: Channel, limit: number, open: string | undefined): Shown {
  if (open === undefined || id === open) return (ids) => ids.slice(-limit)
  if (isThread(type) && parent_id === open) return (ids) => ids.slice(0, 1)
  return type === ChannelType.dm ? (ids) => ids.slice(-1) : () => []
}

function seenChannel(world: World, channel: Channel, user: string, shown: Shown): SeenChannel {
  const forum = isThread(channel.type) ? world.state.channels.get(channel.parent_id ?? '') : undefined
  const ids = [...world.index.messagesOf.of(channel.id)]
  return {
    id: channel.id,
    name: channel.name,
    type: channel.type,
    parentId: channel.parent_id,
    topic: channel.topic,
    archived: channel.thread?.archived ?? false,
    tags: channel.applied_tags.flatMap((id) => forum?.tags.find((tag) => tag.id === id)?.name ?? []),
    writable: mayWrite(world, channel, user),
    others: isOthers(world, channel, user),
    newest: ids.at(-1) ?? '',
    count: ids.length,
    messages: shown(ids).flatMap((id) => {
      const message = world.state.messages.get(id)
      return message ? [seenMessage(world, message)] : []
    }),
  }
}

function mayWrite(world: World, channel: Channel, user: string): boolean {
  if (channel.type === ChannelType.forum || channel.type === ChannelType.category) return false
  const wanted = isThread(channel.type) ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES
  return !channel.thread?.archived && (channelPermissions(world, channel, user) & wanted) !== 0n
}

/** Hidden from everybody, and neither they nor a role of theirs was let in. */
function isOthers(world: World, { guild_id, overwrites }: Channel, user: string): boolean {
  if (guild_id === null) return false
  const views = (bits: string) => (BigInt(bits) & Permission.VIEW_CHANNEL) !== 0n
  if (!overwrites.some(({ id, deny }) => id === guild_id && views(deny))) return false
  const roles = world.state.members.get(memberKey(guild_id, user))?.roles ?? []
  return !overwrites.some(({ id, allow }) => (id === user || roles.includes(id)) && views(allow))
}
