import {
  ChannelType,
  type Client,
  GatewayIntentBits,
  OverwriteType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, refusal, rest, type Scene, scene, USUAL_GRANT } from './bot.ts'

let at: Scene
let client: Client<true>
let api: REST

beforeAll(async () => {
  at = await scene()
  client = await connect(at, [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages])
  api = rest(at)
})
afterAll(async () => {
  await client.destroy()
  await at.discord.close()
})

const make = (body: Record<string, unknown>) =>
  api.post(Routes.guildChannels(at.guild), { body }) as Promise<{ id: string }>
const SEE = String(PermissionFlagsBits.ViewChannel)

it('makes a private channel that only its people see', async () => {
  const guild = await client.guilds.fetch(at.guild)
  const channel = await guild.channels.create({
    name: 'Pair R1  One!',
    type: ChannelType.GuildText,
    topic: 'mark:abc',
    reason: 'a pair',
    permissionOverwrites: [
      { id: at.guild, deny: ['ViewChannel'] },
      { id: at.aroha, allow: ['ViewChannel', 'SendMessages'], type: OverwriteType.Member },
      { id: client.user.id, allow: ['ViewChannel'], type: OverwriteType.Member },
    ],
  })
  expect(channel.name).toBe('pair-r1-one')
  await channel.send('Welcome')
  expect(await at.control.person(at.guild, 'aroha').seesChannel('pair-r1-one')).toMatchObject({
    topic: 'mark:abc',
    messages: [{ text: 'Welcome' }],
  })
  expect(await at.control.person(at.guild, 'bela').seesChannel('pair-r1-one')).toBeUndefined()
})

it.each([
  ['a name of 101', { name: 'x'.repeat(101) }, 'name'],
  ['an empty name', { name: '' }, 'name'],
  ['a topic of 1,025', { name: 'a', topic: 'x'.repeat(1_025) }, 'topic'],
  ['a misspelt field', { name: 'a', permisson_overwrites: [] }, 'permisson_overwrites'],
  [
    '101 overwrites',
    { name: 'a', permission_overwrites: Array(101).fill({ id: '1', type: 0 }) },
    'permission_overwrites',
  ],
  ['an unknown type', { name: 'a', type: 99 }, 'type'],
  ['an unknown parent', { name: 'a', parent_id: '1' }, 'parent_id'],
])('refuses %s', async (_, body, field) => {
  const { code, raw } = await refusal(make(body))
  expect(code).toBe(50035)
  expect(raw).toHaveProperty(['errors', field])
})

it('refuses overwrites of permissions that the bot has not', async () => {
  const entry = { id: at.guild, type: 0, allow: '0', deny: String(PermissionFlagsBits.BanMembers) }
  expect(await refusal(make({ name: 'a', permission_overwrites: [entry] }))).toMatchObject({
    status: 403,
    code: 50013,
  })
})

it('takes MANAGE_ROLES to change overwrites later', async () => {
  const channel = await make({ name: 'later' })
  const put = () =>
    api.put(Routes.channelPermission(channel.id, at.aroha), { body: { type: 1, allow: SEE, deny: '0' } })
  expect(await refusal(put())).toMatchObject({ code: 50013 })
  await at.control.install(at.app, at.guild, [...USUAL_GRANT, 'MANAGE_ROLES'] as never)
  await put()
  await api.delete(Routes.channelPermission(channel.id, at.aroha))
  expect(await refusal(api.delete(Routes.channelPermission(channel.id, at.aroha)))).toMatchObject({
    code: 10009,
  })
  await at.control.install(at.app, at.guild, USUAL_GRANT)
})

