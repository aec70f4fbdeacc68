import type { Logger } from 'pino'
import { StartError } from '../../port/platform.ts'
import type { Identity } from './bot.ts'
import { DEFAULT_API_URL } from './clients.ts'
import { type Failure, readFailure } from './errors.ts'
import { BOT_SCOPES } from './manifest.ts'
import { authAnswer } from './shapes.ts'
import type { Call, Reply } from './web-api.ts'

const TRIES = 3
const PAUSE = 1_000

/** Without it nobody is known: who may set a programme up, what people are called, who has left. */
const NEEDED = 'users:read'

/** Asks Slack who we are. Throws a `StartError` where it will not have us or cannot be reached. */
export async function identify(call: Call, apiUrl: string, log: Logger): Promise<Identity> {
  const { identity, missing } = await askWho(call, apiUrl)
  if (missing.includes(NEEDED)) throw lacking(missing)
  if (missing.length > 0)
    log.warn({ missing }, 'the Slack app lacks scopes: upload the current manifest, and reinstall the app')
  return identity
}

/** Who a token makes us, and which scopes it lacks. Throws a `StartError`. */
export async function askWho(
  call: Call,
  apiUrl: string,
): Promise<{ readonly identity: Identity; readonly missing: readonly string[] }> {
  let reply: Reply<typeof authAnswer._output> | undefined
  for (let tried = 1; tried <= TRIES; tried += 1) {
    reply = await call('auth.test', {}, authAnswer)
    if (reply.ok || reply.failure.kind === 'said') break
    if (tried < TRIES) await new Promise((resolve) => setTimeout(resolve, PAUSE * tried))
  }
  if (!reply?.ok) throw botTokenError(reply?.failure, apiUrl)
  const { team_id, team, user_id, bot_id, url, response_metadata } = reply.answer
  const granted = response_metadata?.scopes
  return {
    identity: {
      team: team_id,
      teamName: team ?? team_id,
      user: user_id,
      ...(bot_id != null && { botId: bot_id }),
      url: url == null || url.endsWith('/') ? (url ?? '') : `${url}/`,
    },
    missing: granted ? missingScopes(granted) : [],
  }
}

/** A token that does not allow all that the bot has to do. */
export function lacking(missing: readonly string[]): StartError {
  return new StartError(
    `The Slack app lacks the scopes ${missing.join(', ')}: upload the manifest again (npm run --silent manifest) under "App Manifest", reinstall the app, and copy SLACK_BOT_TOKEN again.`,
  )
}

function missingScopes(granted: readonly string[]): string[] {
  return Object.keys(BOT_SCOPES).filter((scope) => !granted.includes(scope))
}

/** Whatever answers there is not Slack, or not its Web API. */
const isElsewhere = (code: string) => code.startsWith('http_') || code === 'unknown_method'

function botTokenError(failure: Failure | undefined, apiUrl: string): StartError {
  if (failure?.kind === 'said' && isElsewhere(failure.code)) return elsewhere(failure.code, apiUrl)
  if (failure?.kind === 'said') {
    return new StartError(
      `Slack does not accept SLACK_BOT_TOKEN (${failure.code}): copy the "Bot User OAuth Token" (it begins with xoxb-) from your app's "OAuth & Permissions" page, and reinstall the app if it was revoked.`,
    )
  }
  return unreachable(failure, apiUrl)
}

function elsewhere(code: string, apiUrl: string): StartError {
  return new StartError(
    `SLACK_API_URL: ${new URL(apiUrl).host} answers, but not as Slack's Web API does (${code}). Take the setting away to reach Slack itself, or give the whole address, such as ${DEFAULT_API_URL}`,
  )
}

function unreachable(failure: Failure | undefined, apiUrl: string): StartError {
  const why = failure && 'why' in failure ? failure.why : 'no answer'
  return new StartError(
    `Slack cannot be reached at ${new URL(apiUrl).host} (${why}): check the network and, if you set it, SLACK_API_URL.`,
  )
}

/** Why the Socket Mode connection could not be made, in a line that helps. */
export function linkError(error: unknown, apiUrl: string): StartError {
  const failure = readFailure(error, 'apps.connections.open', Date.now())
  if (failure.kind !== 'said') return unreachable(failure, apiUrl)
  if (isElsewhere(failure.code)) return elsewhere(failure.code, apiUrl)
  return new StartError(
    `Slack does not accept SLACK_APP_TOKEN (${failure.code}): make an app-level token (it begins with xapp-) with the scope connections:write on your app's "Basic Information" page, and switch Socket Mode on.`,
  )
}
