import { expect, it } from 'vitest'
import { suggestions } from '../../src/interactions/suggest.ts'

const suggested = (source: string, text: string) =>
  suggestions(source, { text, locale: 'en', country: undefined, now: Date.UTC(2026, 10, 28) }, 25)

it.each(['n/a', 'N/A', 'none', 'unknown'])(
  'whoever writes %s is offered no country and no language',
  (text) => {
    expect(suggested('country', text)).toEqual([])
    expect(suggested('language', text)).toEqual([])
  },
)

it('what begins a name is offered, and all of them to whoever has written nothing yet', () => {
  expect(suggested('country', 'na').map(({ label }) => label)).toContain('Namibia')
  expect(suggested('country', '')).not.toEqual([])
})

it.each([
  ['language', 'Greek, Modern', 'Greek'],
  ['language', 'Kirghiz language', 'Kyrgyz'],
  ['country', 'Germnay', 'Germany'],
  ['country', 'the Federal Republic of Germany', 'Germany'],
])('what no %s begins with is offered by what it means: %s', (source, text, label) => {
  expect(suggested(source, text)[0]?.label).toBe(label)
})

it('of towns what is no answer is offered none, and a beginning of a name is', () => {
  expect(suggested('zone', 'n/a')).toEqual([])
  expect(suggested('zone', 'Na').map(({ label }) => label.split(' ')[0])).toContain('Nairobi,')
})
