import {
  type Client,
  Events,
  GatewayIntentBits,
  MessageFlags,
  Routes,
  SlashCommandBuilder,
  type TextChannel,
} from 'discord.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect, rest, type Scene, scene } from './bot.ts'

let at: Scene
const clients: Client[] = []

beforeEach(async () => {
  at = await scene()
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()))
  await at.discord.close()
})

async function login(...args: Parameters<typeof connect> extends [Scene, ...infer R] ? R : never) {
  const client = await connect(at, ...args)
  clients.push(client)
  return client
}

const { Guilds, GuildMembers, GuildMessages, MessageContent } = GatewayIntentBits
const next = <T>(client: Client, event: string) =>
  new Promise<T>((resolve) => client.once(event as never, ((value: T) => resolve(value)) as never))

it('refuses a wrong token and an intent that is not switched on', async () => {
  const token = at.token
  await expect(connect({ ...at, token: 'wrong' })).rejects.toThrow()
  await expect(connect({ ...at, token }, [Guilds, MessageContent])).rejects.toThrow(/disallowed intents/i)
})

it('shows content only with the intent, or where the bot is mentioned', async () => {
  const blind = await login([Guilds, GuildMessages])
  const aroha = at.control.person(at.guild, 'aroha')
  let heard = next<{ content: string }>(blind, Events.MessageCreate)
  await aroha.post('private words')
  expect((await heard).content).toBe('')
  heard = next(blind, Events.MessageCreate)
  await aroha.post(`<@${blind.user.id}> hello`)
  expect((await heard).content).toContain('hello')
  await at.control.privileged(at.app, ['MESSAGE_CONTENT'])
  const seeing = await login([Guilds, GuildMessages, MessageContent])
  heard = next(seeing, Events.MessageCreate)
  await aroha.post('open words')
  expect((await heard).content).toBe('open words')
})

it('tells of people leaving only with the members intent', async () => {
  await at.control.privileged(at.app, ['GUILD_MEMBERS'])
  const client = await login([Guilds, GuildMembers])
  const guild = await client.guilds.fetch(at.guild)
  expect((await guild.members.fetch()).size).toBe(4)
  const left = next<{ id: string }>(client, Events.GuildMemberRemove)
  await at.control.person(at.guild, 'bela').leave()
  expect((await left).id).toBe(at.bela)
  const { stats } = await at.control.state()
  expect(stats.events).toMatchObject({ GUILD_MEMBER_REMOVE: 1 })
})

it('does not tell of channels that the bot cannot see', async () => {
  const client = await login([Guilds])
  const deny = [{ id: at.guild, type: 0 as const, allow: '0', deny: '1024' }]
  await at.control.install(at.app, at.guild, ['SEND_MESSAGES'])
  await at.control.channel(at.guild, { name: 'secret', overwrites: deny })
  const seen = next<{ name: string }>(client, Events.ChannelCreate)
  await at.control.channel(at.guild, { name: 'open' })
  expect((await seen).name).toBe('open')
})

it('replays to a client that comes back what it missed', async () => {
  const client = await login([Guilds])
  await rest(at).put(Routes.applicationCommands(at.app), {
    body: [new SlashCommandBuilder().setName('join').setDescription('Join').toJSON()],
  })
  client.on(Events.InteractionCreate, (i) => {
    if (i.isChatInputCommand()) void i.reply({ content: 'caught up', flags: MessageFlags.Ephemeral })
  })
  const resumed = next<number>(client, Events.ShardResume)
  await at.control.gateway('drop')
  const answer = await at.control.person(at.guild, 'aroha').command('join')
  expect(answer).toMatchObject({ kind: 'message', message: { text: 'caught up' } })
  await resumed
})

it('has a client identify anew after an invalid session, and reconnect when asked', async () => {
  const client = await login([Guilds])
  const ready = next(client, Events.ShardReady)
  await at.control.gateway('invalidate')
  await ready
  const resumed = next(client, Events.ShardResume)
  await at.control.gateway('reconnect')
  await resumed
}, 15_000)

it('can cut the connection at an event, which a resume brings again', async () => {
  const client = await login([Guilds, GuildMessages])
  await at.control.fault({ event: 'MESSAGE_CREATE', action: 'drop', times: 1 })
  const heard = next<{ id: string }>(client, Events.MessageCreate)
  const { id } = await at.control.person(at.guild, 'aroha').post('once')
  expect((await heard).id).toBe(id)
})

it('installs into another guild while connected', async () => {
  const client = await login([Guilds])
  const second = await at.control.guild({ name: 'Round Two' })
  const joined = next<{ id: string }>(client, Events.GuildCreate)
  await at.control.install(at.app, second.id, ['VIEW_CHANNEL', 'SEND_MESSAGES'])
  expect((await joined).id).toBe(second.id)
  const channel = (await client.channels.fetch(second.general)) as TextChannel
  await channel.send('Hello')
  await at.control.revoke(at.app)
  await expect(rest(at).get(Routes.user())).rejects.toMatchObject({ status: 401 })
})
