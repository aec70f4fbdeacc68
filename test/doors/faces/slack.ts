import type { Face } from '../face.ts'
import { answerOf, json } from './answer.ts'
import type { SlackIds } from './ids.ts'

/** The local Slack: its Web API and what people do there. Making things go wrong on purpose is left out. */
export function slackFace(port: number, { team, user, botToken }: SlackIds): Face {
  const methods = [
    ...[
      'auth.test',
      'api.test',
      'chat.postMessage',
      'chat.update',
      'chat.postEphemeral',
      'conversations.list',
    ],
    ...['conversations.create', 'conversations.history', 'conversations.setTopic', 'conversations.invite'],
    ...[
      'users.info',
      'views.open',
      'views.update',
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
    ],
    ...['reactions.add', 'apps.connections.open'],
  ]
  const doing = [
    'sees',
    'command',
    'click',
    'suggest',
    'fill',
    'submit',
    'type-message',
    'home',
    'join',
    'state',
    'wait',
  ]
  const blocks = [
    { type: 'section', text: { type: 'mrkdwn', text: '*hello*' } },
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
    },
  ]
  const view = { type: 'modal', title: { type: 'plain_text', text: 'Title' }, callback_id: 'form', blocks }
  const who = { team, user }
  return {
    name: 'the local Slack',
    port,
    paths: [
      ...methods.map((method) => `/api/${method}`),
      ...doing.map((deed) => `/_control/${deed}`),
      '/response/T1/x',
      '/upload/T1/F1',
      '/files/T1/F1/x',
    ],
    keys: [`Authorization: Bearer ${botToken}`],
    bodies: [
      {
        channel: 'general',
        text: 'hello',
        blocks,
        metadata: { event_type: 'x', event_payload: { key: 'y' } },
      },
      { channel: 'C1', users: user, topic: 'a topic', limit: 10, cursor: 'x', oldest: '1.2', latest: '2.3' },
      { trigger_id: '1.2.a', view, view_id: 'V1', hash: 'x' },
      { name: 'new-channel', is_private: true, user_ids: user },
      { filename: 'a.png', length: 10, files: [{ id: 'F1', title: 'x' }], channel_id: 'C1' },
      {
        ...who,
        channel: 'general',
        text: 'hello',
        command: '/guide',
        values: { Name: 'Ada' },
        label: 'Go',
        last: 5,
      },
      { ...who, view: 'V1', block: 'b', action: 'go', value: 'x', after: 0, waitFor: 10 },
      { response_type: 'ephemeral', replace_original: true, text: 'x', blocks },
    ],
    messages: [{ envelope_id: 'x', payload: { response_action: 'errors', errors: { b: 'wrong' } } }],
    probe: () => answerOf(port, json('/api/auth.test', {}, [`Authorization: Bearer ${botToken}`])),
  }
}
