import { RateLimitError, Routes } from 'discord.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connect, refusal, rest, type Scene, scene } from './bot.ts'

let at: Scene

beforeEach(async () => {
  at = await scene({ rateScale: 50 })
})
afterEach(() => at.discord.close())

const CREATE = 'POST /guilds/:guild/channels'
const make = (retries: number) =>
  rest(at, { retries }).post(Routes.guildChannels(at.guild), { body: { name: 'pair' } })
const pairs = () =>
  [...at.discord.state.channels.values()].filter((channel) => channel.name === 'pair').length

it('makes two channels where a client repeats what was done before the 500', async () => {
  await at.control.fault({ route: CREATE, action: 'fail-after', times: 1 })
  await make(3)
  expect(pairs()).toBe(2)
})

it.each([
  ['fail-before', 0],
  ['fail-after', 1],
  ['cut-before', 0],
  ['cut-after', 1],
] as const)('%s leaves %i channels behind a client that does not repeat', async (action, left) => {
  await at.control.fault({ route: CREATE, action, times: 1 })
  await expect(make(0)).rejects.toThrow()
  expect(pairs()).toBe(left)
})

it('answers what it is told to', async () => {
  await at.control.fault({ route: CREATE, action: 'error', status: 403, code: 50013, times: 1 })
  expect(await refusal(make(0))).toMatchObject({ status: 403, code: 50013 })
  await at.control.fault({ route: CREATE, action: 'delay', ms: 80, times: 1 })
  const started = Date.now()
  await make(0)
  expect(Date.now() - started).toBeGreaterThanOrEqual(75)
  await at.control.fault({ route: CREATE, action: 'fail-before', probability: 0 })
  await make(0)
  await at.control.clearFaults()
})

it('leaves the newest out of a stale list', async () => {
  await make(0)
  await at.control.fault({ route: 'GET /guilds/*/channels', action: 'stale', ms: 60_000, times: 1 })
  const list = () => rest(at).get(Routes.guildChannels(at.guild)) as Promise<{ name: string }[]>
  expect((await list()).map((channel) => channel.name)).not.toContain('pair')
  expect((await list()).map((channel) => channel.name)).toContain('pair')
})

it('is waited out by discord.js when short, and rejected when told so', async () => {
  await at.control.fault({ route: CREATE, action: 'limit', retryAfter: 0.2, times: 1 })
  const started = Date.now()
  await make(0)
  expect(Date.now() - started).toBeGreaterThanOrEqual(190)
  await at.control.fault({ route: CREATE, action: 'limit', retryAfter: 600, times: 1 })
  const client = await connect(at, undefined, { rejectOnRateLimit: (data) => data.retryAfter > 30_000 })
  const call = client.rest.post(Routes.guildChannels(at.guild), { body: { name: 'x' } })
  await expect(call).rejects.toBeInstanceOf(RateLimitError)
  await client.destroy()
})

const raw = (path: string, init: RequestInit = {}, token = at.token) =>
  fetch(`${at.discord.apiUrl}/v10${path}`, {
    ...init,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
  })

it('limits messages to five in five seconds a channel, and counts what it refused', async () => {
  await at.discord.close()
  // Windows that last longer than the test, however much the machine has to do.
  at = await scene({ rateScale: 0.01 })
  const say = () =>
    raw(`/channels/${at.general}/messages`, { method: 'POST', body: JSON.stringify({ content: 'x' }) })
  const answers = await Promise.all(Array.from({ length: 6 }, say))
  const statuses = answers.map((answer) => answer.status).sort()
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  const refused = answers.find((answer) => answer.status === 429)
  expect(refused?.headers.get('x-ratelimit-scope')).toBe('user')
  expect(refused?.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(await refused?.json()).toMatchObject({ global: false })
  const { stats } = await at.control.state()
  expect(stats.limited).toEqual({ 'POST /channels/:channel/messages': 1 })
})

it('limits a bot to fifty calls a second over all', async () => {
  await at.discord.close()
  at = await scene({ rateScale: 0.01 })
  const routes = [
    '/users/@me',
    '/users/@me/guilds',
    `/guilds/${at.guild}`,
    `/guilds/${at.guild}/roles`,
    `/guilds/${at.guild}/channels`,
    '/gateway/bot',
    '/applications/@me',
  ]
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => raw(routes[i % 7] ?? '')))
  const bodies = await Promise.all(
    answers.filter((a) => a.status === 429).map((a) => a.json() as Promise<{ global: boolean }>),
  )
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(50)
  expect(bodies.some((body) => body.global)).toBe(true)
})

it('shuts out whoever was refused too often', async () => {
  await at.discord.close()
  at = await scene({ rateScale: 1, invalidRequests: 5 })
  for (let i = 0; i < 5; i++) expect((await raw('/users/@me', {}, 'wrong')).status).toBe(401)
  const banned = await raw('/users/@me')
  expect(banned.status).toBe(429)
  expect(await banned.text()).toBe('error code: 1015')
})
