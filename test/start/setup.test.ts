import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { BOT_SCOPES, creationUrl, slackManifest } from '../../src/platforms/slack/manifest.ts'
import { registry } from '../../src/registry.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { compileProgram, start } from './program.ts'

const SLOW = 300_000
beforeAll(compileProgram, SLOW)

const TEAM = 'T0ACME'
const BOT = 'xoxb-1-good'
const APP = 'xapp-1-A0BOT-1-good'
const manifest = { ...slackManifest(registry.commands, { socketMode: true }) }

async function localSlack() {
  const slack = await startSlack({ rateScale: 100 })
  onTestFinished(() => slack.close())
  const control = new SlackControl(slack.url)
  await control.createTeam({
    id: TEAM,
    name: 'Acme',
    users: [{ id: 'U0ADA', real_name: 'Ada', is_owner: true }],
  })
  await control.createApp({
    id: 'A0BOT',
    manifest,
    appToken: APP,
    installs: [{ team: TEAM, botToken: BOT }],
  })
  return { control, settings: { SLACK_API_URL: slack.apiUrl } }
}

async function localDiscord() {
  const discord = await startDiscord({ rateScale: 500 })
  onTestFinished(() => discord.close())
  const control = new DiscordControl(discord.url)
  const owner = await control.user({ username: 'ada' })
  const guild = await control.guild({ name: 'Acme', owner: owner.id })
  const app = await control.app({ name: 'Counterpart' })
  return { control, guild: guild.id, owner: owner.id, app, settings: { DISCORD_API_URL: discord.apiUrl } }
}

/** `npm run setup`, and what it says to each thing that is typed. */
function conversation(settings: Readonly<Record<string, string>>, env?: string) {
  const program = start({
    script: 'operate/setup.js',
    settings: { LOG_LEVEL: 'silent', ...settings },
    typed: true,
    prepare: (folder) => env !== undefined && writeFileSync(join(folder, '.env'), env),
  })
  // The bot that it started ends with it, unless it is killed.
  onTestFinished(async () => {
    program.signal('SIGTERM')
    await program.ended
  })
  let read = 0
  /** What it has said since, up to those words. */
  const until = async (words: string): Promise<string> => {
    await expect.poll(() => program.out().slice(read), { timeout: 60_000 }).toContain(words)
    const end = program.out().indexOf(words, read) + words.length
    const said = program.out().slice(read, end)
    read = end
    return said
  }
  const asks = async (question: string, typed: string): Promise<string> => {
    const said = await until(question)
    program.type(typed)
    return said
  }
  return { program, until, asks, env: () => join(program.folder, '.env') }
}

const QUESTION = {
  slackBot: 'xoxb-…), which is not shown:\n',
  slackApp: 'xapp-…), which is not shown:\n',
  discord: 'The token, which is not shown:\n',
}

interface Mistake {
  readonly typed: string
  readonly line: RegExp
  /** What the platform is like while it is typed, and how it is mended. */
  readonly wrong?: () => Promise<unknown>
  readonly mended?: () => Promise<unknown>
}

/** Types each wrong thing: one line is said about it, which holds nothing of it, and the question comes again. */
async function makeMistakes(
  { until, program }: ReturnType<typeof conversation>,
  question: string,
  mistakes: readonly Mistake[],
): Promise<void> {
  await until(question)
  for (const { typed, line, wrong, mended } of mistakes) {
    await wrong?.()
    program.type(typed)
    const said = await until(question)
    expect(said.split('\n').filter((one) => one.startsWith('   '))).toEqual([expect.stringMatching(line)])
    if (typed.length > 6) expect(said).not.toContain(typed)
    await mended?.()
  }
}

