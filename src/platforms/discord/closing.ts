import { OverwriteType, PermissionFlagsBits, Routes } from 'discord.js'
import type { Bot } from './bot.ts'
import type { Channel } from './shapes.ts'

/** By which people could go on writing in a channel, also in threads that they open there. */
export const WRITING: bigint =
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.CreatePrivateThreads

/** Its members still see it, and only who manages threads can wake it. Throws what Discord refuses. */
export async function closeThread({ rest }: Bot, { id, thread_metadata: state }: Channel): Promise<void> {
  if (state?.locked && state.archived) return
  // A thread that sleeps takes no other change than to be woken.
  if (state?.archived) await rest.patch(Routes.channel(id), { body: { archived: false } })
  await rest.patch(Routes.channel(id), { body: { locked: true, archived: true } })
}

/** Its members still see it, and can write no more. Throws what Discord refuses. */
export async function closeChannel({ rest, self }: Bot, channel: Channel): Promise<void> {
  for (const { id, type, allow, deny } of channel.permission_overwrites) {
    if (type !== OverwriteType.Member || id === self()) continue
    if ((deny & WRITING) === WRITING) continue
    const body = {
      type,
      allow: (allow & ~WRITING).toString(),
      deny: (deny | WRITING).toString(),
    }
    await rest.put(Routes.channelPermission(channel.id, id), { body })
  }
}
