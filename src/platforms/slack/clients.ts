import { LogLevel, type Logger as SdkLogger } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { tidyFetch } from './tidy-fetch.ts'

export const DEFAULT_API_URL = 'https://slack.com/api/'

/** How long a request may take, ms. A probe relies on the longer one: after it nothing is on its way. */
const BULK_TIMEOUT = 10_000
const INTERACTIVE_TIMEOUT = 5_000

export interface Clients {
  /** For what nobody waits for. */
  readonly bulk: WebClient
  /** For answers to people, so that they never queue behind the other. */
  readonly interactive: WebClient
}

/**
 * Neither client sends anything twice by itself: a repeated post would be a second post. Neither waits
 * out a 429 either: that would hold up every other call of the client for as long.
 */
export function createClients(botToken: string, apiUrl: string, log: Logger): Clients {
  const client = (timeout: number) =>
    new WebClient(botToken, {
      slackApiUrl: apiUrl,
      timeout,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      fetch: tidyFetch,
      logger: sdkLogger(log),
    })
  return { bulk: client(BULK_TIMEOUT), interactive: client(INTERACTIVE_TIMEOUT) }
}

/**
 * Hands the SDK's warnings and errors to our log. Its debug lines hold whole requests, and with them
 * messages and names: they go nowhere.
 */
export function sdkLogger(log: Logger): SdkLogger {
  const say = (level: 'warn' | 'error') => (first: unknown) => {
    log[level]({ detail: redact(first) }, 'the Slack SDK reported')
  }
  return {
    debug: () => {},
    info: () => {},
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}

/** One short line without tokens, tickets or addresses. */
export function redact(value: unknown): string {
  const line = value instanceof Error ? `${value.name}: ${value.message}` : String(value)
  return line
    .replace(/\bx(?:ox[a-z]|app)-[\w.-]+/gi, '[token]')
    .replace(/\b(?:https?|wss?):\/\/\S+/gi, '[address]')
    .replace(/\s+/g, ' ')
    .slice(0, 200)
}
