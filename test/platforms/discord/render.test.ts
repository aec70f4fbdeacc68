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
import { topicText } from '../../../src/platforms/discord/topic.ts'
import { rendered } from './check.ts'
import { HOSTILE } from './hostile.ts'

/** Wednesday, 1 January 2025, 09:00 UTC. */
const AT = 1_735_722_000_000

const introduction: Message = {
  summary: 'You are partners: Ada & Ben',
  notify: ['1001', '1002', '1001', 'U0SLACK'],
  files: [
    { name: 'map.png', type: 'image/png', bytes: new Uint8Array([1]) },
    { name: 'meeting.ics', type: 'text/calendar', bytes: new Uint8Array([2]) },
  ],
  blocks: [
    heading('You are partners'),
    paragraph(
      text('Meet '),
      { kind: 'person', user: '1001', name: 'Ada' },
      text(' and '),
      { kind: 'person', user: 'U0CHO', name: 'Cho *elsewhere*' },
      text('. '),
      bold(text(' Both of you'), text(' like maps. ')),
      { kind: 'italic', children: [text('Really'), bold(text('!')), bold(text('!'))] },
    ),
    {
      kind: 'fields',
      fields: [
        { label: 'Now, for Ada', value: [{ kind: 'instant', at: AT, style: 'time', fallback: '9 am' }] },
        {
          label: 'Contact',
          value: [{ kind: 'link', url: 'mailto:ada@example.org', children: [text('ada@example.org')] }],
        },
        { label: 'Or', value: [{ kind: 'link', url: 'mailto:a@b.org', children: [text('write to her')] }] },
      ],
    },
    {
      kind: 'list',
      ordered: true,
      items: [
        [text('Say hello\nand smile')],
        [text('Find a time in '), { kind: 'space', ref: '2001', name: '#square' }],
        [text('Or in '), { kind: 'space', ref: 'C0SQUARE', name: '#square' }],
      ],
    },
    { kind: 'list', ordered: false, items: [[text('Whatever you like')]] },
    { kind: 'quote', children: [text('What do you hope for?\nAnd why?')] },
    { kind: 'divider' },
    { kind: 'note', children: [text('Administrators may read along.')] },
    paragraph(
      text('See the '),
      { kind: 'link', url: 'https://example.org/a|b*c?x=1&y=(2)', children: [text('code] of *conduct*')] },
      text(' by '),
      { kind: 'instant', at: AT, style: 'date-time', fallback: '1 January' },
      text(', '),
      { kind: 'instant', at: AT, style: 'date', fallback: '1 January' },
      text(', '),
      { kind: 'instant', at: AT, style: 'relative', fallback: 'soon' },
      text(' or '),
      { kind: 'link', url: 'javascript:alert(1)', children: [text('never')] },
      text(' or '),
      { kind: 'link', url: 'https://example.org/bare', children: [] },
    ),
    buttons(
      { label: 'Find a time', id: 'time~p1', style: 'primary' },
      { label: 'Guide', url: 'https://example.org/guide' },
      { label: 'Script', url: 'javascript:alert(1)' },
      { label: 'Leave', id: '3', style: 'danger' },
      { label: 'Four', id: '4' },
      { label: 'Five', id: '5' },
      { label: 'Six', id: '6' },
      { label: 'Six again', id: '6' },
    ),
    {
      kind: 'select',
      id: 'pick~1',
      placeholder: 'Choose',
      options: [
        { value: 'a', label: 'A', hint: 'the first' },
        { value: 'b', label: 'B' },
      ],
    },
    { kind: 'picture', file: 'map.png', alt: 'A map of the world' },
    { kind: 'picture', file: 'missing.png', alt: 'A picture that could not be brought' },
  ],
}

const hostile: Message = {
  summary: HOSTILE.join(' '),
  notify: ['1003'],
  blocks: HOSTILE.flatMap((name, at): Block[] => [
    heading(name),
    paragraph(text('Your partner is '), { kind: 'person', user: 'U0BEN', name }, text('.')),
    { kind: 'note', children: [bold(text('From: ')), text(name)] },
    { kind: 'list', ordered: false, items: [[text(name)]] },
    paragraph({ kind: 'link', url: 'https://example.org/', children: [text(name)] }),
    ...(at < 3 ? [buttons({ label: name, id: `ok${at}` })] : []),
  ]),
}

const golden = async (name: string, message: Message) => {
  const { answer, post, texts } = rendered(message)
  await expect(`${JSON.stringify({ answer, post }, null, 2)}\n`).toMatchFileSnapshot(
    `golden/${name}.golden.json`,
  )
  return texts.join('\n')
}

