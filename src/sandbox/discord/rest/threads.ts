import { Channel as ChannelType, Flag } from '../world/bits.ts'
import { addChannel, addThreadMember, blankChannel } from '../world/channels.ts'
import { USUAL_MENTIONS } from '../world/mentions.ts'
import { messageFor } from '../world/message-view.ts'
import { post, rewrite } from '../world/posting.ts'
import type { Channel } from '../world/rows.ts'
import { channelView } from '../world/views.ts'
import type { World } from '../world/world.ts'
import { type Call, created, type Reply, type Route, viewerOf } from './call.ts'
import { archiveAfter } from './channel-shape.ts'
import { ApiError, errors } from './errors.ts'
import { readMessage, settle } from './message-shape.ts'
import { may, requireChannel, requireMessage, requirePermission } from './require.ts'
import { any, boolean, integer, list, nullable, object, oneOf, read, snowflake, string } from './shape.ts'
import { checkTags, requireThreadRoom } from './thread-rules.ts'

export const threadRoutes: Route[] = [
  { method: 'POST', path: '/channels/:channel/threads', handler: createThread, limit: [50, 10_000] },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    handler: createFromMessage,
    limit: [50, 10_000],
  },
]

const shared = {
  auto_archive_duration: nullable(archiveAfter),
  rate_limit_per_user: nullable(integer(0, 21_600)),
}
const named = { name: string(1, 100) }
const bare = object(named, {
  ...shared,
  type: nullable(oneOf<number>(10, 11, 12)),
  invitable: nullable(boolean),
})
const forumPost = object(
  { ...named, message: any },
  { ...shared, applied_tags: nullable(list(snowflake, 0, 5)) },
)

interface ThreadDraft {
  readonly parent: Channel
  readonly type: number
  readonly name: string
  readonly owner: string
  readonly given: { auto_archive_duration?: number | null; rate_limit_per_user?: number | null }
  readonly invitable?: boolean
  readonly tags?: readonly string[]
  readonly id?: string
}

export function openThread(world: World, draft: ThreadDraft): Channel {
  const { parent, given } = draft
  const usual = parent.extra.default_auto_archive_duration
  const blank = blankChannel(world, draft.type, parent.guild_id, draft.name)
  return addChannel(world, {
    ...blank,
    id: draft.id ?? blank.id,
    parent_id: parent.id,
    owner_id: draft.owner,
    rate_limit_per_user: given.rate_limit_per_user ?? 0,
    applied_tags: draft.tags ?? [],
    thread: {
      archived: false,
      locked: false,
      auto_archive_duration: given.auto_archive_duration ?? (typeof usual === 'number' ? usual : 4_320),
      archive_timestamp: world.iso(),
      create_timestamp: world.iso(),
      ...(draft.type === ChannelType.privateThread ? { invitable: draft.invitable ?? true } : {}),
    },
  })
}

function createThread(call: Call): Reply {
  const parent = requireChannel(call)
  if (parent.type === ChannelType.forum) return createForumPost(call, parent)
  if (parent.type !== ChannelType.text) throw errors.wrongChannelType()
  const given = read(bare, call.body)
  const type = given.type ?? ChannelType.privateThread
  if (type === 10) throw errors.wrongChannelType()
  requirePermission(
    call,
    parent,
    type === ChannelType.privateThread ? 'CREATE_PRIVATE_THREADS' : 'CREATE_PUBLIC_THREADS',
  )
  requireThreadRoom(call, parent.guild_id ?? '')
  const thread = openThread(call.world, {
    parent,
    type,
    name: given.name,
    owner: call.app.bot_id,
    given,
    ...(given.invitable == null ? {} : { invitable: given.invitable }),
  })
  addThreadMember(call.world, thread, call.app.bot_id)
  return created(channelView(call.world, thread, call.app.bot_id))
}

/** The first message of a post has the post's own id, as on Discord. */
function createForumPost(call: Call, forum: Channel): Reply {
  const { world } = call
  requirePermission(call, forum, 'SEND_MESSAGES')
  const given = read(forumPost, call.body)
  const content = settle(world, readMessage(given.message), call.files)
  checkTags(forum, given.applied_tags ?? [], may(call, forum, 'MANAGE_THREADS'))
  requireThreadRoom(call, forum.guild_id ?? '')
  const thread = openThread(world, {
    parent: forum,
    type: ChannelType.publicThread,
    name: given.name,
    owner: call.app.bot_id,
    given,
    tags: given.applied_tags ?? [],
  })
  world.state.channels.patch(forum.id, { last_message_id: thread.id })
  const message = post(world, {
    ...content,
    id: thread.id,
    channel: thread,
    author: call.app.bot_id,
    allowed: content.allowed ?? USUAL_MENTIONS,
  })
  addThreadMember(world, thread, call.app.bot_id)
  const now = world.state.channels.get(thread.id) ?? thread
  return created({
    ...channelView(world, now, call.app.bot_id),
    message: messageFor(world, message, viewerOf(call)),
  })
}

function createFromMessage(call: Call): Reply {
  const { world } = call
  const parent = requireChannel(call)
  if (parent.type !== ChannelType.text) throw errors.wrongChannelType()
  requirePermission(call, parent, 'CREATE_PUBLIC_THREADS')
  const message = requireMessage(call, parent)
  // discord.js sends `type` and `invitable` here as well, where they mean nothing.
  const given = read(bare, call.body)
  if (world.state.channels.has(message.id))
    throw new ApiError(400, 160004, 'A thread has already been created for this message')
  requireThreadRoom(call, parent.guild_id ?? '')
  const thread = openThread(world, {
    parent,
    type: ChannelType.publicThread,
    name: given.name,
    owner: call.app.bot_id,
    given,
    id: message.id,
  })
  addThreadMember(world, thread, call.app.bot_id)
  rewrite(world, message, { flags: message.flags | Flag.hasThread }, true)
  return created(channelView(world, thread, call.app.bot_id))
}
