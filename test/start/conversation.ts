import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { registry } from '../../src/registry.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { start } from './program.ts'

export const TEAM = 'T0ACME'
export const BOT = 'xoxb-1-good'
export const APP = 'xapp-1-A0BOT-1-good'
export const manifest = { ...slackManifest(registry.commands, { socketMode: true }) }

export async function localSlack() {
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

export async function localDiscord() {
  const discord = await startDiscord({ rateScale: 500 })
  onTestFinished(() => discord.close())
  const control = new DiscordControl(discord.url)
  const owner = await control.user({ username: 'ada' })
  const guild = await control.guild({ name: 'Acme', owner: owner.id })
  const app = await control.app({ name: 'Counterpart' })
  return { control, guild: guild.id, owner: owner.id, app, settings: { DISCORD_API_URL: discord.apiUrl } }
}

/** `npm run setup`, and what it says to each thing that is typed. */
export function conversation(settings: Readonly<Record<string, string>>, env?: string) {
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

export const QUESTION = {
  slackBot: 'xoxb-…), which is not shown:\n',
  slackApp: 'xapp-…), which is not shown:\n',
  discord: 'The token, which is not shown:\n',
}
