import { asking } from '../../http/raw.ts'
import type { Face } from '../face.ts'
import { answerOf } from './answer.ts'
import type { DiscordIds } from './ids.ts'

/** The local Discord: REST, its gateway, and what people do there. */
export function discordFace(port: number, { guild, channel, user, token }: DiscordIds): Face {
  const at = `/api/v10/channels/${channel}`
  const doing = [
    'sees',
    'commands',
    'command',
    'complete',
    'click',
    'select',
    'fill',
    'submit',
    'post',
    'react',
    'state',
    'wait',
  ]
  const routes = [
    ...[
      '',
      '/messages',
      '/messages/1',
      '/threads',
      '/pins',
      '/webhooks',
      '/typing',
      '/messages/bulk-delete',
    ].map((route) => at + route),
    ...['', '/channels', '/members', '/roles', '/members/search', '/threads/active'].map(
      (route) => `/api/v10/guilds/${guild}${route}`,
    ),
    ...['/api/v10/gateway', '/api/v10/gateway/bot', '/api/v10/users/@me', '/api/v10/users/@me/channels'],
    ...[
      '/api/v10/interactions/1/x/callback',
      '/api/v10/webhooks/1/x',
      '/api/v10/webhooks/1/x/messages/@original',
    ],
    ...[`/api/v10/applications/1/commands`, `${at}/permissions/${user}`, `${at}/messages/1/reactions/x/@me`],
    '/attachments/1/2/x.png',
  ]
  const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }]
  const option = {
    type: 3,
    name: 'do',
    description: 'What',
    required: false,
    choices: [{ name: 'a', value: 'a' }],
  }
  const there = { guild, user }
  return {
    name: 'the local Discord',
    port,
    paths: [...routes, ...doing.map((deed) => `/_control/${deed}`)],
    keys: [`Authorization: Bot ${token}`],
    bodies: [
      {
        content: 'hello',
        components,
        embeds: [{ title: 'x', fields: [{ name: 'a', value: 'b' }] }],
        flags: 0,
        nonce: '1',
        allowed_mentions: { parse: [] },
      },
      {
        name: 'new-channel',
        type: 0,
        topic: 'a topic',
        parent_id: null,
        permission_overwrites: [{ id: user, type: 1, allow: '1024', deny: '0' }],
      },
      { name: 'a-thread', type: 12, auto_archive_duration: 60, invitable: false, message: { content: 'x' } },
      { type: 4, data: { content: 'x', flags: 64, components } },
      {
        type: 9,
        data: {
          custom_id: 'form',
          title: 'Form',
          components: [{ type: 18, label: 'Name', component: { type: 4, custom_id: 'name', style: 1 } }],
        },
      },
      { name: 'join', description: 'Take part', options: [option], default_member_permissions: '32' },
      { recipient_id: user, messages: ['1', '2'], allow: '1024', deny: '0', archived: true, locked: true },
      {
        ...there,
        channel: 'general',
        text: 'hello',
        name: 'join',
        options: { do: 'a' },
        option: 'do',
        typed: 'x',
      },
      {
        ...there,
        message: '1',
        label: 'Go',
        values: ['a'],
        emoji: 'x',
        on: true,
        after: 0,
        ms: 10,
        within: 10,
        limit: 5,
      },
    ],
    messages: [
      { op: 2, d: { token, intents: 1, properties: { os: 'x' }, shard: [0, 1] } },
      { op: 6, d: { token, session_id: 'x', seq: 1 } },
      { op: 8, d: { guild_id: guild, query: '', limit: 0, nonce: 'x', user_ids: [user] } },
      { op: 1, d: 251 },
      { op: 3, d: { status: 'online', since: 0, activities: [], afk: false } },
    ],
    probe: () => answerOf(port, asking('/api/v10/gateway')),
  }
}
