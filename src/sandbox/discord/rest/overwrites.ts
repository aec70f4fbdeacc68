import { channelPermissions } from '../world/access.ts'
import { isThread, Permission } from '../world/bits.ts'
import { changeChannel } from '../world/channels.ts'
import { type Call, nothing, param, type Reply, type Route } from './call.ts'
import { ApiError, errors } from './errors.ts'
import { requireChannel, requirePermission } from './require.ts'
import { bits, integer, nullable, object, read } from './shape.ts'

const MOST_OVERWRITES = 1_000

export const overwriteRoutes: Route[] = [
  { method: 'PUT', path: '/channels/:channel/permissions/:overwrite', handler: put },
  { method: 'DELETE', path: '/channels/:channel/permissions/:overwrite', handler: remove },
]

const shape = object({ type: integer(0, 1) }, { allow: nullable(bits), deny: nullable(bits) })

function put(call: Call): Reply {
  const { world } = call
  const channel = target(call)
  const id = param(call, 'overwrite')
  const given = read(shape, call.body)
  const entry = {
    id,
    type: given.type === 0 ? (0 as const) : (1 as const),
    allow: given.allow ?? '0',
    deny: given.deny ?? '0',
  }
  if (entry.type === 0 && world.state.roles.get(id)?.guild_id !== channel.guild_id) throw errors.unknownRole()
  if (entry.type === 1 && !world.state.users.has(id)) throw errors.unknownUser()
  const own = channelPermissions(world, channel, call.app.bot_id)
  const before = channel.overwrites.find((known) => known.id === id)
  const changed =
    (BigInt(entry.allow) ^ BigInt(before?.allow ?? 0)) | (BigInt(entry.deny) ^ BigInt(before?.deny ?? 0))
  const admin = (own & Permission.ADMINISTRATOR) !== 0n
  if ((changed & ~own) !== 0n || (!admin && (changed & Permission.MANAGE_ROLES) !== 0n))
    throw errors.missingPermissions()
  const others = channel.overwrites.filter((known) => known.id !== id)
  if (others.length >= MOST_OVERWRITES)
    throw new ApiError(
      400,
      30060,
      `Maximum number of channel permission overwrites reached (${MOST_OVERWRITES})`,
    )
  changeChannel(world, channel, { overwrites: [...others, entry] })
  return nothing
}

function remove(call: Call): Reply {
  const channel = target(call)
  const id = param(call, 'overwrite')
  if (!channel.overwrites.some((known) => known.id === id)) throw errors.unknownOverwrite()
  changeChannel(call.world, channel, { overwrites: channel.overwrites.filter((known) => known.id !== id) })
  return nothing
}

function target(call: Call) {
  const channel = requireChannel(call)
  if (channel.guild_id === null || isThread(channel.type)) throw errors.wrongChannelType()
  requirePermission(call, channel, 'MANAGE_ROLES')
  return channel
}
