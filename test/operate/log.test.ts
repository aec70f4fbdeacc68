import { DiscordAPIError } from 'discord.js'
import { expect, it } from 'vitest'
import { createLog } from '../../src/operate/log.ts'

const BOT = `${'M'.repeat(24)}.${'a'.repeat(6)}.${'b'.repeat(38)}`
const SECRETS = ['a signing secret of Slack', 'p4ssw0rd-of-the-database']

function lines(say: (log: ReturnType<typeof createLog>) => void): string {
  const written: string[] = []
  const said: string[] = []
  say(createLog('trace', { destination: { write: (line) => void written.push(line) }, secrets: SECRETS }))
  const destination = { write: (line: string) => void said.push(line) }
  say(createLog('trace', { destination, secrets: SECRETS, format: 'lines' }))
  for (const line of written) JSON.parse(line)
  return [...written, ...said].join('')
}

it('tells of an error what it is, where it came from and why, and nothing that hangs on it', () => {
  const cause = Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET', headers: { a: 'header' } })
  const error = Object.assign(new Error('It broke', { cause }), {
    code: 7,
    url: 'https://discord.com/api/v10/webhooks/1/a-token',
    requestBody: { json: { content: 'Dear Ada' } },
    data: { message: 'Dear Ada' },
  })
  const [written] = [lines((log) => log.error({ err: error }, 'failed'))]
  expect(JSON.parse(written!.split('\n')[0]!).err).toMatchObject({
    type: 'Error',
    message: 'It broke',
    code: 7,
    stack: expect.stringContaining('log.test.ts'),
    cause: { type: 'TypeError', message: 'fetch failed', code: 'ECONNRESET' },
  })
  expect(written).not.toMatch(/a-token|Dear Ada|header/)
})

it.each([
  ['a bot token of Slack', 'xoxb-1-2-abc'],
  ['a token that renews others', 'xoxe.xoxp-1-abc-def'],
  ['an app token of Slack', 'xapp-1-A1-2-abc'],
  ['a token of Discord', BOT],
  ['a response URL', 'https://hooks.slack.com/commands/T1/2/abc'],
  ['an upload', 'https://files.slack.com/upload/v1/ABC'],
  ['a ticket of a socket', 'wss://wss-primary.slack.com/link/?ticket=abc&app_id=1'],
  ['an interaction', '/interactions/123/aW50ZXJhY3Rpb24/callback'],
  ['a webhook', '/webhooks/123/aW50ZXJhY3Rpb24/messages/@original'],
  ['a password in an address', 'postgresql://bot:hunter22@db.example:5432/bot'],
  ['a secret of the settings', SECRETS[0]!],
  ['another', SECRETS[1]!],
])('holds nothing of %s, wherever it stands', (_what, secret) => {
  const api = new DiscordAPIError({ message: secret, code: 0 } as never, 0, 400, 'POST', secret, {
    body: { secret },
    files: [],
  } as never)
  const written = lines((log) => {
    log.info(secret)
    log.info({ any: secret, deep: { er: [{ still: secret }] } }, 'nested')
    log.child({ of: secret }).warn('a child')
    log.error({ err: new Error(secret, { cause: new Error(secret) }) }, 'an error')
    log.error({ err: new AggregateError([new Error(secret)], secret) }, 'several')
    log.error({ err: api }, 'of the client')
    log.error({ err: secret }, 'no error')
  })
  expect(written).not.toContain(secret)
  for (const part of ['hunter22', 'ticket=abc', 'aW50ZXJhY3Rpb24', '/T1/2/abc', 'v1/ABC']) {
    expect(written).not.toContain(part)
  }
})
