import { pino } from 'pino'
import type { CommandDefinition } from '../../../src/chat/command.ts'
import { adapterWords } from '../../../src/messages/adapter-words.ts'
import { slackManifest } from '../../../src/platforms/slack/manifest.ts'
import { createSlackPlatform, type SlackOptions } from '../../../src/platforms/slack/slack.ts'
import { SlackControl } from '../../../src/sandbox/slack/client.ts'
import { startSlack } from '../../../src/sandbox/slack/server.ts'
import { marks } from '../scripted.ts'

export { ask, FORM, line, marks, scripted } from '../scripted.ts'

export const TEAM = 'T0LIBRARY'
export const at = { externalId: TEAM }

export const COMMANDS: readonly CommandDefinition[] = [
  { name: 'join', slackName: 'join-round', description: 'Take part', options: [] },
  {
    name: 'round',
    slackName: 'round',
    description: 'The round',
    options: [
      { kind: 'choice', name: 'do', description: 'What to do', choices: ['plan', 'publish'] },
      { kind: 'text', name: 'note', description: 'A note', max: 50 },
    ],
  },
]

/** A local Slack with a workspace, five people and our app in it. */
export async function world(settings: { http?: boolean } = {}) {
  const slack = await startSlack({ rateScale: 100 })
  const control = new SlackControl(slack.url)
  const people = ['Ada', 'Ben', 'Cho', 'Dee', 'Eve'].map((name, index) => ({
    id: `U0${name.toUpperCase()}`,
    real_name: name,
    tz: 'Pacific/Auckland',
    locale: 'mi-NZ',
    is_owner: index === 4,
  }))
  await control.createTeam({ id: TEAM, name: 'Libraries', users: people })
  const manifest = slackManifest(COMMANDS, {
    socketMode: settings.http !== true,
    ...(settings.http === true && { requestUrl: 'http://127.0.0.1:9/slack/events' }),
  })
  const app = await control.createApp({
    id: 'A0BOT',
    manifest: { ...manifest },
    appToken: 'xapp-test',
    installs: [{ team: TEAM, botToken: 'xoxb-test', botUser: 'U0BOT' }],
  })
  const platform = (more: Partial<SlackOptions> = {}) =>
    createSlackPlatform({
      words: adapterWords(),
      botToken: 'xoxb-test',
      ...(settings.http === true ? { signingSecret: app.signingSecret } : { appToken: 'xapp-test' }),
      apiUrl: slack.apiUrl,
      marks,
      log: pino({ level: 'silent' }),
      paceScale: 100,
      ...more,
    })
  return {
    slack,
    control,
    app,
    manifest,
    platform,
    person: (name: string) => control.person(TEAM, `U0${name}`),
  }
}
