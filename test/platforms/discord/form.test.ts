import { expect, test } from 'vitest'
import type { Field, Form } from '../../../src/chat/form.ts'
import { modalOf, openId, pickId, readOwnId } from '../../../src/platforms/discord/form-modal.ts'
import { readModal } from '../../../src/sandbox/discord/rest/modal-shape.ts'
import { HOSTILE } from './hostile.ts'
import { problemsWith } from './spec.ts'

const base = { required: true }
const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    value: `v${at}`,
    label: `Option ${at} ${'x'.repeat(110)}`,
    hint: 'why '.repeat(40),
  }))
const form: Form = {
  id: 'sealed',
  title: 'A title',
  submit: 'Save',
  pages: [
    {
      title: 'About you, at some length, so that it has to be cut',
      fields: [
        {
          ...base,
          kind: 'line',
          name: 'name',
          label: 'Your name, as all of the others will see it, everywhere',
          hint: 'h'.repeat(120),
          min: 2,
          max: 80,
          value: 'Ada\nLovelace \u202E',
        },
        { ...base, kind: 'paragraph', name: 'about', label: 'About', max: 9_000, value: 'y'.repeat(4_100) },
        { ...base, kind: 'choice', name: 'few', label: 'Few', options: options(3), value: 'v1' },
        { ...base, kind: 'choice', name: 'many', label: 'Many', options: options(30) },
        { ...base, kind: 'date', name: 'until', label: 'Until', value: '2026-11-23' },
      ],
    },
    {
      title: 'Your wishes',
      fields: [
        {
          ...base,
          required: false,
          kind: 'choices',
          name: 'boxes',
          label: 'Boxes',
          options: options(4),
          max: 2,
          values: ['v0', 'v1', 'v2', 'gone'],
        },
        {
          ...base,
          kind: 'look-up',
          name: 'langs',
          label: 'Languages',
          source: 'language',
          many: true,
          chosen: [
            { value: 'de', label: 'Deutsch' },
            { value: 'mi', label: 'te reo Māori' },
          ],
        },
        {
          ...base,
          kind: 'look-up',
          name: 'zone',
          label: 'Time zone',
          source: 'zone',
          many: false,
          chosen: [{ value: 'Pacific/Auckland', label: 'Auckland (UTC+13)' }],
        },
      ],
    },
  ],
}

/** A page, and throws where Discord would not open it. */
function modal(shown: Form, page: number) {
  const made = modalOf({ form: shown, page })
  readModal(made)
  expect(problemsWith('ModalInteractionCallbackRequestData', made)).toEqual([])
  return made
}

test('each page of a form is a modal that Discord takes', async () => {
  const pages = form.pages.map((_, page) => modal(form, page))
  await expect(`${JSON.stringify(pages, null, 2)}\n`).toMatchFileSnapshot('golden/form.golden.json')
})

test('a form of one page has its own title', () => {
  const one = { ...form, pages: form.pages.slice(0, 1) }
  expect(modal(one, 0).title).toBe('A title')
})

test('texts that want to be more than a form’s are taken to the letter', () => {
  for (const words of [...HOSTILE, '👩‍👩‍👧‍👦'.repeat(500), '', ' ']) {
    const field = { required: false, label: words, hint: words } as const
    const fields: Field[] = [
      { ...field, kind: 'line', name: 'line', max: 30, value: words },
      { ...field, kind: 'paragraph', name: 'paragraph', max: 300, min: 400, value: words },
      { ...field, kind: 'choice', name: 'choice', options: [{ value: 'a', label: words, hint: words }] },
      {
        ...field,
        kind: 'look-up',
        name: 'look-up',
        source: 'country',
        many: false,
        chosen: [{ value: 'b', label: words }],
      },
      { ...field, kind: 'date', name: 'date', value: words },
      { ...field, kind: 'line', name: 'sixth', max: 30 },
    ]
    const made = modal({ ...form, pages: [{ title: words, fields }, ...form.pages] }, 0)
    expect(made.components).toHaveLength(5)
    expect(made.title).toMatch(/ \(1\/3\)$/)
  }
})

test('ids of pages and of choices are read again, and actions are not taken for them', () => {
  const longest = 'f'.repeat(70)
  expect(readOwnId(openId(2, 'profile~x:y'))).toEqual({ kind: 'form', page: 2, form: 'profile~x:y' })
  const pick = pickId(1, 'a-field-of-16-ch', longest)
  expect(pick.length).toBeLessThanOrEqual(100)
  expect(readOwnId(pick)).toEqual({ kind: 'pick', page: 1, field: 'a-field-of-16-ch', form: longest })
  expect(readOwnId(modal(form, 1).custom_id)).toEqual({ kind: 'page', page: 1, form: 'sealed' })
  for (const other of ['join~r1~seal', 'form:x:y', 'page:', 'pick:1:y', '']) {
    expect(readOwnId(other)).toBeUndefined()
  }
})

test('a page that no form has is no page, and one that this form has not is its last', () => {
  for (const page of ['20', '99', '1000000000', '9'.repeat(400)]) {
    for (const id of [`form:${page}:f`, `page:${page}:f`, `pick:${page}:a:f`])
      expect(readOwnId(id)).toBeUndefined()
  }
  expect(modalOf({ form, page: 19 })).toEqual(modalOf({ form, page: form.pages.length - 1 }))
})
