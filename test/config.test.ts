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
