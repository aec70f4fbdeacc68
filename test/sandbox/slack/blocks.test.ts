import { expect, it } from 'vitest'
import { checkMessageBlocks, checkView } from '../../../src/sandbox/slack/blocks/check.ts'
import type { Refusal } from '../../../src/sandbox/slack/refusal.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const long = (length: number) => 'x'.repeat(length)
const option = (value: string, text = value) => ({ text: plain(text), value })
const many = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`))
const action = (element: object) => [{ type: 'actions', elements: [element] }]
const input = (element: object, more: object = {}) => [
  { type: 'input', label: plain('Label'), element, ...more },
]
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const rich = (...elements: object[]) => [{ type: 'rich_text', elements }]
const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style && { style }) })

function complaint(check: () => unknown): string {
  try {
    check()
    return 'ok'
  } catch (error) {
    const { code, extra } = error as Refusal
    const metadata = extra.response_metadata as { messages: string[] } | undefined
    return [code, ...(metadata?.messages ?? [])].join(' ')
  }
}

it.each<[string, unknown, string]>([
  ['a header', [{ type: 'header', text: plain(long(150)) }], 'ok'],
  [
    'a long header',
    [{ type: 'header', text: plain(long(151)) }],
    'less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'unsupported type: mrkdwn',
  ],
  ['a section', [section(long(3_000))], 'ok'],
  ['a long section', [section(long(3_001))], 'less than 3001 characters'],
  ['an empty section', [section('')], 'more than 0 characters'],
  ['a section of nothing', [{ type: 'section' }], 'must define either `text` or `fields`'],
  ['ten fields', [{ type: 'section', fields: Array(10).fill(plain('x')) }], 'ok'],
  ['eleven fields', [{ type: 'section', fields: Array(11).fill(plain('x')) }], 'no more than 10 items'],
  ['a long field', [{ type: 'section', fields: [plain(long(2_001))] }], 'less than 2001'],
  ['an unknown field', [{ ...section('x'), txet: 1 }], 'no such field: txet [json-pointer:/blocks/0/txet]'],
  ['an unknown block', [{ type: 'sectoin' }], 'unsupported type: sectoin [json-pointer:/blocks/0/type]'],
  ['no list', { type: 'divider' }, 'invalid_blocks_format'],
  ['a divider', [{ type: 'divider' }], 'ok'],
  ['51 blocks', Array(51).fill({ type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
  [
    'a block id twice',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    '`block_id` a already exists',
  ],
  ['a long block id', [{ type: 'divider', block_id: long(256) }], 'less than 256'],
  [
    'a context',
    [{ type: 'context', elements: [plain('x'), { type: 'image', image_url: 'https://x.y', alt_text: 'x' }] }],
    'ok',
  ],
  ['eleven in a context', [{ type: 'context', elements: Array(11).fill(plain('x')) }], 'no more than 10'],
  ['an image', [{ type: 'image', slack_file: { id: 'F1' }, alt_text: 'A map' }], 'ok'],
  ['an image of nothing', [{ type: 'image', alt_text: 'A map' }], 'exactly one of: image_url, slack_file'],
  [
    'an image without words',
    [{ type: 'image', image_url: 'https://x.y' }],
    'missing required field: alt_text',
  ],
  [
    'a button',
    action({ type: 'button', text: plain(long(75)), action_id: 'a', value: long(2_000), style: 'primary' }),
    'ok',
  ],
  ['a long button', action({ type: 'button', text: plain(long(76)) }), 'less than 76'],
  [
    'a green button',
    action({ type: 'button', text: plain('x'), style: 'green' }),
    'must be one of: primary, danger',
  ],
  [
    '26 buttons',
    [{ type: 'actions', elements: Array(26).fill({ type: 'button', text: plain('x') }) }],
    'no more than 25',
  ],
  [
    'one action id for two',
    [{ type: 'actions', elements: Array(2).fill({ type: 'button', text: plain('x'), action_id: 'a' }) }],
    '`action_id` a already exists',
  ],
  ['a line among actions', action({ type: 'plain_text_input' }), 'unsupported type: plain_text_input'],
  ['a select', action({ type: 'static_select', placeholder: plain('x'), options: many(100) }), 'ok'],
  ['a select of 101', action({ type: 'static_select', options: many(101) }), 'no more than 100'],
  ['a select of none', action({ type: 'static_select', options: [] }), 'no fewer than 1'],
  ['a select without options', action({ type: 'static_select' }), 'exactly one of: options, option_groups'],
  [
    'a stray choice',
    action({ type: 'static_select', options: many(2), initial_option: option('z') }),
    'exactly match one',
  ],
  ['a long option', action({ type: 'static_select', options: [option('v', long(76))] }), 'less than 76'],
  ['a long value', action({ type: 'static_select', options: [option(long(151), 'x')] }), 'less than 151'],
  ['a look-up', action({ type: 'external_select', min_query_length: 0 }), 'ok'],
  ['people', action({ type: 'multi_users_select', initial_users: ['U1'], max_selected_items: 3 }), 'ok'],
  ['channels', action({ type: 'channels_select', initial_channel: 'C1' }), 'ok'],
  ['a date', action({ type: 'datepicker', initial_date: '2026-11-23' }), 'ok'],
  ['no date', action({ type: 'datepicker', initial_date: '23.11.2026' }), 'must be a date'],
  ['an overflow of six', action({ type: 'overflow', options: many(6) }), 'no more than 5'],
  ['ten boxes', action({ type: 'checkboxes', options: many(10) }), 'ok'],
  ['eleven radio buttons', action({ type: 'radio_buttons', options: many(11) }), 'no more than 10'],
  ['an input', input({ type: 'plain_text_input', min_length: 1, max_length: 3_000, multiline: true }), 'ok'],
  ['a long input', input({ type: 'plain_text_input', max_length: 3_001 }), 'between 1 and 3000'],
  [
    'an impossible input',
    input({ type: 'plain_text_input', min_length: 9, max_length: 3 }),
    'must not be more',
  ],
  ['an e-mail', input({ type: 'email_text_input', placeholder: plain(long(150)) }), 'ok'],
  ['a long placeholder', input({ type: 'url_text_input', placeholder: plain(long(151)) }), 'less than 151'],
  ['a button as an input', input({ type: 'button', text: plain('x') }), 'unsupported type: button'],
  ['a long hint', input({ type: 'datepicker' }, { hint: plain(long(2_001)) }), 'less than 2001'],
  ['Markdown', [{ type: 'markdown', text: long(12_000) }], 'ok'],
  ['long Markdown', [{ type: 'markdown', text: long(12_001) }], 'less than 12001'],
  [
    'rich text',
    rich(
      { type: 'rich_text_section', elements: [text('a', { bold: true }), { type: 'user', user_id: 'U1' }] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [{ type: 'rich_text_section', elements: [text('b')] }],
      },
      {
        type: 'rich_text_quote',
        elements: [
          { type: 'link', url: 'https://x.y', text: 'x' },
          { type: 'emoji', name: 'wave' },
        ],
      },
      { type: 'rich_text_preformatted', elements: [text('c')] },
      {
        type: 'rich_text_section',
        elements: [
          { type: 'date', timestamp: 1, format: '{date}', fallback: 'x' },
          { type: 'channel', channel_id: 'C1' },
        ],
      },
    ),
    'ok',
  ],
  ['empty rich text', rich({ type: 'rich_text_section', elements: [text('')] }), 'more than 0'],
  [
    'a strange style',
    rich({ type: 'rich_text_section', elements: [text('a', { blink: true })] }),
    'no such field: blink',
  ],
  [
    'a list in a list',
    rich({ type: 'rich_text_list', style: 'bullet', elements: [text('a')] }),
    'unsupported type: text',
  ],
  ['too much in all', Array(5).fill(section(long(2_700))), 'msg_blocks_too_long'],
])('checks %s', (_, blocks, outcome) => {
  const said = complaint(() => checkMessageBlocks(blocks))
  if (outcome === 'ok') expect(said).toBe('ok')
  else expect(said).toContain(outcome)
})

const modal = (more: object) => ({
  type: 'modal',
  title: plain('Form'),
  blocks: [{ type: 'divider' }],
  ...more,
})

it.each<[string, unknown, string]>([
  ['a modal', modal({ submit: plain('Send'), close: plain('Stop'), private_metadata: long(3_000) }), 'ok'],
  [
    'a long title',
    modal({ title: plain(long(25)) }),
    'less than 25 characters [json-pointer:/view/title/text]',
  ],
  ['no title', { type: 'modal', blocks: [] }, 'missing required field: title [json-pointer:/view]'],
  ['much metadata', modal({ private_metadata: long(3_001) }), 'less than 3001'],
  ['a long callback', modal({ callback_id: long(256) }), 'less than 256'],
  ['inputs without submit', modal({ blocks: input({ type: 'datepicker' }) }), '`submit` is required'],
  ['101 blocks', modal({ blocks: Array(101).fill({ type: 'divider' }) }), 'no more than 100'],
  ['Markdown in a modal', modal({ blocks: [{ type: 'markdown', text: 'x' }] }), 'unsupported type: markdown'],
  ['a home tab as a modal', { type: 'home', blocks: [] }, 'must be modal'],
  ['a huge view', modal({ blocks: Array(100).fill(section(long(3_000))) }), 'view_too_large'],
])('checks %s', (_, view, outcome) => {
  const said = complaint(() => checkView(view, 'modal'))
  if (outcome === 'ok') expect(said).toBe('ok')
  else expect(said).toContain(outcome)
})
