import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInteraction } from '../../../src/platforms/discord/interactions.ts'
import { holed, singleHoles } from '../holes.ts'

const common = {
  id: '100',
  application_id: '5',
  token: 'a-token',
  version: 1,
  guild_id: '1',
  channel_id: '10',
  channel: { id: '10', type: 0 },
  locale: 'en-GB',
  guild_locale: 'en-US',
  app_permissions: '0',
  entitlements: [],
  entitlement_sku_ids: [],
  authorizing_integration_owners: { '0': '1' },
  context: 0,
  attachment_size_limit: 1,
  member: {
    user: { id: '7', username: 'ada', global_name: 'Ada', avatar: null },
    nick: 'Dr Ada',
    roles: [],
    permissions: '32',
    joined_at: '2026-01-01T00:00:00Z',
  },
}
const command = {
  ...common,
  type: 2,
  data: { id: '1', type: 1, name: 'round', options: [{ name: 'do', type: 3, value: 'publish' }] },
}
const search = {
  ...common,
  type: 4,
  data: {
    id: '1',
    type: 1,
    name: 'join',
    options: [{ name: 'country', type: 3, value: 'neu', focused: true }],
  },
}
const press = {
  ...common,
  type: 3,
  message: { id: '20', flags: 64, components: [] },
  data: { custom_id: 'news~x', component_type: 2 },
}
const choice = { ...press, data: { custom_id: 'touch~x', component_type: 3, values: ['yes'] } }
const submission = {
  ...common,
  type: 5,
  message: { id: '20', flags: 64 },
  data: {
    custom_id: 'page:0:profile~x',
    components: [
      { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'name', value: 'Ada' } },
      { type: 18, id: 3, component: { type: 3, id: 4, custom_id: 'interests', values: ['maps'] } },
      { type: 18, id: 5, component: { type: 3, id: 6, custom_id: 'few', values: null } },
      { type: 18, id: 7, component: { type: 4, id: 8, custom_id: 'about', value: null } },
      { type: 1, components: [{ type: 4, custom_id: 'old', value: 'as it was' }] },
      { type: 10, id: 9 },
    ],
  },
}

/** What Discord sends, and what it is for us. */
const SHAPES: readonly [what: string, sent: unknown, expected: object][] = [
  ['a command', command, { kind: 'command', name: 'round', input: { do: 'publish' } }],
  ['a command without options', { ...command, data: { ...command.data, options: null } }, { input: {} }],
  ['a command for a user', { ...command, data: { ...command.data, type: 2 } }, { kind: 'strange' }],
  ['a command for a message', { ...command, data: { ...command.data, type: 3 } }, { kind: 'strange' }],
  ['the launch of an activity', { ...command, data: { ...command.data, type: 4 } }, { kind: 'strange' }],
  ['a command without a name', { ...command, data: null }, { kind: 'strange' }],
  ['a search', search, { kind: 'search', name: 'join', option: 'country', typed: 'neu' }],
  [
    'a search without options',
    { ...search, data: { id: '1', name: 'join', type: 1 } },
    { kind: 'search', name: 'join', option: '', typed: '', suggesting: true },
  ],
  ['a press', press, { kind: 'press', id: 'news~x', chosen: [], inPrivate: true }],
  ['a press in a public message', { ...press, message: { id: '20' } }, { kind: 'press', inPrivate: false }],
  ['a choice', choice, { kind: 'press', id: 'touch~x', chosen: ['yes'] }],
  [
    'a choice of nothing',
    { ...choice, data: { custom_id: 'x', values: null } },
    { kind: 'press', chosen: [] },
  ],
  [
    'a form',
    submission,
    {
      kind: 'submission',
      id: 'page:0:profile~x',
      values: { name: 'Ada', interests: ['maps'], few: [], about: '', old: 'as it was' },
    },
  ],
  ['a form of nothing', { ...submission, data: { custom_id: 'x', components: null } }, { values: {} }],
  [
    'somebody in no server',
    { ...command, guild_id: null, member: null, user: { id: '7' } },
    { who: undefined },
  ],
  [
    'somebody of whom little is told',
    {
      ...command,
      locale: null,
      member: { user: { id: '7', username: null }, nick: null, permissions: null },
    },
    { who: { user: '7', name: '7', locale: undefined, manages: false } },
  ],
  ['a ping', { ...common, type: 1 }, { kind: 'foreign', type: 1 }],
  ['an unknown kind', { ...common, type: 99 }, { kind: 'foreign', type: 99 }],
  ['something without a token', { ...command, token: null }, { kind: 'foreign', type: 2 }],
  ['nothing', null, { kind: 'foreign', type: undefined }],
]

describe('what Discord sends', () => {
  it.each(SHAPES)('%s', (_what, sent, expected) => {
    expect(readInteraction(sent)).toMatchObject(expected)
  })

  const answering = ['id', 'token', 'application_id', 'type']
  const OURS: readonly [string, object, string, readonly string[]][] = [
    ['a command', command, 'command', [...answering, 'data.name']],
    ['a search', search, 'search', answering],
    ['a press', press, 'press', [...answering, 'data.custom_id']],
    ['a form', submission, 'submission', [...answering, 'data.custom_id']],
  ]

  it.each(OURS)(
    '%s is ours with null or nothing at any place but those that are needed',
    (_what, body, kind, needed) => {
      for (const [hole, sent] of singleHoles(body, needed)) {
        // Without its kind a command is one that is typed.
        expect(readInteraction(sent).kind, hole).toBe(kind)
      }
      fc.assert(
        fc.property(holed(body, needed), (sent) => {
          expect(readInteraction(sent).kind).toBe(kind)
        }),
        { numRuns: 200 },
      )
    },
  )

  it('never throws, whatever it is', () => {
    const anything = fc.oneof(
      fc.anything(),
      ...SHAPES.flatMap(([, sent]) => (typeof sent === 'object' && sent ? [holed(sent, answering)] : [])),
      fc.record({
        id: fc.string(),
        token: fc.string(),
        application_id: fc.string(),
        type: fc.integer({ min: 0, max: 6 }),
        data: fc.anything(),
        member: fc.anything(),
      }),
    )
    fc.assert(
      fc.property(anything, (sent) => void readInteraction(sent)),
      { numRuns: 2_000 },
    )
  })
})
