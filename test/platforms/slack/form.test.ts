import { expect, test } from 'vitest'
import type { Field, Form } from '../../../src/chat/form.ts'
import { unmarked } from '../../../src/chat/isolate.ts'
import { adapterWords } from '../../../src/messages/adapter-words.ts'
import { stepsOf } from '../../../src/platforms/slack/form-steps.ts'
import { valuesOf, viewState } from '../../../src/platforms/slack/form-values.ts'
import { errorText, formView, messageView } from '../../../src/platforms/slack/form-view.ts'
import { keptIn } from '../../../src/platforms/slack/kept.ts'
import { checkView } from '../../../src/sandbox/slack/blocks/check.ts'
import { FORM, line } from './harness.ts'

const words = adapterWords()

const base = { required: true }
const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    value: `v${at}`,
    label: `Option ${at} ${'x'.repeat(90)}`,
    hint: 'why',
  }))
const fields: Field[] = [
  { ...base, kind: 'choice', name: 'few', label: 'Few', options: options(3), value: 'v1' },
  { ...base, kind: 'choice', name: 'many', label: 'Many', options: options(25), hint: 'Pick one' },
  {
    ...base,
    kind: 'choices',
    name: 'boxes',
    label: 'Boxes',
    options: options(10),
    max: 3,
    values: ['v2', 'v9', 'gone'],
  },
  {
    ...base,
    required: false,
    kind: 'choices',
    name: 'list',
    label: 'List',
    options: options(11),
    max: 3,
    values: [],
  },
  { ...base, kind: 'date', name: 'until', label: 'Until', value: '2026-11-23' },
]
const more: Field[] = [
  {
    ...base,
    kind: 'look-up',
    name: 'langs',
    label: 'Languages',
    source: 'language',
    many: true,
    chosen: [{ value: 'de', label: 'Deutsch' }],
  },
  { ...base, kind: 'paragraph', name: 'about', label: 'About', max: 9_000, min: 3, value: 'y'.repeat(4_000) },
]
const form: Form = {
  id: 'sealed',
  title: 'A title that is rather too long',
  submit: 'Save',
  pages: [
    { title: 'One', intro: 'Why *we* ask', fields },
    { title: 'Two', fields: more },
  ],
}

test('a form is a modal that Slack takes', async () => {
  const view = formView(
    { form, page: 0 },
    {
      kept: { channel: 'C1', responseUrl: 'https://example.org/r', since: 7 },
      words,
    },
  )
  checkView(view, 'modal')
  await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot('golden/form.golden.json')
  expect(keptIn(view.private_metadata ?? '')).toEqual({
    form: 'sealed',
    from: 0,
    pages: 2,
    channel: 'C1',
    responseUrl: 'https://example.org/r',
    since: 7,
  })
})

test('a long form is asked in three modals, the first page by itself', () => {
  const page = (name: string, count: number) => ({
    title: name,
    fields: Array.from({ length: count }, (_, at) => ({
      ...base,
      kind: 'line' as const,
      label: 'A question',
      max: 9,
      name: `${name}${at}`,
    })),
  })
  const long: Form = { ...form, pages: [page('a', 5), page('b', 4), page('c', 5), page('d', 5)] }
  expect(stepsOf(long)).toEqual([
    { from: 0, pages: 1 },
    { from: 1, pages: 2 },
    { from: 3, pages: 1 },
  ])
  for (const [at, titles] of [['a'], ['b', 'c'], ['b', 'c'], ['d']].entries()) {
    const view = formView({ form: long, page: at }, { kept: {}, words, above: line('You are in.') })
    checkView(view, 'modal')
    const headers = view.blocks.flatMap((block) =>
      'text' in block && block.type === 'header' ? [block.text?.text] : [],
    )
    expect(headers).toEqual(titles)
    expect(JSON.stringify(view.blocks[0])).toContain('You are in.')
    expect(keptIn(view.private_metadata ?? '')).toMatchObject({ pages: titles.length })
  }
})

test('an error names as many meanings as there is room for, each of them whole', () => {
  const choices = options(12).map(({ value, label }) => ({ value, label }))
  const said = unmarked(errorText({ field: 'zone', message: 'Which one?', choices }, words))
  expect(said.length).toBeLessThanOrEqual(500)
  expect(said).toMatch(/^Which one\? Did you mean Option 0 x{90}( · Option \d x{90})+\?$/)
  expect(errorText({ field: 'zone', message: 'Which one?' }, words)).toBe('Which one?')
})

test('errors can stand above their fields, and a new edition has new blocks', () => {
  const errors = [{ field: 'country', message: 'Which?', choices: [{ value: 'CG', label: 'Congo' }] }]
  const view = formView({ form: FORM, page: 0 }, { kept: {}, words, errors, edition: '2' })
  checkView(view, 'modal')
  const all = JSON.stringify(view.blocks)
  expect(unmarked(all)).toContain('⚠️ Which? Did you mean Congo?')
  expect(all).toContain('"block_id":"field:country:2"')
})

test('what is kept never exceeds what Slack keeps, nor is nonsense believed', () => {
  const view = messageView(
    line('x'),
    { responseUrl: `https://example.org/${'r'.repeat(3_000)}`, channel: 'C1' },
    words,
  )
  expect(view.private_metadata?.length).toBeLessThan(3_000)
  expect(keptIn(view.private_metadata ?? '')).toEqual({ channel: 'C1' })
  for (const nonsense of ['', 'null', '[]', '{"form":7,"pages":"x"}', '{'])
    expect(keptIn(nonsense)).toEqual({})
})

test('values are read from wherever Slack puts them', () => {
  const state = viewState.parse({
    values: {
      'field:name': { value: { value: 'Ada' } },
      'field:about': { value: { value: null } },
      'field:few:17': { value: { selected_option: { value: 'v1' } } },
      'field:many': { value: { selected_option: null } },
      'field:boxes': { value: { selected_options: [{ value: 'v1' }, { value: 'v2' }] } },
      'field:list': { value: { selected_options: [] } },
      'field:until': { value: { selected_date: '2026-11-23' } },
      other: { value: { value: 'not ours' } },
      'field:holes': { value: { selected_options: [null, { value: 'v3' }], value: 7 } },
      'field:null': { value: null },
      'field:nothing': null,
    },
  })
  expect(valuesOf(state)).toEqual({
    name: 'Ada',
    about: '',
    few: 'v1',
    many: '',
    boxes: ['v1', 'v2'],
    list: [],
    until: '2026-11-23',
    holes: ['v3'],
  })
})
