import { canSee } from '../world/access.ts'
import { Intent } from '../world/bits.ts'
import type { Guild, Json } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import { channelView, guildView, memberView } from '../world/views.ts'
import type { Viewer, World } from '../world/world.ts'

/**
 * A guild as its GUILD_CREATE shows it: the channels that the bot can see, the active threads that it can
 * see, and its members where the members intent was asked for (else only the bot itself).
 */
export function guildCreateView(world: World, guild: Guild, viewer: Viewer): Json {
  const { state, index } = world
  const bot = viewer.app.bot_id
  const all = (viewer.intents & Intent.GUILD_MEMBERS) !== 0
  const keys = all ? [...index.membersOfGuild.of(guild.id)] : [memberKey(guild.id, bot)]
  const visible = (ids: Iterable<string>) =>
    [...ids].flatMap((id) => {
      const channel = state.channels.get(id)
      return channel && canSee(world, channel, bot) ? [channelView(world, channel, bot)] : []
    })
  return {
    ...guildView(world, guild),
    joined_at: state.members.get(memberKey(guild.id, bot))?.joined_at,
    hub_type: null,
    large: false,
    unavailable: false,
    member_count: index.membersOfGuild.of(guild.id).size,
    channels: visible(index.channelsOfGuild.of(guild.id)),
    threads: visible(index.activeThreadsOfGuild.of(guild.id)),
    members: keys.flatMap((key) => {
      const member = state.members.get(key)
      return member ? [memberView(world, member)] : []
    }),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
