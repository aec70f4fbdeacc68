import {
  type APIChannel,
  type APIThreadChannel,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js'
import type { Bot } from './bot.ts'

/** By which people could go on writing in a channel, also in threads that they open there. */
export const WRITING: bigint =
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.CreatePrivateThreads

/** Its members still see it, and only who manages threads can wake it. Throws what Discord refuses. */
export async function closeThread(
  { rest }: Bot,
  { id, thread_metadata: state }: APIThreadChannel,
): Promise<void> {
  if (state?.locked && state.archived) return
  // A thread that sleeps takes no other change than to be woken.
  if (state?.archived) await rest.patch(Routes.channel(id), { body: { archived: false } })
  await rest.patch(Routes.channel(id), { body: { locked: true, archived: true } })
}

/** Its members still see it, and can write no more. Throws what Discord refuses. */
export async function closeChannel({ rest, self }: Bot, channel: APIChannel): Promise<void> {
  const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : []
  for (const { id, type, allow, deny } of overwrites) {
    if (type !== OverwriteType.Member || id === self()) continue
    if ((BigInt(deny) & WRITING) === WRITING) continue
    const body = {
      type,
      allow: (BigInt(allow) & ~WRITING).toString(),
      deny: (BigInt(deny) | WRITING).toString(),
    }
    await rest.put(Routes.channelPermission(channel.id, id), { body })
  }
}
