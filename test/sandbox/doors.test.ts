import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { type LocalDiscord, startDiscord } from '../../src/sandbox/discord/server.ts'
import { servePage } from '../../src/sandbox/page/serve.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { type LocalSlack, startSlack } from '../../src/sandbox/slack/server.ts'
import { textFrame } from '../doors/frame.ts'
import { asking, exchange, statusOf } from '../http/raw.ts'

let slack: LocalSlack
let discord: LocalDiscord
let page: { url: string; close(): Promise<void> }
let guild: { id: string; general: string }
const TOKEN = 'a token of the local Discord'
const SLACK_KEY = 'Authorization: Bearer xoxb-local'

beforeAll(async () => {
  slack = await startSlack()
  const control = new SlackControl(slack.url)
  await control.createTeam({ id: 'T1', name: 'Libraries', users: [{ id: 'U1', real_name: 'Ada' }] })
  await control.createApp({
    id: 'A1',
    manifest: {
      display_information: { name: 'Bot' },
      oauth_config: { scopes: { bot: ['channels:manage', 'chat:write', 'channels:read'] } },
    },
    installs: [{ team: 'T1', botToken: 'xoxb-local' }],
  })
  discord = await startDiscord()
  const people = new DiscordControl(discord.url)
  guild = await people.guild({ name: 'Round One' })
  const app = await people.app({ name: 'Bot', token: TOKEN })
  await people.install(app.id, guild.id, ['VIEW_CHANNEL', 'SEND_MESSAGES'])
  page = await servePage(0, { slack: slack.url, discord: discord.url })
})
afterAll(async () => {
  await page.close()
  await slack.close()
  await discord.close()
})

const portOf = (name: 'slack' | 'discord' | 'page') =>
  Number(new URL({ slack: slack.url, discord: discord.url, page: page.url }[name]).port)
const upgrading = (target: string, ...headers: string[]) =>
  asking(target, 'GET', [
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  ]).replace('Connection: close', 'Connection: Upgrade')

describe.each(['slack', 'discord', 'page'] as const)('the door of the local %s', (name) => {
  it.each(['//', '//[', 'http://[', '//:99999999', '*'])(
    'answers a request for %s, and goes on',
    async (target) => {
      expect([400, 404, 405]).toContain(await statusOf(portOf(name), asking(target)))
      expect([400, 404, 405]).toContain(await statusOf(portOf(name), asking(target, 'POST', [], '{}')))
      expect([400, 401, 404, 101, 405]).toContain(await statusOf(portOf(name), upgrading(target)))
    },
  )

  it('takes nothing that a page elsewhere can send', async () => {
    const port = portOf(name)
    const asked = name === 'page' ? '/api/slack/sees' : '/_control/state'
    const own = `Origin: http://127.0.0.1:${port}`
    const said = (...headers: string[]) => statusOf(port, asking(asked, 'POST', headers, '{}'))
    expect(await said()).not.toBe(403)
    expect(await said(own)).not.toBe(403)
    expect(await said(own, 'Sec-Fetch-Site: same-origin')).not.toBe(403)
    for (const origin of [
      'https://example.org',
      'null',
      'http://127.0.0.1:1',
      `http://127.0.0.1:${port}.example.org`,
    ])
      expect([origin, await said(`Origin: ${origin}`)]).toEqual([origin, 403])
    for (const site of ['cross-site', 'same-site']) expect(await said(`Sec-Fetch-Site: ${site}`)).toBe(403)
    const rebound = asking(asked, 'POST', [], '{}').replace('Host: 127.0.0.1', 'Host: example.org')
    expect(await statusOf(port, rebound)).toBe(403)
  })

  it('lets no page elsewhere hold a WebSocket', async () => {
    const port = portOf(name)
    if (name === 'page') return
    expect(await statusOf(port, upgrading('/'))).not.toBe(403)
    expect(await statusOf(port, upgrading('/', 'Origin: https://example.org'))).toBe(403)
    expect(await statusOf(port, upgrading('/').replace('Host: 127.0.0.1', 'Host: example.org'))).toBe(403)
  })

  it('reads no body without an end', async () => {
    const path = name === 'page' ? '/api/slack/sees' : '/_control/state'
    const head = asking(path, 'POST', ['Content-Length: 99999999'])
    expect(await statusOf(portOf(name), head)).toBe(413)
  })
})

