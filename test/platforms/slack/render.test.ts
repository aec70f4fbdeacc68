import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Block,
  bold,
  buttons,
  heading,
  type Inline,
  type Message,
  paragraph,
  text,
} from '../../../src/chat/message.ts'
import { actionIn, render } from '../../../src/platforms/slack/render.ts'
import { topicText } from '../../../src/platforms/slack/topic.ts'
import { checkMessageBlocks } from '../../../src/sandbox/slack/blocks/check.ts'
import { cases } from '../../support/thorough.ts'

/** Wednesday, 1 January 2025, 09:00 UTC. */
const AT = 1_735_722_000_000

const HOSTILE = [
  '<!channel>',
  '@everyone',
  '*b* _i_ ~s~ `c`',
  '<https://evil.example|your bank>',
  'abc\u202Etxt.exe',
  '&lt;@U0BEN&gt; & <@U0BEN>',
  '> quoted\n- listed\n1. counted',
  '👩‍👩‍👧‍👦 Ünïcødé \u0000\u0007',
  'lone \uD800 half',
  'x'.repeat(300),
]

const introduction: Message = {
  summary: 'You are partners: Ada & Ben',
  notify: ['U0ADA', 'U0BEN'],
  blocks: [
    heading('You are partners'),
    paragraph(
      text('Meet '),
      { kind: 'person', user: 'U0ADA', name: 'Ada' },
      text(' and '),
      { kind: 'person', user: 'U0CHO', name: 'Cho (elsewhere)' },
      text('. '),
      bold(text('Both of you'), text(' like maps.')),
    ),
    {
      kind: 'fields',
      fields: [
        { label: 'Now, for Ada', value: [{ kind: 'instant', at: AT, style: 'time', fallback: '9 am' }] },
        {
          label: 'Contact',
          value: [{ kind: 'link', url: 'mailto:ada@example.org', children: [text('ada@example.org')] }],
        },
      ],
    },
    {
      kind: 'list',
      ordered: true,
      items: [
        [text('Say hello')],
        [text('Find a time in '), { kind: 'space', ref: 'C0SQUARE', name: '#square' }],
      ],
    },
    { kind: 'quote', children: [text('What do you hope for?')] },
    { kind: 'divider' },
    { kind: 'note', children: [text('Administrators may read along.')] },
    {
      kind: 'note',
      children: [
        text('See the '),
        { kind: 'link', url: 'https://example.org/a|b?x=1&y=2', children: [text('code | of *conduct*')] },
        text(' by '),
        { kind: 'instant', at: AT, style: 'date-time', fallback: '1 January' },
      ],
    },
    buttons(
      { label: 'Find a time', id: 'time~p1', style: 'primary' },
      { label: 'Guide', url: 'https://example.org/guide' },
      { label: 'Script', url: 'javascript:alert(1)' },
      { label: 'Four', id: '4' },
      { label: 'Five', id: '5' },
      { label: 'Six', id: '6' },
      { label: 'Seven', id: '6' },
    ),
    {
      kind: 'select',
      id: 'pick~1',
      placeholder: 'Choose',
      options: [{ value: 'a', label: 'A', hint: 'the first' }],
    },
    { kind: 'picture', file: 'map.png', alt: 'A map of the world' },
    { kind: 'picture', file: 'missing.png', alt: 'A picture that could not be brought' },
  ],
}

const hostile: Message = {
  summary: HOSTILE.join(' '),
  notify: ['U0EVE'],
  blocks: HOSTILE.flatMap((name): Block[] => [
    heading(name),
    paragraph(text('Your partner is '), { kind: 'person', user: 'U0BEN', name }, text('.')),
    { kind: 'note', children: [bold(text('From: ')), text(name)] },
    { kind: 'note', children: [text(name)] },
    buttons({ label: name, id: 'ok' }),
  ]),
}

