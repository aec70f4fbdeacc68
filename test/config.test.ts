import { expect, it } from 'vitest'
import { type ConfigError, readConfig } from '../src/config.ts'

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const discord = { DISCORD_TOKEN: 'a-token-that-is-long-enough' }
const problems = (environment: Record<string, string>) => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return (error as ConfigError).lines
  }
}

it('starts the sandbox without tokens, and a platform for each token', () => {
  expect(readConfig({})).toMatchObject({ sandbox: true, slack: undefined, discord: undefined })
  expect(readConfig({ DISCORD_TOKEN: '', DATABASE_URL: '' })).toMatchObject({ sandbox: true })
  expect(readConfig(slack)).toMatchObject({ sandbox: false, discord: undefined })
  expect(readConfig({ ...slack, ...discord }).discord?.token).toBe(discord.DISCORD_TOKEN)
})

it('never lets invented people near a real database', () => {
  expect(problems({ DATABASE_URL: 'postgresql://localhost/real' })[0]).toMatch(/invented people/)
})

it('names all that is wrong at once, with what to do', () => {
  const lines = problems({
    DATABASE_URL: 'mysql://x',
    SLACK_BOT_TOKEN: 'xoxp-wrong',
    DISCORD_TOKEN: 'short',
    PORT: '70000',
    LOG_LEVEL: 'loud',
  })
  expect(lines.map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining([
      'DATABASE_URL',
      'SLACK_BOT_TOKEN',
      'DISCORD_TOKEN',
      'PORT',
      'LOG_LEVEL',
      'SLACK_APP_TOKEN',
    ]),
  )
})

it('listens for this machine alone, unless told otherwise', () => {
  expect(readConfig({}).host).toBe('127.0.0.1')
  for (const host of ['0.0.0.0', '::', '::1', 'localhost', 'bot.internal'])
    expect(readConfig({ HOST: host }).host).toBe(host)
})

it.each([
  [{ HOST: '0.0.0.0:3000' }, 'HOST'],
  [{ HOST: 'http://localhost' }, 'HOST'],
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
  [{ ...slack, PORT: 'web' }, 'PORT'],
])('%o lacks %s', (environment, setting) => {
  expect(problems(environment as Record<string, string>).join()).toContain(setting)
})

it.each([
  ['DISCORD_TOKEN', 'a-token-that-is\nlong-enough', /has a space, a line break/],
  ['DISCORD_TOKEN', 'a-token-that-is-long-enough ', /has a space/],
  ['DISCORD_TOKEN', '“a-token-that-is-long-enough”', /a character in it that no token has/],
  ['SLACK_BOT_TOKEN', 'xoxb-1-secret\n', /has a space, a line break/],
  ['SLACK_APP_TOKEN', ' xapp-1-secret', /has a space/],
  ['SLACK_API_URL', 'slack.com/api', /must be an address/],
  ['SLACK_API_URL', 'ftp://slack.com/api', /must be an address/],
  ['SLACK_API_URL', 'http://', /must be an address/],
  ['DISCORD_API_URL', 'http://a b', /must be an address/],
  ['ALLOWED_WORKSPACES', 'our library', /must be ids with commas/],
  ['ALLOWED_WORKSPACES', ' , ', /must be ids with commas/],
  ['ALLOWED_WORKSPACES', 'T0LIBRARY, C0CHANNEL', /must be ids with commas/],
  ['DATABASE_URL', 'postgresql://me:p#ss@host/counterpart', /cannot be read.*%23 for #/],
])('%s is named once, and its value never', (name, value, words) => {
  const [line, ...others] = problems({ ...slack, ...discord, [name]: value })
  expect(others).toEqual([])
  expect(line).toMatch(new RegExp(`^${name}: `))
  expect(line).toMatch(words)
  expect(line).not.toMatch(/long-enough|secret|p#ss/)
})

it.each([
  'postgresql:///counterpart?host=/run/postgresql',
  'postgres://me@/counterpart?host=/run/postgresql',
])('takes %s, which is a socket', (url) => {
  expect(readConfig({ ...slack, DATABASE_URL: url }).databaseUrl).toBe(url)
})

it('reads which workspaces may have a programme, and takes any where none is named', () => {
  const read = (ALLOWED_WORKSPACES: string) => readConfig({ ...slack, ALLOWED_WORKSPACES }).allowedWorkspaces
  expect(read('')).toBeUndefined()
  expect(read('T0LIBRARY')).toEqual(['T0LIBRARY'])
  expect(read('T0LIBRARY,E0ORG, 1234567890123456789')).toEqual(['T0LIBRARY', 'E0ORG', '1234567890123456789'])
})
