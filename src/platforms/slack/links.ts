import { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { redact, sdkLogger } from './clients.ts'
import type { Delivery, Take } from './delivery.ts'
import { readFailure } from './errors.ts'
import { bearAnyMessage } from './socket-messages.ts'
import { tidyFetch } from './tidy-fetch.ts'

/** How long a connection may take to greet us, ms. */
const GREETING = 15_000
const OPEN_TIMEOUT = 10_000
const LONGEST_PAUSE = 30_000
/** A connection that lived shorter than this counts as a failure, so that a refusing Slack is not flooded. */
const SHORT_LIFE = 10_000
/** How long a closing handshake may take before the socket is torn down, ms. */
const FAREWELL = 500

export interface LinksOptions {
  readonly appToken: string
  readonly apiUrl: string
  /** With two, the one that Slack refreshes leaves the other: no command falls into the gap. */
  readonly count: number
  readonly log: Logger
}

export interface Links {
  /** What comes goes to `take`. Rejects where the first connection cannot be made. */
  start(take: Take): Promise<void>
  stop(): Promise<void>
  connected(): boolean
}

/** Socket Mode connections that are kept up until they are stopped. */
export function createLinks(options: LinksOptions): Links {
  let links: readonly ReturnType<typeof createLink>[] = []
  return {
    start: async (take) => {
      links = Array.from({ length: options.count }, () => createLink(options, take))
      const [first, ...others] = links
      await first?.start()
      // The first tells whether the token is good; a spare one may come late.
      for (const link of others) link.begin()
    },
    stop: async () => {
      await Promise.all(links.map((link) => link.stop()))
    },
    connected: () => links.some((link) => link.connected()),
  }
}

/**
 * One connection. The SDK (socket-mode 3.1.0) would reconnect by itself only after five seconds, and a
 * failure while it does ends the process with an unhandled rejection; so that is switched off, and this
 * dials again: at once after an orderly close, more slowly after each failure.
 */
function createLink({ appToken, apiUrl, log }: LinksOptions, take: Take) {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLogger(log),
    autoReconnectEnabled: false,
    // Ours is the loop that tries again; a call that retried inside would hide from it for half an hour.
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        fetch: tidyFetch,
        timeout: OPEN_TIMEOUT,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    },
  })
  const { client } = receiver
  bearAnyMessage(client, log)
  // Bolt's receiver would hand it to an app of Bolt's, which looks into what may be null.
  client.on('slack_event', (delivery: Delivery) => void take(delivery))
  let up = false
  let dialling = false
  let stopping = false
  let failures = 0
  let since = 0
  let pause: NodeJS.Timeout | undefined

  client.on('connected', () => {
    up = true
    since = Date.now()
  })
  client.on('disconnected', () => {
    up = false
    if (stopping || dialling) return
    failures = Date.now() - since < SHORT_LIFE ? failures + 1 : 0
    log.info({ failures }, 'the connection to Slack ended, dialling again')
    again(pauseAfter(failures))
  })

  function again(ms: number): void {
    clearTimeout(pause)
    pause = setTimeout(() => void redial(), ms)
  }

  async function redial(): Promise<void> {
    try {
      await dial()
    } catch (error) {
      failures += 1
      const failure = readFailure(error, 'apps.connections.open', Date.now())
      const wait = failure.kind === 'later' ? failure.at - Date.now() : pauseAfter(failures)
      log.warn({ failures, failure: redact(error), wait }, 'Slack could not be reached')
      if (!stopping) again(wait)
    }
  }

  /** Connects once; rejects where that fails. */
  async function dial(): Promise<void> {
    dialling = true
    try {
      await within(client.start(), GREETING)
      if (stopping) await hangUp()
    } catch (error) {
      await hangUp()
      throw error
    } finally {
      dialling = false
    }
  }

  /** The second word tears the socket down where the other side does not answer the first. */
  async function hangUp(): Promise<void> {
    const gone = client.disconnect().catch(() => {})
    await within(gone, FAREWELL)
      .catch(() => within(client.disconnect(), FAREWELL))
      .catch(() => {})
    up = false
  }

  return {
    start: dial,
    begin: () => again(0),
    connected: () => up,
    async stop() {
      stopping = true
      clearTimeout(pause)
      await hangUp()
    },
  }
}

/** Ms until the next try: none after an orderly close, then 1, 2, 4 … 30 seconds, a little apart. */
const pauseAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(LONGEST_PAUSE, 500 * 2 ** failures) * (0.8 + 0.4 * Math.random())

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
