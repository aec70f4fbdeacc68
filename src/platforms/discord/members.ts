import { PermissionFlagsBits, Routes } from 'discord.js'
import { cleanTyped } from '../../port/clean.ts'
import type { Member } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { isCode } from './errors.ts'
import { isId } from './ids.ts'
import * as shapes from './shapes.ts'

const RANK = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild

/** Whether somebody is a member of a guild, in one call. Throws where it cannot be asked. */
export async function isMember(bot: Bot, guild: string, user: string): Promise<boolean> {
  if (!isId(user)) return false
  try {
    shapes.read(shapes.member, await bot.rest.get(Routes.guildMember(guild, user)))
    return true
  } catch (error) {
    if (isCode(error, 10_007, 10_013)) return false
    throw error
  }
}

/** A member of a guild as Discord shows them now; undefined for whoever is not one. Throws where it cannot be asked. */
export async function memberOf(bot: Bot, guild: string, user: string): Promise<Member | undefined> {
  if (!isId(user)) return undefined
  try {
    const member = shapes.read(shapes.member, await bot.rest.get(Routes.guildMember(guild, user)))
    const { owner_id, roles } = shapes.read(shapes.guild, await bot.rest.get(Routes.guild(guild)))
    const theirs = roles.filter(({ id }) => id === guild || member.roles.includes(id))
    const manages = owner_id === user || theirs.some(({ permissions }) => (permissions & RANK) !== 0n)
    const named = member.nick || member.user?.global_name || member.user?.username || user
    const name = cleanTyped(named).trim() || user
    return { user, name, manages, bot: member.user?.bot === true }
  } catch (error) {
    if (isCode(error, 10_007, 10_013)) return undefined
    throw error
  }
}
