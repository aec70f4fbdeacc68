import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveHealth } from '../../../src/operate/health.ts'
import { asking, exchange, statusOf } from '../../http/raw.ts'
import { COMMANDS, scripted, TEAM, world } from './harness.ts'

const PATH = '/slack/events'
const closing: (() => Promise<unknown> | unknown)[] = []
const lines: { level: number; status?: number; msg?: string }[] = []
let port: number
let signingSecret: string
const asked: (readonly number[])[] = []

beforeAll(async () => {
  const local = await world({ http: true })
  closing.push(() => local.slack.close())
  signingSecret = local.app.signingSecret
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const platform = local.platform({ log })
  await platform.syncCommands(COMMANDS)
  const inbound = scripted()
  await platform.start({
    ...inbound,
    form: (actor, id, pages, values) => {
      asked.push(pages)
      return inbound.form(actor, id, pages, values)
    },
  })
  closing.push(() => platform.stop(1_000))
  const checks = {
    database: async () => undefined,
    connected: () => ({ slack: true }),
    metrics: async () => ({ type: 'text/plain', body: '' }),
  }
  const health = await serveHealth({ port: 0, log, checks, handlers: { [PATH]: platform.handler! } })
  closing.push(() => health.close())
  port = health.port
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

function signed(body: string, type = 'application/json'): string {
  const at = String(Math.floor(Date.now() / 1_000))
  const seal = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')
  return asking(
    PATH,
    'POST',
    [`Content-Type: ${type}`, `X-Slack-Request-Timestamp: ${at}`, `X-Slack-Signature: v0=${seal}`],
    body,
  )
}

const form = (payload: unknown) =>
  signed(
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    'application/x-www-form-urlencoded',
  )

it.each(
  ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].flatMap((method) => [
    [method, PATH],
    [method, `${PATH}?x=1`],
  ]),
)('refuses %s %s in one line', async (method, target) => {
  lines.length = 0
  expect(await exchange(port, asking(target, method))).toMatch(/^HTTP\/1\.1 405 .*\r\nallow: POST\r\n/i)
  expect(lines).toMatchObject([{ level: 40, status: 405 }])
})

it.each([
  'null',
  '[]',
  '1',
  '-1e999',
  'true',
  '"text"',
  '{}',
  '[null]',
  '{',
  '',
  '{"event":null}',
  '{"event":1}',
  '{"command":1}',
  '{"actions":null}',
  '{"name":"x","user":null}',
])('refuses the signed body %s in one line', async (body) => {
  lines.length = 0
  expect(await statusOf(port, signed(body))).toBe(400)
  expect(lines).toMatchObject([{ level: 40, status: 400 }])
})

it.each([
  '{"type":"view_submission"}',
  '{"type":"view_submission","view":{"callback_id":"form"},"user":{},"team":{}}',
  '{"type":"view_closed","view":{},"user":null}',
  '{"type":"block_actions","actions":1}',
  '{"type":"block_actions","actions":[null],"user":{},"team":{}}',
  '{"type":"block_suggestion","channel":null}',
  '{"type":"block_suggestion","user":{},"team":{}}',
  '{"type":"something new"}',
  '{"command":"/join-round"}',
  '{"type":"app_rate_limited","event":{}}',
  '{"event":{"type":"message","channel":null}}',
  '{"event":{"type":"x","item":null}}',
  '{"authorizations":[null],"event":{}}',
])('takes the signed body %s, of which there is nothing to be had, in one line', async (body) => {
  lines.length = 0
  expect(await statusOf(port, signed(body))).toBe(200)
  expect(lines).toMatchObject([{ level: 30, msg: 'Slack sent something that is not for us' }])
})

it.each(['null', '[]', '1'])('refuses %s as a signed payload too', async (payload) => {
  expect(await statusOf(port, form(JSON.parse(payload)))).toBe(400)
})

it('answers what Slack asks to see whether somebody is there', async () => {
  const challenge = '{"type":"url_verification","challenge":"abc"}'
  expect(await exchange(port, signed(challenge))).toContain('{"challenge":"abc"}')
})

it.each([1e9, 1e300, -1, 0, 1.5, '2', null])('counts no pages that a form cannot have: %s', async (pages) => {
  asked.length = 0
  const submission = {
    type: 'view_submission',
    user: { id: 'U0ADA' },
    team: { id: TEAM },
    view: {
      id: 'V1',
      callback_id: 'form',
      private_metadata: JSON.stringify({ form: 'profile', pages }),
      state: { values: {} },
    },
  }
  expect(await statusOf(port, form(submission))).toBe(200)
  expect(asked).toEqual([[0]])
})
