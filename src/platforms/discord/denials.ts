import { PermissionFlagsBits, Routes } from 'discord.js'
import type { Bot } from './bot.ts'
import type { Failure } from './errors.ts'
import { PERMISSIONS } from './permissions.ts'
import { member, read, roles } from './shapes.ts'

/**
 * Discord says that a permission is missing, not which. Of those that the call `needs`, this names the
 * ones that the bot's roles do not give, as Discord's settings call them; where they give all, something
 * in the channel's own settings is in the way, and the failure stays as it is.
 */
export async function named(bot: Bot, guild: string, failure: Failure, needs: bigint): Promise<Failure> {
  if (failure.kind !== 'denied' || failure.permission === 'token') return failure
  try {
    const own = await ownPermissions(bot, guild)
    if ((own & PermissionFlagsBits.Administrator) !== 0n) return failure
    const missing = PERMISSIONS.filter(({ bit }) => (needs & bit) !== 0n && (own & bit) === 0n)
    if (missing.length === 0) return failure
    return { ...failure, permission: missing.map(({ name }) => name).join(', ') }
  } catch {
    return failure
  }
}

async function ownPermissions(bot: Bot, guild: string): Promise<bigint> {
  const own = read(member, await bot.rest.get(Routes.guildMember(guild, bot.self())))
  const all = read(roles, await bot.rest.get(Routes.guildRoles(guild)))
  return all
    .filter(({ id }) => id === guild || own.roles.includes(id))
    .reduce((sum, { permissions }) => sum | permissions, 0n)
}
