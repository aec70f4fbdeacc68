import { expect, test } from 'vitest'
import { MEMBER_MAY } from '../../../src/platforms/discord/channels.ts'
import {
  INTENTS,
  inviteUrl,
  PERMISSIONS,
  permissionInteger,
} from '../../../src/platforms/discord/permissions.ts'
import { Intent, Permission, permissionBits } from '../../../src/sandbox/discord/world/bits.ts'

/**
 * What the bot asks of a server. Whoever changes this asks every server to invite the bot again, so that
 * the numbers stand here to the letter.
 */
test('the permissions are these and no others', () => {
  expect(Object.fromEntries(PERMISSIONS.map(({ name, bit }) => [name, bit]))).toEqual({
    'View Channels': 1n << 10n,
    'Send Messages': 1n << 11n,
    'Manage Channels': 1n << 4n,
    'Manage Roles': 1n << 28n,
    'Read Message History': 1n << 16n,
    'Embed Links': 1n << 14n,
    'Attach Files': 1n << 15n,
    'Add Reactions': 1n << 6n,
    'Create Public Threads': 1n << 35n,
    'Create Private Threads': 1n << 36n,
    'Send Messages in Threads': 1n << 38n,
    'Manage Threads': 1n << 34n,
  })
  expect(permissionInteger).toBe(395_405_544_528n)
  for (const { reason } of PERMISSIONS) expect(reason).not.toBe('')
})

test('none of them lets the bot rule over people or read along', () => {
  const never = permissionBits([
    'ADMINISTRATOR',
    'MANAGE_GUILD',
    'MANAGE_MESSAGES',
    'MANAGE_WEBHOOKS',
    'MENTION_EVERYONE',
    'KICK_MEMBERS',
    'BAN_MEMBERS',
    'MODERATE_MEMBERS',
    'MANAGE_NICKNAMES',
    'VIEW_AUDIT_LOG',
  ])
  expect(permissionInteger & never).toBe(0n)
})

test('a bot can only give what it has: partners get nothing else', () => {
  expect(BigInt(MEMBER_MAY) & ~permissionInteger).toBe(0n)
  expect(BigInt(MEMBER_MAY)).toBe(
    permissionBits([
      'VIEW_CHANNEL',
      'SEND_MESSAGES',
      'READ_MESSAGE_HISTORY',
      'ATTACH_FILES',
      'EMBED_LINKS',
      'ADD_REACTIONS',
    ]),
  )
  expect(BigInt(MEMBER_MAY) & Permission.MANAGE_CHANNELS).toBe(0n)
})

test('the gateway tells of servers, and neither of messages nor of members', () => {
  expect(INTENTS.map(({ name, bit }) => [name, bit])).toEqual([['Guilds', Intent.GUILDS]])
})

test('the invitation asks for exactly that', () => {
  expect(inviteUrl('123')).toBe(
    'https://discord.com/oauth2/authorize?client_id=123&scope=bot+applications.commands&permissions=395405544528',
  )
})
