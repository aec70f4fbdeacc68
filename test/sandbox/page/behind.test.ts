import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { WebClient } from '@slack/web-api'
import { afterEach, expect, it } from 'vitest'
import { startDiscord } from '../../../src/sandbox/discord/server.ts'
import { servePage } from '../../../src/sandbox/page/serve.ts'
import { createStage, type Message } from '../../../src/sandbox/page/stage.ts'
import { SlackControl } from '../../../src/sandbox/slack/client.ts'
import { startSlack } from '../../../src/sandbox/slack/server.ts'
import { createWire } from '../../../src/sandbox/wire.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start() {
  const wire = createWire()
  const stage = createStage()
  const slack = await startSlack({ wire, rateScale: 1_000 })
  closing.push(() => slack.close())
  const discord = await startDiscord({ wire })
  closing.push(() => discord.close())
  const page = await servePage(0, { slack: slack.url, discord: discord.url }, stage, wire)
  closing.push(() => page.close())
  const control = new SlackControl(slack.url)
  await control.createTeam({ id: 'T1', name: 'Libraries', users: [{ id: 'U1', real_name: 'Ada' }] })
  await control.createApp({
    id: 'A1',
    manifest: {
      display_information: { name: 'Counterpart' },
      features: { bot_user: { display_name: 'Counterpart' } },
      oauth_config: { scopes: { bot: ['chat:write', 'chat:write.public'] } },
    },
    installs: [{ team: 'T1', botToken: 'xoxb-secret' }],
  })
  const bot = new WebClient('xoxb-secret', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  const says = (text: string) => bot.chat.postMessage({ channel: 'general', text })
  const post = (path: string, body: object) =>
    fetch(`${page.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { slack, stage, page, says, post }
}

/** Reads a stream until it has said so much, and lets go of it. */
async function read(url: string, until: RegExp, heard: () => Promise<unknown>) {
  const gone = new AbortController()
  const line = await fetch(`${url}/api/behind`, { signal: gone.signal })
  let text = ''
  for await (const part of line.body!.pipeThrough(new TextDecoderStream())) {
    const before = text
    text += part
    if (before === '') await heard()
    if (until.test(text)) break
  }
  gone.abort()
  return text
}

it('tells what passes on the wire to those who look, without tokens and words', async () => {
  const { page, says } = await start()
  await says('Before')
  const text = await read(page.url, /event: wire/, () => says('A secret of hers'))
  const rows = text.match(/"what":"[^"]+","outcome":"[^"]+"/g)
  expect(rows).toEqual(['"what":"chat.postMessage","outcome":"200"'])
  expect(text).not.toMatch(/secret|xoxb|Before/)
})

it('loses answers while somebody looks who wants that, and no longer', async () => {
  const { page, slack, says, post } = await start()
  const text = await read(page.url, /no answer/, async () => {
    expect((await post('trouble', { trouble: 'lost', on: true })).status).toBe(200)
    const sent = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7, 8, 9].map((count) => says(`Line ${count}`)))
    expect(sent.some(({ status }) => status === 'rejected')).toBe(true)
  })
  expect(text).toContain('"troubles":["lost"]')
  // Each was written all the same.
  const { channels } = await new SlackControl(slack.url).person('T1', 'U1').sees()
  expect(channels.flatMap(({ messages }) => messages).filter(({ app }) => app === 'A1')).toHaveLength(9)
  await expect.poll(() => slack.faults.list()).toEqual([])
  expect((await post('trouble', { trouble: 'constructor', on: true })).status).toBe(404)
})

it('kills whoever tells the story, where somebody starts them again', async () => {
  const { stage, post } = await start()
  const heard: Message[] = []
  const letGo = stage.listen((message) => heard.push(message))
  expect((await post('kill', {})).status).toBe(409)
  letGo()
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  stage.listen((message) => heard.push(message), child.pid)
  expect((await post('kill', {})).status).toBe(200)
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  expect(heard).toEqual([])
})

it('lets whoever tells the story know whether somebody looks behind it, also when they come later', () => {
  const stage = createStage()
  const heard: Message[][] = [[], []]
  stage.listen((message) => heard[0]?.push(message))
  const letGo = [stage.lookBehind(), stage.lookBehind()]
  stage.listen((message) => heard[1]?.push(message))
  for (const go of letGo) go()
  expect(heard).toEqual([
    [{ behind: true }, { behind: false }],
    [{ behind: true }, { behind: false }],
  ])
})
