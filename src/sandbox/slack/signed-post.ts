import { createHmac } from 'node:crypto'
import type { Ack, EnvelopeType, Retry } from './ack.ts'
import { parseObject } from './http.ts'
import type { App, Json } from './state.ts'
import type { World } from './world.ts'

/** Posts a payload to the app's request URL, signed as Slack signs (version `v0`). */
export async function signedPost(
  world: World,
  app: App,
  type: EnvelopeType,
  payload: Json,
  retry?: Retry,
): Promise<Ack> {
  const body = bodyOf(type, payload)
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const digest = createHmac('sha256', app.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  try {
    const answer = await fetch(app.requestUrl, {
      method: 'POST',
      body,
      headers: {
        'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${digest}`,
        ...(retry && {
          'x-slack-retry-num': String(retry.attempt),
          'x-slack-retry-reason': retry.reason === 'timeout' ? 'http_timeout' : 'connection_failed',
        }),
      },
      signal: AbortSignal.timeout(world.ackWithin),
    })
    const text = await answer.text()
    if (answer.status !== 200) return { kind: 'failed' }
    return { kind: 'acked', payload: parseObject(text) ?? (text === '' ? {} : { text }) }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { kind: late ? 'timeout' : 'failed' }
  }
}

function bodyOf(type: EnvelopeType, payload: Json): string {
  if (type === 'events_api') return JSON.stringify(payload)
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams(fields).toString()
}
