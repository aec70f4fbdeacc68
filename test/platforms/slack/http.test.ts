import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { say } from '../../../src/chat/answer.ts'
import { read } from '../../../src/sandbox/slack/labels.ts'
import { COMMANDS, line, scripted, world } from './harness.ts'

const closing: (() => Promise<unknown> | unknown)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

test('commands come signed over HTTP, to a server that we share', async () => {
  const local = await world({ http: true })
  closing.push(() => local.slack.close())
  const platform = local.platform()
  await platform.syncCommands(COMMANDS)
  await platform.start(scripted({ command: async () => say(line('By post.')) }))
  closing.push(() => platform.stop(1_000))
  const server = createServer(platform.handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  await local.control.createApp({ id: local.app.id, manifest: { ...local.manifest }, requestUrl })
  const ada = local.person('ADA')
  await expect(ada.command('/join-round')).resolves.toEqual({ ok: true })
  expect(read((await ada.reply()).blocks)).toBe('By post.')
  const unsigned = await fetch(requestUrl, { method: 'POST', body: 'command=/join-round' })
  expect(unsigned.status).toBe(401)
})
