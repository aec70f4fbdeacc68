import { existsSync, readFileSync, statSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { BOT_SCOPES, creationUrl } from '../../src/platforms/slack/manifest.ts'
import { APP, BOT, conversation, localDiscord, localSlack, manifest, QUESTION, TEAM } from './conversation.ts'
import { compileProgram } from './program.ts'

const SLOW = 300_000
beforeAll(compileProgram, SLOW)

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
