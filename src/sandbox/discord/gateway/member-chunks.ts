import { Intent } from '../world/bits.ts'
import type { Json } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import { memberView } from '../world/views.ts'
import type { World } from '../world/world.ts'
import type { Session } from './session.ts'

/** Answers op 8: by ids, or by the start of a name; all of them only with the members intent. */
export function memberChunks(world: World, session: Session, d: Record<string, unknown>): Json[] {
  const guild = String(d.guild_id)
  const nonce = typeof d.nonce === 'string' ? { nonce: d.nonce } : {}
  const empty = { guild_id: guild, members: [], chunk_index: 0, chunk_count: 1, not_found: [], ...nonce }
  if (!world.state.members.has(memberKey(guild, session.app.bot_id))) return [empty]
  const ids = d.user_ids === undefined ? undefined : [d.user_ids].flat().map(String).slice(0, 100)
  const start = String(d.query ?? '').toLowerCase()
  const limit = Number(d.limit ?? 0) || Number.POSITIVE_INFINITY
  const all = ids === undefined && start === ''
  if (all && !(session.intents & Intent.GUILD_MEMBERS)) return [empty]
  const keys = ids?.map((id) => memberKey(guild, id)) ?? [...world.index.membersOfGuild.of(guild)]
  const found = keys
    .flatMap((key) => world.state.members.get(key) ?? [])
    .filter((member) => {
      if (start === '') return true
      const user = world.state.users.get(member.user_id)
      return [member.nick, user?.username].some((name) => name?.toLowerCase().startsWith(start))
    })
  const members = found.slice(0, limit).map((member) => memberView(world, member))
  const count = Math.max(Math.ceil(members.length / 1_000), 1)
  return Array.from({ length: count }, (_, i) => ({
    guild_id: guild,
    members: members.slice(i * 1_000, (i + 1) * 1_000),
    chunk_index: i,
    chunk_count: count,
    not_found: ids?.filter((id) => !world.state.members.has(memberKey(guild, id))) ?? [],
    ...nonce,
  }))
}
