import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LocalDiscord } from '../../../src/sandbox/discord/server.ts'
import { canSee, channelPermissions } from '../../../src/sandbox/discord/world/access.ts'
import { EVERY_PERMISSION, Permission, type PermissionName } from '../../../src/sandbox/discord/world/bits.ts'
import type { Channel, Overwrite } from '../../../src/sandbox/discord/world/rows.ts'
import { type Scene, scene } from './bot.ts'

let at: Scene
let discord: LocalDiscord
let role: string

beforeAll(async () => {
  at = await scene()
  discord = at.discord
  role = (await at.control.role(at.guild, 'Mentors')).id
  await at.control.giveRole(at.guild, 'aroha', 'Mentors')
})
afterAll(() => discord.close())

const bits = (...names: PermissionName[]) =>
  names.reduce((all, name) => all | Permission[name], 0n).toString()
const VIEW = bits('VIEW_CHANNEL')
type Entry = [who: 'everyone' | 'role' | 'aroha', allow: string, deny: string]

const overwrite = ([who, allow, deny]: Entry): Overwrite => ({
  id: who === 'everyone' ? at.guild : who === 'role' ? role : at.aroha,
  type: who === 'aroha' ? 1 : 0,
  allow,
  deny,
})

it.each<[string, Entry[], PermissionName, boolean]>([
  ['the guild allows without overwrites', [], 'SEND_MESSAGES', true],
  ['the guild does not give by itself', [], 'MANAGE_CHANNELS', false],
  ['@everyone can be denied', [['everyone', '0', VIEW]], 'VIEW_CHANNEL', false],
  [
    'a role lifts what @everyone is denied',
    [
      ['everyone', '0', VIEW],
      ['role', VIEW, '0'],
    ],
    'VIEW_CHANNEL',
    true,
  ],
  [
    'a member lifts what a role denies',
    [
      ['role', '0', VIEW],
      ['aroha', VIEW, '0'],
    ],
    'VIEW_CHANNEL',
    true,
  ],
  ['a member can be denied alone', [['aroha', '0', VIEW]], 'VIEW_CHANNEL', false],
  [
    'order does not matter',
    [
      ['aroha', VIEW, '0'],
      ['everyone', '0', VIEW],
    ],
    'VIEW_CHANNEL',
    true,
  ],
  [
    'without seeing nothing else counts',
    [['everyone', bits('MANAGE_MESSAGES'), VIEW]],
    'MANAGE_MESSAGES',
    false,
  ],
  ['without writing nothing is attached', [['everyone', '0', bits('SEND_MESSAGES')]], 'ATTACH_FILES', false],
])('%s', async (_, entries, name, expected) => {
  const { id } = await at.control.channel(at.guild, { name: 'p', overwrites: entries.map(overwrite) })
  const channel = discord.state.channels.get(id) as Channel
  expect((channelPermissions(discord.world, channel, at.aroha) & Permission[name]) !== 0n).toBe(expected)
  expect((channelPermissions(discord.world, channel, at.bela) & Permission.ADMINISTRATOR) !== 0n).toBe(false)
})

it('gives owners and administrators everything everywhere, and strangers nothing', async () => {
  const { id } = await at.control.channel(at.guild, {
    name: 'p',
    overwrites: [overwrite(['everyone', '0', VIEW])],
  })
  const channel = discord.state.channels.get(id) as Channel
  const owner = discord.state.guilds.get(at.guild)?.owner_id ?? ''
  expect(channelPermissions(discord.world, channel, owner)).toBe(EVERY_PERMISSION)
  const stranger = await at.control.user({ username: 'stranger' })
  expect(canSee(discord.world, discord.state.channels.get(at.general) as Channel, stranger.id)).toBe(false)
  await at.control.role(at.guild, 'Admins', ['ADMINISTRATOR'])
  await at.control.giveRole(at.guild, 'bela', 'Admins')
  expect(canSee(discord.world, channel, at.bela)).toBe(true)
})
