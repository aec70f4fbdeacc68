import { App, type AppOptions, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach } from 'vitest'
import { SlackControl } from '../../../src/sandbox/slack/client.ts'
import { type LocalSlack, type SlackOptions, startSlack } from '../../../src/sandbox/slack/server.ts'

const SCOPES = [
  ...['commands', 'chat:write', 'groups:write', 'groups:read', 'groups:history', 'users:read', 'im:write'],
  ...['channels:read', 'channels:history', 'channels:manage', 'mpim:write', 'mpim:read', 'mpim:history'],
  ...['im:read', 'im:history', 'reactions:write', 'reactions:read', 'pins:write', 'pins:read', 'files:write'],
  ...['files:read', 'team:read', 'channels:join'],
]

export function manifest(more: { scopes?: string[]; events?: string[]; http?: string } = {}) {
  return {
    display_information: { name: 'Counterpart' },
    features: {
      bot_user: { display_name: 'Counterpart' },
      app_home: { home_tab_enabled: true },
      slash_commands: [
        { command: '/join-round', description: 'Join' },
        { command: '/status-of', description: 'Status' },
      ],
    },
    oauth_config: { scopes: { bot: more.scopes ?? SCOPES } },
    settings: {
      socket_mode_enabled: more.http === undefined,
      interactivity: { is_enabled: true, request_url: more.http ?? '' },
      event_subscriptions: {
        bot_events: more.events ?? ['member_left_channel', 'team_join', 'app_home_opened'],
      },
    },
  }
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
export const later = (close: () => Promise<unknown>) => closing.push(close)

/** A workspace with Ada, Grace (an admin) and Edsger, and an app called A1 installed in it. */
export async function workspace(options: SlackOptions = {}, more: Parameters<typeof manifest>[0] = {}) {
  const slack = await startSlack({ rateScale: 1_000, ackWithin: 30_000, ...options })
  later(() => slack.close())
  const control = new SlackControl(slack.url)
  await control.createTeam({
    id: 'T1',
    name: 'Libraries',
    users: [
      { id: 'U1', real_name: 'Ada Lovelace', tz: 'Europe/London' },
      { id: 'U2', real_name: 'Grace Hopper', tz: 'America/New_York', is_admin: true },
      { id: 'U3', real_name: 'Edsger Dijkstra', tz: 'Europe/Amsterdam' },
    ],
  })
  await control.createApp({
    id: 'A1',
    manifest: manifest(more),
    appToken: 'xapp-local',
    signingSecret: 'shh',
    installs: [{ team: 'T1', botToken: 'xoxb-local', botUser: 'UBOT' }],
  })
  return { slack, control, ada: control.person('T1', 'U1'), grace: control.person('T1', 'U2') }
}

export const web = (slack: LocalSlack, token = 'xoxb-local') =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  })

/** The error code that a call is refused with. */
export const refused = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
  } catch (error) {
    return (error as { data?: { error?: string } }).data?.error ?? String((error as Error).name)
  }
  return 'ok'
}

/** The real Bolt over Socket Mode. */
export async function bolt(slack: LocalSlack, set: (app: App) => void, more: AppOptions = {}): Promise<App> {
  const app = new App({
    token: 'xoxb-local',
    appToken: 'xapp-local',
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    ...more,
  })
  set(app)
  await app.start()
  // Stopping while it reconnects can take the client for ever.
  later(() => Promise.race([app.stop(), new Promise((resolve) => setTimeout(resolve, 300))]))
  return app
}