it('holds 50 channels in a category and 500 in a guild', async () => {
  const other = await scene()
  const big = rest(other)
  const category = (await big.post(Routes.guildChannels(other.guild), {
    body: { name: 'Pairs', type: 4 },
  })) as { id: string }
  const one = (body: object) => big.post(Routes.guildChannels(other.guild), { body })
  await Promise.all(Array.from({ length: 50 }, (_, i) => one({ name: `p${i}`, parent_id: category.id })))
  const full = await refusal(one({ name: 'p50', parent_id: category.id }))
  expect(full.code).toBe(50035)
  expect(full.raw).toMatchObject({
    errors: { parent_id: { _errors: [{ code: 'CHANNEL_PARENT_MAX_CHANNELS' }] } },
  })
  for (let i = 52; i < 500; i++) await other.control.channel(other.guild, { name: `c${i}` })
  expect(await refusal(one({ name: 'too-many' }))).toMatchObject({ status: 400, code: 30013 })
  const listed = (await big.get(Routes.guildChannels(other.guild))) as unknown[]
  expect(listed).toHaveLength(500)
  await other.discord.close()
})

it('lets a name or topic change twice in ten minutes, and says so only with a long 429', async () => {
  const real = await scene({ rateScale: 1 })
  const slow = rest(real)
  const patch = (topic: string) =>
    fetch(`${real.discord.apiUrl}/v10${Routes.channel(real.general)}`, {
      method: 'PATCH',
      headers: { authorization: `Bot ${real.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ topic }),
    })
  await slow.patch(Routes.channel(real.general), { body: { topic: 'one' } })
  expect((await patch('two')).status).toBe(200)
  const refused = await patch('three')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(2)
  expect(((await refused.json()) as { retry_after: number }).retry_after).toBeGreaterThan(500)
  await real.discord.close()
})

it('has no forum where the guild has none', async () => {
  const plain = await scene({}, USUAL_GRANT, { forums: false })
  const call = rest(plain).post(Routes.guildChannels(plain.guild), { body: { name: 'f', type: 15 } })
  expect(await refusal(call)).toMatchObject({ code: 50024 })
  await plain.discord.close()
})

it('answers unknown things as Discord does', async () => {
  expect(await refusal(api.get(Routes.channel('1')))).toMatchObject({ status: 404, code: 10003 })
  expect(await refusal(api.get(Routes.guild('1')))).toMatchObject({ status: 404, code: 10004 })
  expect(await refusal(api.get(Routes.guildMember(at.guild, '1')))).toMatchObject({ code: 10013 })
  const owner = at.discord.state.guilds.get(at.guild)?.owner_id ?? ''
  const app = at.discord.state.apps.get(at.app)
  expect(await refusal(api.get(Routes.guildMember(at.guild, app?.owner_id ?? '')))).toMatchObject({
    code: 10007,
  })
  expect(await api.get(Routes.guildMember(at.guild, owner))).toMatchObject({ user: { id: owner } })
  expect(await refusal(api.get('/nowhere'))).toMatchObject({ status: 404, code: 0 })
  expect(await refusal(api.get(Routes.guildMembers(at.guild)))).toMatchObject({ status: 403, code: 50001 })
})

it('closes direct messages for those who want none, and when they are opened too fast', async () => {
  const bela = at.control.person(at.guild, 'bela')
  const user = await client.users.fetch(at.bela)
  await user.send('Hello')
  const dm = (await bela.sees()).channels.find((channel) => channel.type === ChannelType.DM)
  expect(dm?.messages.map((message) => message.text)).toEqual(['Hello'])
  await bela.dms(false)
  expect(await refusal(user.send('Again'))).toMatchObject({ status: 403, code: 50007 })
  const real = await scene({ rateScale: 2 })
  const crowd = await real.control.people(
    real.guild,
    Array.from({ length: 11 }, (_, i) => ({ username: `one.${i}` })),
  )
  const open = (id: string) => rest(real).post(Routes.userChannels(), { body: { recipient_id: id } })
  const codes: number[] = []
  for (const { id } of crowd)
    codes.push(
      await open(id).then(
        () => 200,
        (error: { code: number }) => error.code,
      ),
    )
  expect(codes).toEqual([...Array(10).fill(200), 40003])
  await real.discord.close()
}, 15_000)