it.each([
  ['slack', '/_control/clock?offset=1'],
  ['slack', '/_control/teams?id=T2&name=x'],
  ['slack', '/api/chat.postMessage?token=xoxb-local&channel=general&text=x'],
  ['slack', '/api/conversations.create?token=xoxb-local&name=x'],
  ['discord', '/_control/clock?advance=1'],
  ['discord', '/_control/user?username=xavier'],
  ['discord', '/_control/clear-faults'],
] as const)('changes nothing on the local %s for GET %s', async (name, target) => {
  expect(await exchange(portOf(name), asking(target))).toMatch(
    /^HTTP\/1\.1 405 .*\r\n(.+\r\n)*allow: POST\r\n/i,
  )
})

it.each([
  ['slack', '/_control/state'],
  ['slack', '/api/auth.test?token=xoxb-local'],
  ['discord', '/_control/state'],
  ['page', '/'],
] as const)('lets the local %s be looked at: GET %s', async (name, target) => {
  expect(await statusOf(portOf(name), asking(target))).toBe(200)
  const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate']
  expect(await statusOf(portOf(name), asking(target, 'GET', link))).toBe(200)
  const picture = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors']
  expect(await statusOf(portOf(name), asking(target, 'GET', picture))).toBe(403)
})

it.each([
  '{"op":6,"d":{"session_id":{"toString":1,"valueOf":1},"seq":{}}}',
  '{"op":2,"d":{"token":{"toString":1},"intents":{"valueOf":1}}}',
  `{"op":2,"d":{"token":${JSON.stringify(TOKEN)},"intents":{"toString":1,"valueOf":1}}}`,
  '{"op":1e999}',
  '[]',
  'null',
])('goes on after a gateway message such as %s', async (message) => {
  const port = portOf('discord')
  await exchange(port, Buffer.concat([Buffer.from(upgrading('/')), textFrame(message)]), { silenceMs: 300 })
  expect(await statusOf(port, asking('/_control/state'))).toBe(200)
})

it('keeps names that every object has from reaching what all objects share', async () => {
  const body =
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"content":"x"}'
  const headers = [`Authorization: Bot ${TOKEN}`, 'Content-Type: application/json']
  const path = `/api/v10/channels/${guild.general}/messages`
  expect(await exchange(portOf('discord'), asking(path, 'POST', headers, body))).toContain(
    'LOCAL_UNKNOWN_FIELD',
  )
  for (const channel of ['__proto__', 'constructor', 'toString']) {
    const form = new URLSearchParams({ channel, topic: 'polluted', text: 'polluted' }).toString()
    const type = 'Content-Type: application/x-www-form-urlencoded'
    for (const method of ['conversations.setTopic', 'chat.postMessage'])
      expect(
        await exchange(portOf('slack'), asking(`/api/${method}`, 'POST', [SLACK_KEY, type], form)),
      ).toMatch(/channel_not_found|invalid_arguments/)
  }
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(await exchange(portOf('slack'), asking(`/api/${name}`, 'POST', [SLACK_KEY]))).toContain(
      'unknown_method',
    )
    expect(await statusOf(portOf('slack'), asking(`/_control/${name}`, 'POST', [], '{}'))).toBe(404)
    expect(await statusOf(portOf('discord'), asking(`/_control/${name}`, 'POST', [], '{}'))).toBe(404)
  }
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as { polluted?: unknown; topic?: unknown }).polluted).toBeUndefined()
})

it.each([
  ['slack', '/_control/clock', '{"offset":1e300}'],
  ['slack', '/_control/clock', '{"offset":"NaN"}'],
  ['discord', '/_control/clock', '{"advance":1e300}'],
  ['discord', '/_control/wait', '{"ms":{}}'],
] as const)('sets no clock of the local %s to a time that is none: POST %s %s', async (name, path, body) => {
  const there = name === 'discord' ? { ...JSON.parse(body), guild: guild.id, user: '1' } : JSON.parse(body)
  const sent = path.endsWith('wait') ? JSON.stringify(there) : body
  expect(await statusOf(portOf(name), asking(path, 'POST', [], sent))).toBe(400)
})
