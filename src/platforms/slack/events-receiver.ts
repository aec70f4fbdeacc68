import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPModuleFunctions, HTTPResponseAck } from '@slack/bolt'
import type { Logger } from 'pino'
import { createBodies, type NoBody } from '../../http/body.ts'
import { bare } from '../../http/serve.ts'
import { sdkLogger } from './clients.ts'
import type { Take } from './delivery.ts'

/**
 * What a delivery may hold, bytes. The largest that can come of us is a press in a message of 12,000 characters, which
 * comes with it: where each of them is escaped (`%5Cu03B1`), that is some 200 KB with what stands around it.
 */
const LARGEST = 512 * 1024
/** Of all deliveries that have not come whole, bytes. */
const ROOM = 16 * 1024 * 1024
/** Slack waits for three seconds (docs.slack.dev, interactivity/handling-user-interaction), ms. */
const PATIENCE = 3_000

/** Takes Slack's signed requests, and answers all others with a status that says why not. */
export interface EventsReceiver {
  /** From now on deliveries go there. */
  listen(take: Take): void
  /** No more do. */
  stop(): void
  /** Never rejects for what was sent. */
  take(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/**
 * A receiver that listens nowhere itself. Bolt's own (5.1.0) reads a body that is no object outside all care, and
 * answers another method than POST with an exception: either ends the process.
 */
export function createEventsReceiver(signingSecret: string, log: Logger): EventsReceiver {
  const logger = sdkLogger(log)
  const bodies = createBodies(LARGEST, ROOM)
  let taking: Take | undefined

  /** The body, if it is one that Slack signed; else the status that it is answered with. */
  async function signedBody(request: IncomingMessage): Promise<object | number> {
    const rawBody = await bodies.read(request)
    if (typeof rawBody === 'string') return NO_BODY[rawBody]
    let read: Awaited<ReturnType<typeof HTTPModuleFunctions.parseAndVerifyHTTPRequest>>
    try {
      // A body that was read already is where Bolt looks first.
      Object.assign(request, { rawBody })
      read = await HTTPModuleFunctions.parseAndVerifyHTTPRequest({ signingSecret, logger }, request)
    } catch {
      return 401
    }
    try {
      const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(read)
      return isDelivery(body) ? body : 400
    } catch {
      return 400
    }
  }

  return {
    listen(take) {
      taking = take
    },
    stop() {
      taking = undefined
    },

    async take(request, response) {
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST')
        return refuse(response, 405)
      }
      const take = taking
      if (!take) return refuse(response, 503)
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
      await take({ body, ack: ack.bind() })
      ack.ack()
      // Not stored, or no longer taken: Slack sends it again.
      refuse(response, 503)
    },
  }
}

/** Whether it is one of the kinds of what Slack delivers. What is in it is read by whoever it is for. */
function isDelivery(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false
  const { event, command, type, ssl_check } = body as Readonly<Record<string, unknown>>
  if (event !== undefined) return typeof event === 'object' && event !== null
  return [command, type, ssl_check].some((said) => typeof said === 'string')
}

const NO_BODY = { 'too-large': 413, 'no-room': 503, 'cut-off': 400 } as const satisfies Record<NoBody, number>

/** Answers with a bare status, where there was no answer yet. */
function refuse(response: ServerResponse, status: number): void {
  if (!response.headersSent) bare(response, status)
}
