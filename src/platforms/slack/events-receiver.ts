import type { IncomingMessage, ServerResponse } from 'node:http'
import { type App, HTTPModuleFunctions, HTTPResponseAck, type Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { sdkLogger } from './clients.ts'

/** Slack waits for three seconds (docs.slack.dev, interactivity/handling-user-interaction), ms. */
const PATIENCE = 3_000

/** Takes Slack's signed requests, and answers all others with a status that says why not. */
export interface EventsReceiver extends Receiver {
  /** Never rejects for what was sent. */
  take(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/**
 * A receiver for Bolt that listens nowhere itself. Bolt's own (5.1.0) reads a body that is no object outside
 * all care, and answers another method than POST with an exception: either ends the process.
 */
export function createEventsReceiver(signingSecret: string, log: Logger): EventsReceiver {
  const logger = sdkLogger(log)
  let app: App | undefined

  /** The body, if it is one that Slack signed; else the status that it is answered with. */
  async function signedBody(request: IncomingMessage): Promise<object | 400 | 401 | 413> {
    let read: Awaited<ReturnType<typeof HTTPModuleFunctions.parseAndVerifyHTTPRequest>>
    try {
      read = await HTTPModuleFunctions.parseAndVerifyHTTPRequest({ signingSecret, logger }, request)
    } catch (error) {
      return HTTPModuleFunctions.isRawBodyError(error) && error.statusCode === 413 ? 413 : 401
    }
    try {
      const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(read)
      return isDelivery(body) ? body : 400
    } catch {
      return 400
    }
  }

  return {
    init(made) {
      app = made
    },
    start: async () => undefined,
    stop: async () => {
      app = undefined
    },

    async take(request, response) {
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST')
        return refuse(response, 405)
      }
      if (!app) return refuse(response, 503)
      const body = await signedBody(request)
      if (typeof body === 'number') return refuse(response, body)
      if ('ssl_check' in body && body.ssl_check === '1') return refuse(response, 200)
      if ('type' in body && body.type === 'url_verification') {
        return HTTPModuleFunctions.buildUrlVerificationResponse(response, body)
      }
      const ack = new HTTPResponseAck({
        logger,
        processBeforeResponse: false,
        unhandledRequestHandler: () => refuse(response, 503),
        unhandledRequestTimeoutMillis: PATIENCE,
        httpRequest: request,
        httpRequestBody: body,
        httpResponse: response,
      })
      try {
        await app.processEvent({ body, ack: ack.bind() })
      } catch {
        // Bolt hands what a listener throws to `app.error`: here it could not read the body itself.
      }
      ack.ack()
      refuse(response, 400)
    },
  }
}

/**
 * Whether it is one of the kinds of what Slack delivers; Bolt looks into anything else as if it were. What is
 * in it is read by whoever it is for.
 */
function isDelivery(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false
  const { event, command, type, ssl_check } = body as Readonly<Record<string, unknown>>
  if (event !== undefined) return typeof event === 'object' && event !== null
  return [command, type, ssl_check].some((said) => typeof said === 'string')
}

/** Answers with a bare status, where there was no answer yet. */
function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return
  response.writeHead(status)
  response.end()
}