describe('Slack', () => {
  it(
    'is set up past every wrong input, and the bot answers there',
    async () => {
      const { control, settings } = await localSlack()
      const talk = conversation(settings, 'PORT=0\nDATA_DIR=mine\n')
      const { program, asks, until } = talk
      await asks('Slack or Discord?\n', 'teams')
      const again = await asks('Slack or Discord?\n', 'Slack')
      expect(again).toContain('type one of the two')
      const scopes = Object.keys(BOT_SCOPES).filter((scope) => scope !== 'files:write')
      const granted = (some?: readonly string[]) =>
        control.createApp({
          id: 'A0BOT',
          manifest,
          installs: [{ team: TEAM, ...(some && { scopes: some }) }],
        })
      await makeMistakes(talk, QUESTION.slackBot, [
        { typed: '', line: /Nothing was typed/ },
        { typed: APP, line: /That is the app-level token, which is asked for next/ },
        { typed: 'xoxb-1- good', line: /That has a space in it/ },
        { typed: 'xoxp-1-of-a-person', line: /That is a person’s token/ },
        { typed: '0123456789abcdef0123456789abcdef', line: /That is the signing secret/ },
        { typed: 'xoxb-1-of-nobody', line: /Slack does not accept SLACK_BOT_TOKEN \(invalid_auth\)/ },
        {
          typed: BOT,
          line: /Slack does not accept SLACK_BOT_TOKEN \(token_revoked\).* reinstall the app/,
          wrong: () => control.revoke('A0BOT', TEAM, 'token_revoked'),
          mended: () => control.revoke('A0BOT', TEAM, ''),
        },
        {
          typed: BOT,
          line: /lacks the scopes files:write: upload the manifest again .*reinstall the app/,
          wrong: () => granted(scopes),
          mended: () => granted(),
        },
      ])
      program.type(`  ${BOT}  `)
      expect(await until('may do all that it has to.\n')).toContain('in the workspace Acme')
      await makeMistakes(talk, QUESTION.slackApp, [
        { typed: BOT, line: /That is the bot’s token once more/ },
        { typed: 'xapp-1-A0OTHER-1-good', line: /of another app \(A0OTHER\) than the bot’s \(A0BOT\)/ },
        { typed: 'xapp-1-A0BOT-1-bad', line: /does not accept SLACK_APP_TOKEN \(invalid_auth\)/ },
        {
          typed: APP,
          line: /does not accept SLACK_APP_TOKEN \(missing_scope\).*connections:write/,
          wrong: () =>
            control.addFaults({ on: 'apps.connections.open', kind: 'error', code: 'missing_scope' }),
          mended: () => control.clearFaults(),
        },
      ])
      expect(existsSync(talk.env())).toBe(true)
      expect(readFileSync(talk.env(), 'utf8')).toBe('PORT=0\nDATA_DIR=mine\n')
      program.type(APP)
      await until('Connected to Acme. Type /programme there.\n')
      expect(readFileSync(talk.env(), 'utf8')).toBe(
        `PORT=0\nDATA_DIR=mine\nSLACK_BOT_TOKEN=${BOT}\nSLACK_APP_TOKEN=${APP}\n`,
      )
      expect(statSync(talk.env()).mode & 0o777).toBe(0o600)
      const ada = control.person(TEAM, 'U0ADA')
      await ada.command('/programme')
      await expect.poll(async () => JSON.stringify(await ada.sees())).toContain('Start a programme')
      program.signal('SIGTERM')
      const { code, out, err } = await program.ended
      expect({ code, err }).toEqual({ code: 0, err: '' })
      for (const secret of [BOT, APP]) expect(out).not.toContain(secret)
    },
    SLOW,
  )

  it('is made by a link with the whole manifest in it, which no browser or server cuts', () => {
    const link = new URL(creationUrl(manifest))
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(manifest)
    expect(link.href.length).toBeLessThan(4_096)
    expect(manifest).toMatchObject({
      display_information: { description: expect.stringMatching(/^.{10,139}$/) },
    })
  })
})

