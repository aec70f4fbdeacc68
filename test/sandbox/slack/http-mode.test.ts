import type { AddressInfo } from 'node:net'
import { App, LogLevel } from '@slack/bolt'
import { expect, it } from 'vitest'
import { later, manifest, workspace } from './local.ts'

it('signs what it posts to an app with a request URL', async () => {
  const { slack, ada, control } = await workspace({ ackWithin: 500 })
  const app = new App({
    token: 'xoxb-local',
    signingSecret: 'shh',
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  })
  const heard: string[] = []
  app.command('/join-round', ({ ack, payload }) => ack(`pong ${payload.text}`))
  app.command('/status-of', async ({ ack }) => {
    await ack({
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
        },
      ],
    })
  })
  app.action('go', async ({ ack, respond }) => {
    await ack()
    await respond('gone')
  })
  app.event('team_join', async ({ event }) => void heard.push(event.user.id))
  const server = await app.start(0)
  later(() => app.stop())
  const http = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  await control.createApp({
    id: 'A1',
    manifest: manifest({ http }),
    requestUrl: http,
    installs: [{ team: 'T1' }],
  })

  expect(await ada.command('/join-round', 'now')).toEqual({ ok: true })
  expect((await ada.reply()).text).toBe('pong now')
  await ada.command('/status-of')
  await ada.reply()
  expect(await ada.click('Go')).toEqual({ ok: true })
  expect((await ada.reply()).text).toBe('gone')
  await control.addUsers('T1', [{ id: 'U9', real_name: 'New' }])
  await expect.poll(() => heard).toEqual(['U9'])

  const wrong = { id: 'A1', manifest: manifest({ http }), requestUrl: http, signingSecret: 'wrong' }
  await control.createApp(wrong)
  expect(await ada.command('/join-round')).toEqual({ ok: false, error: 'dispatch_failed' })
})

it.each(['/join', '/topic', '/Join-round', '/two words'])(
  'refuses a manifest that declares %s',
  async (command) => {
    const { control } = await workspace()
    const declared = manifest()
    declared.features.slash_commands.push({ command, description: 'x' })
    await expect(control.createApp({ manifest: declared })).rejects.toThrow('invalid_manifest')
  },
)