const golden = async (name: string, message: Message) => {
  const rendered = render(message, { files: new Map([['map.png', 'F0MAP']]) })
  checkMessageBlocks(rendered.blocks)
  await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.golden.json`)
  return rendered
}

describe('a message', () => {
  test('with everything in it', async () => {
    await golden('introduction', introduction)
  })

  test('with names that try to be more than names', async () => {
    const { text: fallback, blocks } = await golden('hostile-names', hostile)
    expect(fallback).not.toMatch(/[<>\u202E]/)
    const all = JSON.stringify(blocks)
    expect(all).not.toContain('"user_id":"U0BEN"')
    expect(all).not.toMatch(/broadcast|\\u202[a-e]/)
    expect(all).toContain('"user_id":"U0EVE"')
  })

  test('and a topic with such names', async () => {
    const topics = HOSTILE.map((name) => topicText(`The topics of ${name}, for everybody`))
    await expect(`${JSON.stringify(topics, null, 2)}\n`).toMatchFileSnapshot(
      'golden/hostile-topics.golden.json',
    )
    for (const topic of topics) expect(topic).not.toMatch(/[<>*_~`\n\u202A-\u202E\u2066-\u2069]|:[\w+-]+:/)
    const long = topicText('<&>'.repeat(100))
    expect(long.length).toBeLessThanOrEqual(250)
    expect(long).toMatch(/^(&lt;&amp;&gt;)+.*…$/)
  })

  test('has no more text than Slack takes, and keeps its buttons', () => {
    const long: Message = {
      summary: 'long',
      blocks: [
        paragraph(text('👩‍👩‍👧‍👦'.repeat(900))),
        {
          kind: 'list',
          ordered: false,
          items: Array.from({ length: 30 }, (_, at) => [bold(text(`${at} ${'y'.repeat(400)}`))]),
        },
        paragraph(text('never seen')),
        buttons({ label: 'Still here', id: 'here' }),
      ],
    }
    const { blocks } = render(long)
    checkMessageBlocks(blocks)
    const all = JSON.stringify(blocks)
    expect(all).toContain('Still here')
    expect(all).toContain('…')
    expect(all).not.toContain('never seen')
    expect(all).not.toMatch(/\\ud[89a-f]/)
  })

  test('has no more blocks than Slack takes', () => {
    const many: Message = {
      summary: 'many',
      blocks: Array.from({ length: 60 }, (_, at): Block[] => [
        paragraph(text(`${at}`)),
        ...(at % 2 ? [{ kind: 'divider' } as const] : []),
      ]).flat(),
    }
    const { blocks } = render(many)
    expect(blocks.length).toBeLessThanOrEqual(50)
    checkMessageBlocks(blocks)
  })

  test('can be anything: Slack takes it, and nobody is mentioned who is not meant', () => {
    const word = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.string())
    const inline = fc.letrec<{ inline: Inline }>((tie) => ({
      inline: fc.oneof(
        { maxDepth: 2 },
        word.map(text),
        fc.record({
          kind: fc.constantFrom('bold' as const, 'italic' as const),
          children: fc.array(tie('inline'), { maxLength: 3 }),
        }),
        fc.record({
          kind: fc.constant('link' as const),
          url: fc.oneof(fc.webUrl(), word),
          children: fc.array(tie('inline'), { maxLength: 2 }),
        }),
        word.map((name): Inline => ({ kind: 'person', user: 'U0BEN', name })),
        word.map((name): Inline => ({ kind: 'space', ref: name, name })),
        word.map((fallback): Inline => ({ kind: 'instant', at: AT, style: 'relative', fallback })),
      ),
    })).inline
    const line = fc.array(inline, { maxLength: 4 })
    const option = fc.record({ value: word, label: word, hint: word })
    const block = fc.oneof(
      word.map(heading),
      line.map((children): Block => ({ kind: 'paragraph', children })),
      line.map((children): Block => ({ kind: 'quote', children })),
      line.map((children): Block => ({ kind: 'note', children })),
      fc.array(line, { maxLength: 3 }).map((items): Block => ({ kind: 'list', ordered: true, items })),
      fc
        .array(fc.record({ label: word, value: line }), { maxLength: 3 })
        .map((fields): Block => ({ kind: 'fields', fields })),
      fc
        .array(
          word.map((label) => ({ label, id: 'x' })),
          { maxLength: 8 },
        )
        .map((list) => buttons(...list)),
      fc
        .array(option, { maxLength: 30 })
        .map((options): Block => ({ kind: 'select', id: 's', placeholder: '', options })),
    )
    fc.assert(
      fc.property(word, fc.array(block, { maxLength: 12 }), (summary, blocks) => {
        const rendered = render({ summary, blocks })
        checkMessageBlocks(rendered.blocks)
        const all = JSON.stringify(rendered)
        expect(all).not.toMatch(/"user_id"|"broadcast"|"mrkdwn","text":"[^"]*<[@!](?!date\^)/)
        expect(rendered.text).not.toMatch(/[<>]/)
      }),
      { numRuns: cases(50, 200) },
    )
  })
})

test("an id is found again in an element's action", () => {
  const { blocks } = render({
    summary: '',
    blocks: [buttons({ label: 'A', id: 'join~r:1~seal' }, { label: 'B', url: 'https://example.org' })],
  })
  const ids = JSON.stringify(blocks)
    .match(/"action_id":"[^"]+"/g)
    ?.map((found) => found.slice(13, -1))
  expect(ids?.map(actionIn)).toEqual(['join~r:1~seal', undefined])
})
