import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSent } from '../../../src/platforms/slack/payloads.ts'
import { holed, singleHoles } from '../holes.ts'

const NOW = 1_700_000_000_000
const form = JSON.stringify({
  form: 'profile~sealed',
  pages: 2,
  channel: 'C1',
  responseUrl: 'https://r.example',
})

const user = { id: 'U0ADA', username: 'ada', name: 'ada', team_id: 'T0LIBRARY' }
const team = { id: 'T0LIBRARY', domain: 'libraries' }
const common = {
  user,
  team,
  api_app_id: 'A0BOT',
  token: 'legacy',
  enterprise: null,
  is_enterprise_install: false,
}
const view = {
  id: 'V0VIEW',
  team_id: 'T0LIBRARY',
  type: 'modal',
  callback_id: 'form',
  private_metadata: form,
  app_installed_team_id: 'T0LIBRARY',
  state: {
    values: {
      'field:name': { value: { type: 'plain_text_input', value: 'Ada' } },
      'field:few': { value: { type: 'checkboxes', selected_options: [{ value: 'v1' }] } },
    },
  },
}

const command = {
  command: '/round',
  text: 'publish',
  user_id: 'U0ADA',
  user_name: 'ada',
  team_id: 'T0LIBRARY',
  team_domain: 'libraries',
  channel_id: 'C1',
  channel_name: 'general',
  response_url: 'https://r.example/1',
  trigger_id: '1.2.3',
  api_app_id: 'A0BOT',
  is_enterprise_install: 'false',
}
const press = {
  ...common,
  type: 'block_actions',
  trigger_id: '1.2.3',
  response_url: 'https://r.example/1',
  container: { type: 'message', message_ts: '1.2', channel_id: 'C1', is_ephemeral: false },
  channel: { id: 'C1', name: 'general' },
  message: { ts: '1.2', team: 'T0LIBRARY', bot_id: 'B0BOT' },
  state: { values: {} },
  actions: [{ type: 'button', action_id: 'do:1:news~x', block_id: 'b', action_ts: '1.2' }],
}
const choice = {
  ...press,
  actions: [{ type: 'static_select', action_id: 'do:1:touch~x', selected_option: { value: 'yes' } }],
}
const pressInModal = {
  ...common,
  type: 'block_actions',
  trigger_id: '1.2.3',
  container: { type: 'view', view_id: 'V0VIEW' },
  view,
  actions: [{ type: 'button', action_id: 'do:1:more~x' }],
}
const submission = { ...common, type: 'view_submission', trigger_id: '1.2.3', view, response_urls: [] }
const search = {
  ...common,
  type: 'block_suggestion',
  action_id: 'look:country',
  block_id: 'b',
  value: 'zea',
  container: { type: 'view', view_id: 'V0VIEW' },
  view,
}
const event = (inner: object) => ({
  type: 'event_callback',
  team_id: 'T0LIBRARY',
  api_app_id: 'A0BOT',
  event: { event_ts: '1.2', ...inner },
  event_id: 'Ev1',
  authorizations: [{ enterprise_id: null, team_id: 'T0LIBRARY', user_id: 'U0BOT', is_bot: true }],
})
const departure = event({ type: 'user_change', user: { id: 'U0FAY', deleted: true, team_id: 'T0LIBRARY' } })

