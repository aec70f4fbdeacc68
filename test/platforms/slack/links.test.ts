import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { createLinks } from '../../../src/platforms/slack/links.ts'

/** A Slack that says over its sockets what a test tells it to. */
async function talkative() {
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/` }))
  })
  const sockets = new WebSocketServer({ server })
  const open: WebSocket[] = []
  sockets.on('connection', (socket) => {
    open.push(socket)
    socket.send('{"type":"hello"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of open) socket.terminate()
    server.close()
  })
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  return { apiUrl, say: (text: string) => open.at(-1)?.send(text) }
}

it('bears whatever comes over its socket, tells of it, and goes on', async () => {
  const slack = await talkative()
  const lines: { level: number; msg: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const links = createLinks({ appToken: 'xapp-test', apiUrl: slack.apiUrl, count: 1, log })
  const taken: unknown[] = []
  await links.start(async ({ body }) => void taken.push(body))
  onTestFinished(() => links.stop())

  for (const text of ['null', '{"type":"events_api"}', '{"type":"events_api","payload":null}'])
    slack.say(text)
  for (const text of ['{', '1', '[]', '{"type":"hello"}', '{"type":5,"payload":null}']) slack.say(text)
  slack.say('{"type":"slash_commands","envelope_id":"e","payload":{"command":"/guide"}}')
  await expect.poll(() => taken).toContainEqual({ command: '/guide' })
  expect(links.connected()).toBe(true)
  const told = lines.filter(({ msg }) => msg === 'a message from Slack could not be read')
  expect(told).toHaveLength(3)
})
