import { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { StartError } from '../../port/platform.ts'
import { createClients, DEFAULT_API_URL, sdkLogger } from './clients.ts'
import { askWho, lacking, linkError } from './connect.ts'
import { botAnswer } from './shapes.ts'
import { tidyFetch } from './tidy-fetch.ts'
import { createCaller } from './web-api.ts'

/** What a bot's token opens. */
export interface OpenedWorkspace {
  readonly name: string
  /** The app that it is of, where Slack tells. */
  readonly app: string | undefined
}

export interface Checking {
  readonly apiUrl?: string | undefined
  readonly log: Logger
}

const TIMEOUT = 10_000

/** Asks Slack what a bot's token opens. Throws a `StartError` that says what is wrong with it. */
export async function checkBotToken(token: string, { apiUrl, log }: Checking): Promise<OpenedWorkspace> {
  const at = apiUrl ?? DEFAULT_API_URL
  const { interactive: client } = createClients(token, at, log)
  const call = createCaller({ client, log, wall: Date.now, team: () => '' })
  const { identity, missing } = await askWho(call, at)
  if (missing.length > 0) throw lacking(missing)
  const { botId, teamName: name } = identity
  if (botId === undefined) {
    throw new StartError(
      'This token is a person’s: copy the "Bot User OAuth Token", which begins with xoxb-.',
    )
  }
  const about = await call('bots.info', { bot: botId }, botAnswer)
  return { name, app: about.ok ? (about.answer.bot?.app_id ?? undefined) : undefined }
}

/**
 * Asks Slack whether an app-level token opens connections. Throws a `StartError` that says what is wrong with it.
 *
 * @param app the app that the bot's token is of
 */
export async function checkAppToken(
  token: string,
  { apiUrl, log }: Checking,
  app: string | undefined,
): Promise<void> {
  // Slack writes the app's id into it.
  const own = /^xapp-\d+-(A[A-Z0-9]+)-/.exec(token)?.[1]
  if (app !== undefined && own !== undefined && own !== app) {
    throw new StartError(
      `This token is of another app (${own}) than the bot’s (${app}): make one on the page "Basic Information" of the same app.`,
    )
  }
  const at = apiUrl ?? DEFAULT_API_URL
  const client = new WebClient(token, {
    slackApiUrl: at,
    timeout: TIMEOUT,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch: tidyFetch,
    logger: sdkLogger(log),
  })
  try {
    await client.apps.connections.open({})
  } catch (error) {
    throw linkError(error, at)
  }
}
