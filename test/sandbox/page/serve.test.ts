import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { DiscordControl } from '../../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../../src/sandbox/discord/server.ts'
import { servePage } from '../../../src/sandbox/page/serve.ts'
import { SlackControl } from '../../../src/sandbox/slack/client.ts'
import { startSlack } from '../../../src/sandbox/slack/server.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start() {
  const slack = await startSlack()
  closing.push(() => slack.close())
  const discord = await startDiscord()
  closing.push(() => discord.close())
  await new SlackControl(slack.url).createTeam({
    id: 'T1',
    name: 'Libraries',
    users: [{ id: 'U1', real_name: 'Ada Lovelace', tz: 'Europe/London', is_admin: true }],
  })
  const control = new DiscordControl(discord.url)
  const aroha = await control.user({ username: 'aroha', globalName: 'Aroha' })
  const guild = await control.guild({ name: 'Round One', owner: aroha.id })
  const page = await servePage(0, { slack: slack.url, discord: discord.url })
  closing.push(() => page.close())
  return { page, slack, discord, guild: guild.id, aroha: aroha.id }
}

interface Sent {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

/** Without what `fetch` does to paths and headers. */
function send(url: string, path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; type: string; text: string; headers: object }>((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const sending = request({ hostname, port, path, method, headers }, async (response) => {
      let text = ''
      for await (const part of response.setEncoding('utf8')) text += part
      const type = response.headers['content-type'] ?? ''
      resolve({ status: response.statusCode ?? 0, type, text, headers: response.headers })
    })
    sending.once('error', reject)
    sending.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** What a stream says first of what somebody sees. */
async function firstSeen(url: string): Promise<string> {
  const gone = new AbortController()
  const line = await fetch(url, { signal: gone.signal })
  let text = ''
  for await (const part of line.body!.pipeThrough(new TextDecoderStream())) {
    text += part
    if (/event: seen\n.*\n\n/.test(text)) break
  }
  gone.abort()
  return text
}

const post = (url: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(url, path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

describe('the page', () => {
  it('is served with all that it names, and names nothing of elsewhere', async () => {
    const { page } = await start()
    const index = await send(page.url, '/')
    expect(index).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
    expect(index.text).toContain('Sandbox: all people here are invented')
    expect(index.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    const named = [...index.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path)
    const seen = new Set<string>()
    for (const path of named) {
      const asset = await send(page.url, path)
      expect(asset.status, path).toBe(200)
      seen.add(path)
      for (const [, name = ''] of asset.text.matchAll(/from '\.(\/[^']+)'/g))
        if (!seen.has(name) && !named.includes(name)) named.push(name)
      expect(asset.text).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|eval\(/)
    }
    // Few, so that nothing waits for what another file names.
    expect([...seen].sort()).toEqual(['/page.js'])
  })

  it('is sent compressed, and once', async () => {
    const { page } = await start()
    const encoded = await send(page.url, '/page.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(encoded.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    const { etag = '' } = encoded.headers as { etag?: string }
    const again = await send(page.url, '/page.js', { headers: { 'if-none-match': etag } })
    expect(again).toMatchObject({ status: 304, text: '' })
  })

  it('tells how much there is on both platforms', async () => {
    const { page, guild, aroha } = await start()
    const { places } = JSON.parse((await send(page.url, '/api/overview')).text)
    expect(places).toMatchObject([
      { platform: 'slack', id: 'T1', people: [{ id: 'U1', organiser: true, bot: false }], channels: 1 },
      {
        platform: 'discord',
        id: guild,
        people: [{ id: aroha, name: 'Aroha', organiser: true }],
        channels: 1,
      },
    ])
  })

  it('hands on what people do', async () => {
    const { page, slack, guild, aroha } = await start()
    const who = { team: 'T1', user: 'U1' }
    const ran = await post(
      page.url,
      '/api/slack/command',
      { ...who, command: '/nothing' },
      { origin: page.url },
    )
    expect(JSON.parse(ran.text)).toEqual({ ok: false, error: 'unknown_command' })
    const seen = JSON.parse((await post(page.url, '/api/slack/sees', who)).text)
    expect(seen.notices[0].text).toContain('/nothing')
    expect(seen.channels[0].name).toBe('general')
    const there = { guild, user: aroha }
    await post(page.url, '/api/discord/post', { ...there, text: 'Kia ora' })
    const sees = JSON.parse((await post(page.url, '/api/discord/sees', there)).text)
    expect(sees.channels[0].messages.at(-1).text).toBe('Kia ora')
    const refused = await post(page.url, '/api/discord/command', { ...there, name: 'nothing' })
    expect(refused.status).toBe(400)
    expect(JSON.parse(refused.text).error).toContain('/nothing')
    await slack.close()
    closing.splice(0, 1)
    expect((await post(page.url, '/api/slack/sees', who)).status).toBe(502)
  })

  it('streams what somebody sees, and of other channels nothing that was written in them', async () => {
    const { page, slack } = await start()
    const control = new SlackControl(slack.url)
    const channel = await control.createChannel('T1', 'elsewhere', ['U1'])
    const ada = control.person('T1', 'U1')
    await ada.type('Here')
    await ada.type('There', channel)
    const { channels } = await ada.sees()
    const general = channels.find(({ name }) => name === 'general')
    const line = await fetch(`${page.url}/api/live?watch=slack/T1/U1/${general?.id}`)
    let text = ''
    for await (const part of line.body!.pipeThrough(new TextDecoderStream())) {
      text += part
      if (text.includes('event: seen')) await ada.type('And here')
      if (text.includes('And here')) break
    }
    expect(text).toContain('event: stage')
    expect(text).toContain('event: places')
    expect(text).not.toContain('There')
    expect(text).toContain('"name":"elsewhere"')
  })

  it('streams the same of Discord, and no home tab of an app that is not open', async () => {
    const { page, slack, discord, guild, aroha } = await start()
    const person = new DiscordControl(discord.url).person(guild, aroha)
    await person.post('Here')
    const seen = (await person.sees()).channels
    const general = seen.find(({ name }) => name === 'general')
    slack.state.teams.T1!.homes['U1/A1'] = { id: 'V1', values: {}, errors: {}, blocks: [] } as never
    slack.state.apps.A1 = { id: 'A1', installs: {} } as never
    const watch = [`discord/${guild}/${aroha}/elsewhere`, 'slack/T1/U1/elsewhere', 'slack/T1/U1/A1']
    const texts = await Promise.all(watch.map((spot) => firstSeen(`${page.url}/api/live?watch=${spot}`)))
    expect(texts[0]).toContain(`"id":"${general?.id}"`)
    expect(texts[0]).not.toContain('Here')
    expect(texts[1]).toContain('"homes":{}')
    expect(texts[2]).toContain('"homes":{"A1"')
  })

  it('lets a newcomer in, and wishes for nothing where nobody hears', async () => {
    const { page } = await start()
    const zone = 'Pacific/Auckland'
    const spot = JSON.parse((await post(page.url, '/api/newcomer', { platform: 'discord', zone })).text)
    expect(spot).toMatchObject({
      platform: 'discord',
      name: 'Newcomer',
      channel: expect.stringMatching(/^\d+$/),
    })
    expect((await post(page.url, '/api/newcomer', { platform: 'irc' })).status).toBe(404)
    expect((await post(page.url, '/api/wish', { wish: 'close' })).status).toBe(409)
    expect((await post(page.url, '/api/wish', { wish: 'constructor' })).status).toBe(404)
  })

  it('does nothing but what people do', async () => {
    const { page } = await start()
    for (const path of [
      'slack/faults',
      'slack/clock',
      'slack/apps',
      'discord/token',
      'discord/__proto__',
      'x/y',
    ])
      expect((await post(page.url, `/api/${path}`, {})).status, path).toBe(404)
    expect((await send(page.url, '/api/slack/sees')).status).toBe(404)
  })

  it('refuses what comes from elsewhere', async () => {
    const { page } = await start()
    const port = new URL(page.url).port
    expect((await send(page.url, '/', { headers: { host: 'example.org' } })).status).toBe(403)
    expect((await send(page.url, '/', { headers: { host: `127.0.0.1.example.org:${port}` } })).status).toBe(
      403,
    )
    expect((await send(page.url, '/', { headers: { host: `localhost:${port}` } })).status).toBe(200)
    for (const origin of ['https://example.org', 'null', 'http://127.0.0.1:1'])
      expect((await post(page.url, '/api/slack/sees', {}, { origin })).status, origin).toBe(403)
  })

  it('gives no file that is not the page’s own', async () => {
    const { page } = await start()
    const paths = [
      '/../serve.ts',
      '/..%2fserve.ts',
      '/assets/../../../../package.json',
      '//etc/passwd',
      '/%00',
    ]
    for (const path of [...paths, '/file/slack/../../_control/state', '/file/slack/T1/..', '/file/x/a/b'])
      expect((await send(page.url, path)).status, path).toBe(404)
  })

  it('takes another port where its own is taken', async () => {
    const { page, slack, discord } = await start()
    const port = Number(new URL(page.url).port)
    const second = await servePage(port, { slack: slack.url, discord: discord.url })
    closing.push(() => second.close())
    expect(second.url).not.toBe(page.url)
    expect((await send(second.url, '/')).status).toBe(200)
  })
})
