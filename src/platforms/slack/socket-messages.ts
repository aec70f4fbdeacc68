import type { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { redact } from './clients.ts'

/**
 * The SDK (socket-mode 3.1.0) looks into whatever came as JSON, and what it then throws (at `null`, at an event
 * without a payload) is a rejection of nobody's, which ends the process.
 */
export function bearAnyMessage(client: SocketModeReceiver['client'], log: Logger): void {
  for (const listener of client.listeners('ws_message')) {
    const hear = listener as (...message: unknown[]) => unknown
    client.off('ws_message', hear)
    client.on('ws_message', async (data: unknown, ...more: unknown[]) => {
      try {
        await hear(withEvent(data), ...more)
      } catch (error) {
        log.warn({ failure: redact(error) }, 'a message from Slack could not be read')
      }
    })
  }
}

/**
 * That there are too many events comes as an event does, but has none in it, at which the SDK would throw before
 * anybody could acknowledge it.
 */
function withEvent(data: unknown): unknown {
  if (typeof data !== 'string' || !data.includes('"events_api"')) return data
  const envelope = objectIn(parsed(data))
  const payload = objectIn(envelope?.payload)
  if (envelope?.type !== 'events_api' || !payload || objectIn(payload.event)) return data
  return JSON.stringify({ ...envelope, payload: { ...payload, event: {} } })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}
