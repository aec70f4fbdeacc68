import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileProgram, type StartOptions, serving, start } from './program.ts'

const SLOW = 120_000
beforeAll(compileProgram, SLOW)

const DISCORD = { DISCORD_TOKEN: 'a-token-that-is-long-enough' }
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_APP_TOKEN: 'xapp-1-secret' }
const SCOPES =
  'commands,chat:write,channels:read,channels:manage,channels:join,channels:history,groups:read,groups:write,groups:history,im:write,im:history,mpim:write,mpim:history,users:read,files:write'

/** Starts it, and gives the one line with which it ends. */
async function refusal(options: StartOptions): Promise<string> {
  const { code, out, err } = await start(options).ended
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(/^[^\n]+\n$/) })
  return err.trim()
}

const json = (response: ServerResponse, body: object, headers = {}) => {
  response.writeHead(200, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
const WHO = { ok: true, url: 'https://x.slack.com/', team: 'X', team_id: 'T1', user_id: 'U1', bot_id: 'B1' }

describe('the command line', () => {
  it('prints with --help how it is used, and starts nothing', async () => {
    const started = start({ args: ['--help'], settings: { LOG_LEVEL: 'nonsense' } })
    const { code, out, err } = await started.ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Usage: npm start/)
    expect(existsSync(join(started.folder, 'data'))).toBe(false)
  })

  it('is refused where it is not understood', async () => {
    expect(await refusal({ args: ['--nonsense'] })).toMatch(/^Unknown option '--nonsense'\. .*--help/)
    expect(await refusal({ args: ['--exit'], settings: DISCORD })).toMatch(/^--exit .* for the sandbox/)
  })
})

describe('a setting that cannot be', () => {
  it('is named, without what it says', async () => {
    const line = await refusal({ settings: { DISCORD_TOKEN: 'a-token-that-is\nlong-enough' } })
    expect(line).toMatch(/^DISCORD_TOKEN: has a space, a line break/)
    expect(line).not.toContain('long-enough')
  })

  it('is named where the file of settings is none', async () => {
    const prepare = (folder: string) => mkdirSync(join(folder, '.env'))
    expect(await refusal({ settings: DISCORD, prepare })).toMatch(/^\.env cannot be read\. Make it a file/)
  })
})

describe('a port in use', () => {
  it('is found out before anything is begun', async () => {
    const taken = createServer().listen(0)
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const slack = await serving((_request, response) => json(response, WHO, { 'x-oauth-scopes': SCOPES }))
    const settings = { ...SLACK, SLACK_API_URL: `${slack.url}/api/`, PORT: String(port) }
    const started = start({ settings })
    const { code, out, err } = await started.ended
    taken.close()
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe(`PORT: ${port} is in use by another process. Stop that one, or choose another PORT.\n`)
    expect(slack.paths).toEqual([])
    expect(existsSync(join(started.folder, 'data'))).toBe(false)
  })
})

describe('a database that cannot be used', () => {
  it('is told where the folder cannot be made', async () => {
    const prepare = (folder: string) => writeFileSync(join(folder, 'file'), '')
    const line = await refusal({ settings: { ...DISCORD, DATA_DIR: 'file/data' }, prepare })
    expect(line).toMatch(/^DATA_DIR: file\/data cannot be used: there is a file where a folder/)
  })

  it.each([
    [
      'postgresql://me:secret@no-such-host.invalid/db',
      /^DATABASE_URL: (there is no server of this name|the server’s name could not)/,
    ],
    ['postgresql://me:secret@127.0.0.1:9/db', /^DATABASE_URL: nothing answers at this address/],
  ])('is told: %s', async (url, words) => {
    const line = await refusal({ settings: { ...DISCORD, DATABASE_URL: url } })
    expect(line).toMatch(words)
    expect(line).not.toContain('secret')
  })
})

describe('a platform that will not have us', () => {
  // The database is asked before the platforms are, and to make one takes longest.
  const data = mkdtempSync(join(tmpdir(), 'counterpart-start-'))
  afterAll(() => rmSync(data, { recursive: true, force: true }))

  const ofSlack = async (
    answer: (path: string, response: ServerResponse) => void,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const server = await serving((request, response) => answer(request.url ?? '', response))
    const line = await refusal({
      settings: {
        ...SLACK,
        SLACK_API_URL: `${server.url}/api/`,
        LOG_LEVEL: 'fatal',
        DATA_DIR: data,
        ...more,
      },
    })
    expect(line).not.toContain('secret')
    return { line, paths: server.paths }
  }

  it(
    'is told where the address is not Slack’s',
    async () => {
      const { line } = await ofSlack((_path, response) => {
        response.writeHead(404, { 'content-type': 'text/html' })
        response.end('<h1>Not found</h1>')
      })
      expect(line).toMatch(
        /^SLACK_API_URL: 127\.0\.0\.1:\d+ answers, but not as Slack's Web API does \(http_404\)/,
      )
    },
    SLOW,
  )

  it(
    'is told where nothing answers',
    async () => {
      const settings = {
        ...SLACK,
        SLACK_API_URL: 'http://127.0.0.1:9/api/',
        LOG_LEVEL: 'fatal',
        DATA_DIR: data,
      }
      expect(await refusal({ settings })).toMatch(
        /^Slack cannot be reached at 127\.0\.0\.1:9 .*SLACK_API_URL/,
      )
    },
    SLOW,
  )

  it(
    'is told where the scope is missing without which nobody is known',
    async () => {
      const scopes = SCOPES.replace(',users:read', '')
      const { line, paths } = await ofSlack((_path, response) =>
        json(response, WHO, { 'x-oauth-scopes': scopes }),
      )
      expect(line).toMatch(
        /^The Slack app lacks the scopes users:read: upload the manifest again .* reinstall the app/,
      )
      expect(paths).toEqual(['/api/auth.test'])
    },
    SLOW,
  )

  it(
    'opens no connection to people on one platform where the other one refuses the token',
    async () => {
      const discord = await serving((_request, response) => {
        response.writeHead(401, { 'content-type': 'application/json' })
        response.end('{"message":"401: Unauthorized","code":0}')
      })
      const { line, paths } = await ofSlack(
        (_path, response) => json(response, WHO, { 'x-oauth-scopes': SCOPES }),
        { ...DISCORD, DISCORD_API_URL: `${discord.url}/api` },
      )
      expect(line).toMatch(/^DISCORD_TOKEN: Discord refused it/)
      expect(paths).toEqual(['/api/auth.test'])
      expect(discord.paths).toEqual(['/api/v10/applications/@me'])
    },
    SLOW,
  )

  it(
    'opens none where only Slack’s app-level token is refused',
    async () => {
      const discord = await serving((_request, response) => json(response, { id: '1' }))
      const { line, paths } = await ofSlack(
        (path, response) =>
          path.endsWith('/auth.test')
            ? json(response, WHO, { 'x-oauth-scopes': SCOPES })
            : json(response, { ok: false, error: 'invalid_auth' }),
        { ...DISCORD, DISCORD_API_URL: `${discord.url}/api` },
      )
      expect(line).toMatch(/^Slack does not accept SLACK_APP_TOKEN \(invalid_auth\): make an app-level token/)
      expect(paths).toEqual(['/api/auth.test', '/api/apps.connections.open'])
      expect(discord.paths).toEqual(['/api/v10/applications/@me'])
    },
    SLOW,
  )
})
