import { type APIGuild, type APIGuildMember, PermissionFlagsBits, Routes } from 'discord.js'
import { cleanTyped } from '../../port/clean.ts'
import type { Member } from '../../port/platform.ts'
import type { Calls } from './calls.ts'
import { isCode } from './errors.ts'
import { isId } from './ids.ts'

const RANK = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild

/** A member of a guild as Discord shows them now; undefined for whoever is not one. Throws where it cannot be asked. */
export async function memberOf(calls: Calls, guild: string, user: string): Promise<Member | undefined> {
  if (!isId(user)) return undefined
  try {
    const member = (await calls.rest.get(Routes.guildMember(guild, user))) as APIGuildMember
    const { owner_id, roles } = (await calls.rest.get(Routes.guild(guild))) as APIGuild
    const theirs = roles.filter(({ id }) => id === guild || member.roles.includes(id))
    const manages = owner_id === user || theirs.some(({ permissions }) => (BigInt(permissions) & RANK) !== 0n)
    const name = cleanTyped(member.nick ?? member.user.global_name ?? member.user.username).trim() || user
    return { user, name, manages, bot: member.user.bot === true }
  } catch (error) {
    if (isCode(error, 10_007, 10_013)) return undefined
    throw error
  }
}