/** What Slack sends, and what it is for us. */
const SHAPES: readonly [what: string, body: unknown, expected: object][] = [
  ['a command', command, { kind: 'command', command: '/round', text: 'publish', user: 'U0ADA' }],
  [
    'a command in an organisation',
    { ...command, is_enterprise_install: 'true', enterprise_id: 'E1', team_id: 'E1', user_id: 'W0ADA' },
    { kind: 'command', user: 'W0ADA', workspace: undefined },
  ],
  ['a press', press, { kind: 'action', id: 'news~x', workspace: 'T0LIBRARY', chosen: [] }],
  ['a choice', choice, { kind: 'action', id: 'touch~x', chosen: ['yes'] }],
  [
    'a press where an organisation has the app',
    { ...press, team: null, enterprise: { id: 'E1' }, is_enterprise_install: true, message: { ts: '1.2' } },
    { kind: 'action', workspace: undefined, user: 'U0ADA' },
  ],
  [
    'a press of somebody from a connected workspace, in a message of ours',
    { ...press, team: { id: 'T0ELSEWHERE' }, user: { id: 'W0EVE', team_id: 'T0ELSEWHERE' } },
    { kind: 'action', workspace: 'T0LIBRARY', user: 'W0EVE', name: '' },
  ],
  ['a press in a modal', pressInModal, { kind: 'action', view: 'V0VIEW', workspace: 'T0LIBRARY' }],
  [
    'a press in a modal, from a connected workspace',
    { ...pressInModal, team: { id: 'T0ELSEWHERE' } },
    { kind: 'action', workspace: 'T0LIBRARY' },
  ],
  [
    'a form',
    submission,
    { kind: 'submission', kept: { form: 'profile~sealed' }, values: { name: 'Ada', few: ['v1'] } },
  ],
  [
    'a form where an organisation has the app',
    { ...submission, team: null },
    { kind: 'submission', workspace: 'T0LIBRARY' },
  ],
  [
    'a form from a connected workspace',
    { ...submission, team: { id: 'T0ELSEWHERE' }, user: { id: 'W0EVE' } },
    { kind: 'submission', workspace: 'T0LIBRARY', user: 'W0EVE' },
  ],
  [
    'a form without a state',
    { ...submission, view: { ...view, state: null } },
    { kind: 'submission', values: {} },
  ],
  ['a search', search, { kind: 'search', source: 'country', typed: 'zea', workspace: 'T0LIBRARY' }],
  ['a search where an organisation has the app', { ...search, team: null, view: null }, { kind: 'search' }],
  ['a search for nothing', { ...search, value: null }, { kind: 'search', typed: '' }],
  ['somebody who left', departure, { kind: 'left', workspace: 'T0LIBRARY', user: 'U0FAY' }],
  ...['channel_archive', 'channel_deleted', 'group_archive', 'group_deleted'].map(
    (type): [string, unknown, object] => [
      `a channel that is gone: ${type}`,
      event({ type, channel: 'C0GONE' }),
      { kind: 'channel-gone', workspace: 'T0LIBRARY', ref: 'C0GONE' },
    ],
  ),
  ['the app’s removal', event({ type: 'app_uninstalled' }), { kind: 'removed', workspace: 'T0LIBRARY' }],
  [
    'its token taken back',
    event({ type: 'tokens_revoked', tokens: { bot: ['U0BOT'], oauth: [] } }),
    { kind: 'removed', workspace: 'T0LIBRARY' },
  ],
  [
    'somebody’s own token taken back',
    event({ type: 'tokens_revoked', tokens: { oauth: ['U0ADA'] } }),
    { kind: 'nothing' },
  ],
  ['somebody who changed', event({ type: 'user_change', user: { id: 'U0FAY' } }), { kind: 'nothing' }],
  ['a button that opens a page', { ...press, actions: [{ action_id: 'page:3' }] }, { kind: 'nothing' }],
  [
    'a foreign button',
    { ...press, actions: [{ action_id: 'approve' }] },
    { kind: 'foreign', what: 'block_actions' },
  ],
  [
    'a foreign modal',
    { ...submission, view: { ...view, callback_id: 'survey', private_metadata: '' } },
    { kind: 'foreign', what: 'view_submission' },
  ],
  ['a foreign search', { ...search, action_id: 'city' }, { kind: 'foreign', what: 'block_suggestion' }],
  ['a press of nothing', { ...press, actions: [] }, { kind: 'foreign', readable: false }],
  ['a press of nobody', { ...press, user: null }, { kind: 'foreign', readable: false }],
  [
    'a modal that was closed',
    { ...submission, type: 'view_closed', is_cleared: false },
    { what: 'view_closed' },
  ],
  ['a shortcut', { ...common, type: 'shortcut', callback_id: 'x', trigger_id: '1' }, { what: 'shortcut' }],
  ['a message shortcut', { ...press, type: 'message_action', message: null }, { what: 'message_action' }],
  ...['dialog_submission', 'dialog_cancellation', 'dialog_suggestion', 'interactive_message'].map(
    (type): [string, unknown, object] => [type, { ...common, type, channel: null }, { what: type }],
  ),
  [
    'too many events',
    {
      type: 'app_rate_limited',
      team_id: 'T0LIBRARY',
      minute_rate_limited: 1_518_467_820,
      api_app_id: 'A0BOT',
    },
    { kind: 'foreign', what: 'app_rate_limited' },
  ],
  ['a foreign event', event({ type: 'message', channel: null, user: null }), { what: 'event message' }],
  ['an event about a thing that is null', event({ type: 'reaction_added', item: null }), { kind: 'foreign' }],
  ['an unknown kind', { type: 'Ada Lovelace <ada@example.org>' }, { kind: 'foreign', what: 'unknown' }],
  ['a kind that is none', { type: 7 }, { kind: 'foreign' }],
  ['nothing', null, { kind: 'foreign' }],
  ['a list', [], { kind: 'foreign' }],
]

describe('what Slack sends', () => {
  it.each(SHAPES)('%s', (_what, body, expected) => {
    expect(readSent(body, NOW)).toMatchObject(expected)
  })

  const OURS: readonly [string, object, string, readonly string[]][] = [
    ['a command', command, 'command', ['command', 'user_id']],
    ['a press', press, 'action', ['type', 'user.id', 'actions.*.action_id']],
    ['a press in a modal', pressInModal, 'action', ['type', 'user.id', 'view.id', 'actions.*.action_id']],
    ['a form', submission, 'submission', ['type', 'user.id', 'view.id', 'view.private_metadata']],
    ['a search', search, 'search', ['type', 'user.id', 'action_id']],
    ['somebody who left', departure, 'left', ['event.type', 'event.user.id', 'event.user.deleted']],
  ]

  it.each(OURS)('%s is ours with null or nothing at any place but %s', (_what, body, kind, needed) => {
    for (const [hole, sent] of singleHoles(body, needed)) expect(readSent(sent, NOW).kind, hole).toBe(kind)
    fc.assert(
      fc.property(holed(body, needed), (sent) => {
        expect(readSent(sent, NOW).kind).toBe(kind)
      }),
      { numRuns: 200 },
    )
  })

  it('never throws, whatever it is', () => {
    const anything = fc.oneof(
      fc.anything(),
      ...SHAPES.flatMap(([, body]) => (typeof body === 'object' && body ? [holed(body, [])] : [])),
      fc.record({
        type: fc.constantFrom('block_actions', 'view_submission', 'shortcut'),
        user: fc.anything(),
      }),
      fc.record({ event: fc.anything(), command: fc.anything() }, { requiredKeys: [] }),
    )
    fc.assert(
      fc.property(anything, (sent) => {
        const read = readSent(sent, NOW)
        if (read.kind === 'foreign') expect(read.what).toMatch(/^[a-z_. ]+$/)
      }),
      { numRuns: 2_000 },
    )
  })
})