describe('Discord', () => {
  it(
    'is set up past every wrong input, waits for the server, and the bot answers there',
    async () => {
      const { control, guild, owner, app, settings } = await localDiscord()
      const talk = conversation(settings)
      const { program, asks, until } = talk
      await asks('Slack or Discord?\n', 'd')
      const secret = 'abcdefghijklmnopqrstuvwxyz_-0123'
      await makeMistakes(talk, QUESTION.discord, [
        { typed: secret, line: /That is the application’s client secret/ },
        { typed: app.id, line: /That is the application’s id/ },
        { typed: app.public_key, line: /That is the application’s public key/ },
        { typed: `Bot ${app.token}`, line: /That has a space in it/ },
        { typed: BOT, line: /That is a token of Slack’s/ },
        { typed: 'MTIz.local.wrong', line: /DISCORD_TOKEN: Discord refused it\..*Reset Token/ },
        {
          typed: app.token,
          line: /DISCORD_TOKEN: Discord refused it/,
          wrong: () => control.revoke(app.id),
          mended: () => control.revoke(app.id, false),
        },
        {
          typed: app.token,
          line: /"Interactions Endpoint URL" of this application/,
          wrong: () => control.portal(app.id, { interactionsEndpointUrl: 'https://example.org/' }),
          mended: () => control.portal(app.id, {}),
        },
        {
          typed: app.token,
          line: /"Requires OAuth2 Code Grant" is on/,
          wrong: () => control.portal(app.id, { requireCodeGrant: true }),
          mended: () => control.portal(app.id, {}),
        },
      ])
      await control.privileged(app.id, ['MESSAGE_CONTENT'])
      program.type(app.token)
      const said = await until('Waiting for that.')
      expect(said).toContain('privileged intents, which the bot has no use for')
      expect(said).toContain(
        `client_id=${app.id}&scope=bot+applications.commands&permissions=${permissionInteger}\n`,
      )
      expect(readFileSync(talk.env(), 'utf8')).toContain(`\nDISCORD_TOKEN=${app.token}\n`)
      await control.install(app.id, guild, (permissionInteger & ~(1n << 28n)).toString())
      expect(await until('leave every box ticked.')).toContain('In Acme the bot may not Manage Roles')
      await control.install(app.id, guild, permissionInteger.toString())
      await until('Connected to Acme. Type /programme there.\n')
      const ada = control.person(guild, owner)
      expect(await ada.command('programme')).toMatchObject({ kind: 'message' })
      program.signal('SIGTERM')
      const { code, out, err } = await program.ended
      expect({ code, err }).toEqual({ code: 0, err: '' })
      for (const hidden of [app.token, secret]) expect(out).not.toContain(hidden)
    },
    SLOW,
  )
})

describe('a set-up that does not come to its end', () => {
  it.each([
    ['at the first question', []],
    ['at the bot’s token', ['slack']],
    ['at the app-level token', ['slack', BOT]],
  ])(
    'leaves nothing behind where the input ends: %s',
    async (_where, typed) => {
      const { settings } = await localSlack()
      const { program } = conversation(settings)
      for (const line of typed) program.type(line)
      program.endInput()
      const { code, err } = await program.ended
      expect({ code, err }).toEqual({
        code: 1,
        err: expect.stringMatching(/^\nThe input ended .* Nothing was written\.\n$/),
      })
      expect(readdirSync(program.folder)).toEqual([])
    },
    SLOW,
  )

  it(
    'leaves nothing behind where it is stopped',
    async () => {
      const { settings } = await localSlack()
      const { program, until, asks } = conversation(settings)
      await asks('Slack or Discord?\n', 'slack')
      await until(QUESTION.slackBot)
      program.signal('SIGINT')
      expect(await program.ended).toMatchObject({ code: 130, err: '\nStopped. Nothing was written.\n' })
      expect(readdirSync(program.folder)).toEqual([])
    },
    SLOW,
  )

  it(
    'says what keeps the bot from starting, and keeps the tokens',
    async () => {
      const { settings } = await localSlack()
      const { program, env } = conversation(settings, 'DATABASE_URL=postgresql://me@127.0.0.1:9/none\n')
      for (const line of ['slack', BOT, APP]) program.type(line)
      const { code, err } = await program.ended
      expect(code).toBe(1)
      expect(err).toMatch(/^DATABASE_URL: nothing answers .*\nThe bot did not start, and said why\..*\n$/)
      expect(readFileSync(env(), 'utf8')).toContain(BOT)
    },
    SLOW,
  )

  it('does not begin where the environment has what it would write', async () => {
    const { program } = conversation({ DISCORD_TOKEN: 'a-token-that-is-long-enough' })
    const { code, out, err } = await program.ended
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^DISCORD_TOKEN: set in the environment, .*\n$/)
    expect(err).not.toContain('a-token')
  })
})
