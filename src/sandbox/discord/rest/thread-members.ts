import { channelPermissions, isMember, isThreadMember } from '../world/access.ts'
import { Channel as ChannelType, Permission } from '../world/bits.ts'
import { addThreadMember, removeThreadMember } from '../world/channels.ts'
import type { Channel, ThreadMember } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import { channelView, memberView, threadMemberView } from '../world/views.ts'
import { type Call, limitOf, nothing, ok, param, type Reply, type Route } from './call.ts'
import { ApiError, errors } from './errors.ts'
import { may, requireChannel, requirePermission, requireThread } from './require.ts'

const MOST_MEMBERS = 1_000

export const threadMemberRoutes: Route[] = [
  { method: 'GET', path: '/channels/:channel/thread-members', handler: list },
  { method: 'PUT', path: '/channels/:channel/thread-members/@me', handler: join },
  { method: 'DELETE', path: '/channels/:channel/thread-members/@me', handler: leave },
  { method: 'GET', path: '/channels/:channel/thread-members/:user', handler: get },
  { method: 'PUT', path: '/channels/:channel/thread-members/:user', handler: add },
  { method: 'DELETE', path: '/channels/:channel/thread-members/:user', handler: remove },
  { method: 'GET', path: '/channels/:channel/threads/archived/public', handler: archived('public') },
  { method: 'GET', path: '/channels/:channel/threads/archived/private', handler: archived('private') },
  {
    method: 'GET',
    path: '/channels/:channel/users/@me/threads/archived/private',
    handler: archived('joined'),
  },
]

function awake(call: Call): Channel {
  const thread = requireThread(call)
  if (thread.thread?.archived) throw errors.threadArchived()
  return thread
}

function join(call: Call): Reply {
  admit(call, awake(call), call.app.bot_id)
  return nothing
}

function leave(call: Call): Reply {
  removeThreadMember(call.world, awake(call), call.app.bot_id)
  return nothing
}

function add(call: Call): Reply {
  const thread = awake(call)
  requirePermission(call, thread, 'SEND_MESSAGES_IN_THREADS')
  const user = param(call, 'user')
  if (!call.world.state.users.has(user)) throw errors.unknownUser()
  if (!isMember(call.world, thread.guild_id ?? '', user)) throw errors.unknownMember()
  const closed = thread.type === ChannelType.privateThread && thread.thread?.invitable === false
  if (closed && thread.owner_id !== call.app.bot_id && !may(call, thread, 'MANAGE_THREADS'))
    throw errors.missingPermissions()
  if ((channelPermissions(call.world, thread, user) & Permission.VIEW_CHANNEL) === 0n)
    throw errors.missingAccess()
  admit(call, thread, user)
  return nothing
}

function admit(call: Call, thread: Channel, user: string): void {
  const full = call.world.index.membersOfThread.of(thread.id).size >= MOST_MEMBERS
  if (full && !isThreadMember(call.world, thread.id, user))
    throw new ApiError(400, 30033, `Maximum number of thread participants has been reached (${MOST_MEMBERS})`)
  addThreadMember(call.world, thread, user)
}

function remove(call: Call): Reply {
  const thread = awake(call)
  const own = thread.type === ChannelType.privateThread && thread.owner_id === call.app.bot_id
  if (!own) requirePermission(call, thread, 'MANAGE_THREADS')
  removeThreadMember(call.world, thread, param(call, 'user'))
  return nothing
}

function view(call: Call, thread: Channel, member: ThreadMember) {
  const guildMember = call.world.state.members.get(memberKey(thread.guild_id ?? '', member.user_id))
  const wanted = call.query.get('with_member') === 'true' && guildMember
  return {
    ...threadMemberView(member),
    ...(wanted ? { member: memberView(call.world, guildMember) } : {}),
  }
}

function get(call: Call): Reply {
  const thread = requireThread(call)
  const user = param(call, 'user') === '@me' ? call.app.bot_id : param(call, 'user')
  const member = call.world.state.threadMembers.get(memberKey(thread.id, user))
  if (!member) throw errors.unknownMember()
  return ok(view(call, thread, member))
}

/** As for the guild's members, the intent must be switched on. */
function list(call: Call): Reply {
  const thread = requireThread(call)
  if (!call.app.privileged.includes('GUILD_MEMBERS')) throw errors.missingAccess()
  const members = [...call.world.index.membersOfThread.of(thread.id)].flatMap(
    (key) => call.world.state.threadMembers.get(key) ?? [],
  )
  return ok(members.slice(0, limitOf(call, 1_000, 1_000)).map((member) => view(call, thread, member)))
}

/** Archived threads, the newest archived first; `before` is a time, or an id for the joined ones. */
function archived(which: 'public' | 'private' | 'joined') {
  return (call: Call): Reply => {
    const { world, app } = call
    const parent = requireChannel(call)
    requirePermission(call, parent, 'READ_MESSAGE_HISTORY')
    if (which === 'private') requirePermission(call, parent, 'MANAGE_THREADS')
    const type = which === 'public' ? ChannelType.publicThread : ChannelType.privateThread
    const before = call.query.get('before')
    const at = (thread: Channel) =>
      which === 'joined' ? thread.id : (thread.thread?.archive_timestamp ?? '')
    const found = [...world.index.threadsOfParent.of(parent.id)]
      .flatMap((id) => world.state.channels.get(id) ?? [])
      .filter((thread) => thread.type === type && thread.thread?.archived === true)
      .filter((thread) => which !== 'joined' || isThreadMember(world, thread.id, app.bot_id))
      .filter((thread) => before === null || at(thread) < before)
      .sort((a, b) => (at(a) < at(b) ? 1 : -1))
    const limit = limitOf(call, 50, 100)
    const page = found.slice(0, limit)
    return ok({
      threads: page.map((thread) => channelView(world, thread, app.bot_id)),
      members: page.flatMap((thread) => {
        const own = world.state.threadMembers.get(memberKey(thread.id, app.bot_id))
        return own ? [threadMemberView(own)] : []
      }),
      has_more: found.length > limit,
    })
  }
}
