import { Routes } from 'discord.js'
import type { Outcome } from '../../port/outcome.ts'
import type { Bot } from './bot.ts'
import { NEEDED } from './channels.ts'
import { named } from './denials.ts'
import { failureOf, isCode } from './errors.ts'
import { isLetIn } from './find-channel.ts'
import { channel, read } from './shapes.ts'
import { areIn, awake, isThread } from './threads.ts'

/** No such overwrite, no such member, no such user: they are not in it. */
const NOT_IN = [10_009, 10_007, 10_013]

/** Takes somebody out of a channel, or a thread, that they were let into. */
export async function removeMember(
  bot: Bot,
  guild: string,
  ref: string,
  user: string,
): Promise<Outcome<string>> {
  let thread = false
  try {
    thread = isThread(read(channel, await bot.rest.get(Routes.channel(ref))))
    if (thread) await awake(bot, ref, () => bot.rest.delete(Routes.threadMembers(ref, user)))
    else await bot.rest.delete(Routes.channelPermission(ref, user))
    return { kind: 'done', ref }
  } catch (error) {
    if (isCode(error, ...NOT_IN)) return { kind: 'done', ref }
    const failure = failureOf(error, bot.wall(), thread ? 'Manage Threads' : 'Manage Roles')
    return named(bot, guild, failure, NEEDED)
  }
}

/** Whether somebody was let into a channel or is in a thread. Throws where Discord cannot be asked. */
export async function isIn(bot: Bot, ref: string, user: string): Promise<boolean> {
  const there = read(channel, await bot.rest.get(Routes.channel(ref)))
  return isThread(there) ? areIn(bot, ref, [user]) : isLetIn(there, user)
}
