import { OverwriteType, Routes } from 'discord.js'
import type { KeptOut } from '../../port/outcome.ts'
import type { Bot } from './bot.ts'
import { MEMBER_MAY } from './channels.ts'
import { failureOf } from './errors.ts'
import { awake } from './threads.ts'

/** Some of those who were to be let in could not be, for nothing that is about the others. */
export class SomeKeptOut extends Error {
  readonly members: readonly [KeptOut, ...KeptOut[]]

  constructor(members: readonly [KeptOut, ...KeptOut[]]) {
    super('some were kept out')
    this.members = members
  }
}

/**
 * Lets all in who can be, into a channel or a thread. Throws what kept somebody out whose fate is unknown, or who
 * is gone; `SomeKeptOut` where Discord refuses some and takes the others; else what it refuses them all with.
 */
export async function letIn(bot: Bot, ref: string, thread: boolean, users: readonly string[]): Promise<void> {
  const body = { type: OverwriteType.Member, allow: MEMBER_MAY }
  const failed: { readonly user: string; readonly error: unknown; readonly denied: boolean }[] = []
  for (const user of users) {
    try {
      if (thread) await awake(bot, ref, () => bot.rest.put(Routes.threadMembers(ref, user)))
      else await bot.rest.put(Routes.channelPermission(ref, user), { body })
    } catch (error) {
      const { kind } = failureOf(error, 0, '')
      failed.push({ user, error, denied: kind === 'denied' || kind === 'refused' })
    }
  }
  const other = failed.find(({ denied }) => !denied)
  if (other) throw other.error
  const [first, ...more] = failed
  if (!first) return
  if (failed.length === users.length) throw first.error
  const keptOut = ({ user }: { readonly user: string }): KeptOut => ({ user, why: 'not-allowed' })
  throw new SomeKeptOut([keptOut(first), ...more.map(keptOut)])
}
