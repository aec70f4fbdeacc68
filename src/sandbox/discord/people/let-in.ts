import { isThread, Permission } from '../world/bits.ts'
import type { Channel } from '../world/rows.ts'
import type { World } from '../world/world.ts'

/**
 * Who was let into each channel or thread of a guild by name, by channel id: not those who see it by
 * their rank, such as its owner.
 */
export function letIn(world: World, guild: string): Record<string, string[]> {
  const here = [...world.state.channels.values()].filter((channel) => channel.guild_id === guild)
  return Object.fromEntries(here.map((channel) => [channel.id, namedIn(world, channel)]))
}

function namedIn(world: World, channel: Channel): string[] {
  if (isThread(channel.type)) {
    const members = [...world.index.membersOfThread.of(channel.id)]
    return members.flatMap((key) => world.state.threadMembers.get(key)?.user_id ?? [])
  }
  return channel.overwrites
    .filter(({ type, allow }) => type === 1 && (BigInt(allow) & Permission.VIEW_CHANNEL) !== 0n)
    .map(({ id }) => id)
}