describe('a message', () => {
  test('with everything in it', async () => {
    await golden('introduction', introduction)
  })

  test('with names that try to be more than names', async () => {
    const said = await golden('hostile-names', hostile)
    expect(said).not.toMatch(/(?<!\\)<(?!https:\/\/example\.org)|(?<!\\)@|(?<!\\)`|\u202e/)
    expect(rendered(hostile).post.allowed_mentions).toEqual({ parse: [], users: ['1003'] })
  })

  test('and a topic with such names', async () => {
    const topics = HOSTILE.map((name) => topicText(`Round 1: a private place for ${name} and Ada`))
    await expect(`${JSON.stringify(topics, null, 2)}\n`).toMatchFileSnapshot(
      'golden/hostile-topics.golden.json',
    )
    for (const topic of topics) expect(topic).not.toMatch(/(?<!\\)[<@`*_|~]|[\n\u202A-\u202E\u2066-\u2069]/)
    const long = topicText('*'.repeat(2_000))
    expect(long.length).toBeLessThanOrEqual(1_000)
    expect(long).toMatch(/^(\\\*)+…$/)
  })

  test('without anything to show says its summary', () => {
    for (const blocks of [[], [paragraph(text(' \n'))], [heading('')], [buttons()]]) {
      expect(rendered({ summary: 'In *short*', blocks }).texts).toEqual(['In \\*short\\*'])
    }
    expect(rendered({ summary: '', blocks: [] }).texts).toEqual(['…'])
  })

  test('has no more text than Discord takes, and keeps its buttons', () => {
    const long: Message = {
      summary: 'long',
      blocks: [
        paragraph(text('👩‍👩‍👧‍👦'.repeat(200))),
        {
          kind: 'list',
          ordered: false,
          items: Array.from({ length: 30 }, (_, at) => [bold(text(`${at} ${'*'.repeat(200)}`))]),
        },
        paragraph(text('never seen')),
        buttons({ label: 'Still here', id: 'here' }),
        { kind: 'note', children: [text('nor this')] },
      ],
    }
    const { texts, post } = rendered(long)
    const said = texts.join('\n')
    expect(said.length).toBeGreaterThan(3_900)
    expect(said).toMatch(/…\*\*$/)
    expect(said).not.toMatch(/never seen|nor this/)
    expect(JSON.stringify(post)).toContain('Still here')
  })

  test.each<[string, Block]>([
    ['a paragraph', paragraph(text('ab '.repeat(1_990)), text('end'))],
    ['a bold paragraph', paragraph(bold(text('x'.repeat(5_000))))],
    ['a heading', heading('y'.repeat(5_000))],
    ['a quote of many lines', { kind: 'quote', children: [text('z\n'.repeat(3_000))] }],
    ['a note', { kind: 'note', children: [text('z'.repeat(5_000))] }],
    [
      'fields',
      {
        kind: 'fields',
        fields: Array.from({ length: 9 }, () => ({ label: 'l', value: [text('v'.repeat(900))] })),
      },
    ],
  ])('%s too long ends where it can, in …', (_, block) => {
    const [said = ''] = rendered({ summary: '', blocks: [block] }).texts
    expect(said.length).toBeGreaterThan(3_900)
    expect(said.length).toBeLessThanOrEqual(4_000)
    expect(said).toMatch(/…(\*\*)?$/)
  })

  test('is not cut within a character, an address, a mention or a link', () => {
    const nearly = (more: Inline) =>
      rendered({ summary: '', blocks: [paragraph(text('x'.repeat(3_990)), more, text('y'.repeat(20)))] })
        .texts[0]
    const start = 'x'.repeat(3_990)
    expect(nearly(text(' https://example.org/path'))).toBe(`${start} …`)
    expect(nearly(text('12345678👩‍👩‍👧‍👦'))).toBe(`${start}12345678…`)
    expect(nearly(text('12345678*'))).toBe(`${start}12345678…`)
    expect(nearly({ kind: 'person', user: '123456789', name: 'Ada' })).toBe(`${start}…`)
    expect(nearly({ kind: 'link', url: 'https://a.org', children: [text('a')] })).toBe(`${start}…`)
    expect(nearly(bold(text('123456789')))).toBe(`${start}**12345…**`)
  })

  test('has no more components than Discord takes', () => {
    const lines: Message = {
      summary: 'many',
      blocks: Array.from({ length: 60 }, (_, at): Block[] => [
        paragraph(text(`line ${at}`)),
        { kind: 'divider' },
      ]).flat(),
    }
    // Without the lines between them they are one text.
    expect(rendered(lines).texts).toHaveLength(1)
    const rows: Message = {
      summary: 'many',
      blocks: Array.from({ length: 30 }, (_, at) => buttons({ label: `${at}`, id: `${at}` })),
    }
    expect(JSON.stringify(rendered(rows).post).match(/"custom_id"/g)).toHaveLength(19)
  })

  test('keeps to the limits of what it is made of', () => {
    const long = '👩‍👩‍👧‍👦 wide '.repeat(200)
    const { post } = rendered({
      summary: '',
      files: [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array() }],
      blocks: [
        buttons(
          { label: long, id: 'x'.repeat(100) },
          { label: ' ', id: 'blank' },
          { label: 'too long an id', id: 'y'.repeat(101) },
          { label: 'too long an address', url: `https://example.org/${'z'.repeat(500)}` },
        ),
        {
          kind: 'select',
          id: 'many',
          placeholder: long,
          options: Array.from({ length: 40 }, (_, at) => ({ value: `${at % 30}`, label: long, hint: long })),
        },
        { kind: 'select', id: 'none', placeholder: 'Nothing', options: [] },
        { kind: 'select', id: 'many', placeholder: 'Twice', options: [{ value: 'v', label: 'V' }] },
        { kind: 'picture', file: 'a.png', alt: long },
      ],
    })
    const said = JSON.stringify(post)
    expect(said.match(/"custom_id"/g)).toHaveLength(3)
    expect(said).not.toMatch(/\\ud[89a-f]/)
    expect(said).toContain('"label":"…"')
  })

  test('notifies at most as many as Discord takes', () => {
    const notify = Array.from({ length: 150 }, (_, at) => `${1_000 + at}`)
    expect(rendered({ summary: 'all', blocks: [], notify }).post.allowed_mentions.users).toHaveLength(100)
  })
})
