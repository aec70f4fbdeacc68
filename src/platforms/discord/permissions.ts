import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js'

export interface Permission {
  /** As Discord's settings call it. */
  readonly name: string
  readonly bit: bigint
  readonly reason: string
}

/** All that the bot asks for in a server, and why. */
export const PERMISSIONS: readonly Permission[] = [
  { name: 'View Channels', bit: PermissionFlagsBits.ViewChannel, reason: 'to see the channels it makes' },
  { name: 'Send Messages', bit: PermissionFlagsBits.SendMessages, reason: 'to post topics and news' },
  {
    name: 'Manage Channels',
    bit: PermissionFlagsBits.ManageChannels,
    reason: 'to make a private channel for each partnership, and the programme’s own',
  },
  {
    name: 'Manage Roles',
    bit: PermissionFlagsBits.ManageRoles,
    reason: 'to let somebody into a private channel later, or take them out, and to close it at the end',
  },
  {
    name: 'Read Message History',
    bit: PermissionFlagsBits.ReadMessageHistory,
    reason: 'to find its own posts again after a lost answer; it reads nobody else’s',
  },
  { name: 'Embed Links', bit: PermissionFlagsBits.EmbedLinks, reason: 'so that partners may share links' },
  {
    name: 'Attach Files',
    bit: PermissionFlagsBits.AttachFiles,
    reason: 'to post the map when a round begins, and so that partners may share files',
  },
  { name: 'Add Reactions', bit: PermissionFlagsBits.AddReactions, reason: 'so that partners may react' },
  {
    name: 'Create Public Threads',
    bit: PermissionFlagsBits.CreatePublicThreads,
    reason: 'to open a discussion where the server has no forum channels',
  },
  {
    name: 'Create Private Threads',
    bit: PermissionFlagsBits.CreatePrivateThreads,
    reason: 'to give partnerships a private thread where the server has no room for more channels',
  },
  {
    name: 'Send Messages in Threads',
    bit: PermissionFlagsBits.SendMessagesInThreads,
    reason: 'to post in those threads and in forum posts',
  },
  {
    name: 'Manage Threads',
    bit: PermissionFlagsBits.ManageThreads,
    reason: 'to take people out of those threads, and to close them at the end',
  },
]

/** The permissions as one number, as an invitation has them. */
export const permissionInteger: bigint = PERMISSIONS.reduce((sum, { bit }) => sum | bit, 0n)

/** What the gateway tells the bot of. None of these is privileged, and messages are not among them. */
export const INTENTS: readonly { readonly name: string; readonly bit: number; readonly reason: string }[] = [
  { name: 'Guilds', bit: GatewayIntentBits.Guilds, reason: 'to know the servers it is in, and their names' },
]

/** The link with which somebody who manages a server lets the bot in. */
export function inviteUrl(applicationId: string): string {
  const url = new URL('https://discord.com/oauth2/authorize')
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('scope', 'bot applications.commands')
  url.searchParams.set('permissions', permissionInteger.toString())
  return url.href
}
