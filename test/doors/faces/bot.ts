import { createHmac } from 'node:crypto'
import { asking } from '../../http/raw.ts'
import type { Face } from '../face.ts'
import { answerOf } from './answer.ts'
import type { SlackIds } from './ids.ts'

/** Slack's signature over a body, now. */
function signedBy(secret: string): (body: string) => readonly string[] {
  return (body) => {
    const at = String(Math.floor(Date.now() / 1_000))
    const seal = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
    return [`X-Slack-Request-Timestamp: ${at}`, `X-Slack-Signature: v0=${seal}`]
  }
}

/** The bot's health and metrics, which anybody may ask who reaches them. */
export const healthFace = (port: number): Face => ({
  name: 'the bot’s own HTTP',
  port,
  paths: ['/healthz', '/readyz', '/metrics', '/'],
  keys: [],
  bodies: [{ anything: [1, 'two'] }],
  probe: () => answerOf(port, asking('/healthz')),
})

/** Where Slack delivers to, over HTTP. Half of what comes is signed as Slack signs. */
export function eventsFace(port: number, secret: string, { team, user }: SlackIds): Face {
  const who = { user: { id: user, name: 'ada' }, team: { id: team, domain: 'libraries' }, api_app_id: 'A1' }
  const state = { values: { 'field:name': { value: { type: 'plain_text_input', value: 'Ada' } } } }
  const kept = JSON.stringify({ form: 'profile~x~seal', pages: 4, channel: 'C1', since: Date.now() })
  const view = { id: 'V1', type: 'modal', callback_id: 'form', private_metadata: kept, state }
  const command = { command: '/guide', text: '', response_url: 'http://127.0.0.1:9/', trigger_id: '1.2.a' }
  return {
    name: 'where Slack delivers',
    port,
    paths: ['/slack/events', '/slack/events', '/slack/events?x=1', '/healthz'],
    keys: [],
    bodies: [
      {
        ...command,
        user_id: user,
        user_name: 'ada',
        team_id: team,
        channel_id: 'C1',
        is_enterprise_install: 'false',
      },
      {
        type: 'block_actions',
        ...who,
        trigger_id: '1.2.a',
        actions: [{ type: 'button', action_id: 'join~seal' }],
      },
      {
        type: 'block_actions',
        ...who,
        view,
        actions: [{ type: 'button', action_id: 'reopen:3:profile~seal' }],
      },
      { type: 'view_submission', ...who, view },
      { type: 'view_closed', ...who, view, is_cleared: false },
      { type: 'block_suggestion', ...who, action_id: 'look:zone', value: 'ber' },
      {
        type: 'event_callback',
        team_id: team,
        authorizations: [{ team_id: team }],
        event: { type: 'user_change', user: { id: 'U9', deleted: false } },
      },
      {
        type: 'event_callback',
        team_id: team,
        event: { type: 'message', channel: 'C1', user, text: 'hello', ts: '1.2' },
      },
      { type: 'url_verification', challenge: 'abc', token: 'x' },
    ],
    sign: signedBy(secret),
    async probe() {
      const body = JSON.stringify({ type: 'url_verification', challenge: 'still there' })
      const headers = ['Content-Type: application/json', ...signedBy(secret)(body)]
      return answerOf(port, asking('/slack/events', 'POST', headers, body))
    },
  }
}
