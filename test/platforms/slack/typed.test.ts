import { describe, expect, it } from 'vitest'
import type { CommandDefinition } from '../../../src/chat/command.ts'
import { readInput, typedCommand, unescapeText } from '../../../src/platforms/slack/typed.ts'

const command = (...options: CommandDefinition['options'][number][]): CommandDefinition => ({
  name: 'round',
  slackName: 'round',
  description: 'x',
  options,
})
const todo = { kind: 'choice', name: 'do', description: '', choices: ['publish', 'Status'] } as const
const find = { kind: 'text', name: 'find', description: '', max: 20 } as const
const country = { kind: 'look-up', name: 'country', description: '', source: 'country' } as const

describe('what follows a command', () => {
  it.each([
    ['', command(todo, find), {}],
    ['publish', command(todo), { do: 'publish' }],
    ['PUBLISH', command(todo), { do: 'publish' }],
    ['publish on friday', command(todo), { do: 'publish', _more: 'on friday' }],
    ['do:publish now', command(todo), { do: 'publish', _more: 'now' }],
    ['do:publish do:status', command(todo), { do: 'publish', _more: 'do:status' }],
    ['pblish now', command(todo), { _unknown: 'pblish', _more: 'now' }],
    ['status', command(todo), { do: 'Status' }],
    ['do:status', command(todo), { do: 'Status' }],
    ['pblish', command(todo), { _unknown: 'pblish' }],
    ['do:nonsense', command(todo), { _unknown: 'nonsense' }],
    ['publish Ada Lovelace', command(todo, find), { do: 'publish', find: 'Ada Lovelace' }],
    ['Ada Lovelace', command(todo, find), { find: 'Ada Lovelace' }],
    ['find:"Ada Lovelace" publish', command(todo, find), { do: 'publish', find: 'Ada Lovelace' }],
    ['country:“New Zealand” Ada', command(find, country), { country: 'New Zealand', find: 'Ada' }],
    ['New Zealand', command(country), { country: 'New Zealand' }],
    ['https://example.org/x:y', command(find), { find: 'https://example.org/x:y' }],
    ['anything at all', command(), { _more: 'anything at all' }],
    ['find:Ada Lovelace', command(find), { find: 'Ada', _more: 'Lovelace' }],
    ['publish find:Ada Lovelace', command(todo, find), { do: 'publish', find: 'Ada', _more: 'Lovelace' }],
    ['country:NZ New York', command(country), { country: 'NZ', _more: 'New York' }],
    ['far too long to be a name of anybody', command(find), { find: 'far too long to be a name of anybody' }],
  ])('%s', (typed, definition, expected) => {
    expect(readInput(definition, typed)).toEqual(expected)
  })

  it.each([
    ['a &amp; b &lt;c&gt;', 'a & b <c>'],
    ['&amp;lt;', '&lt;'],
    ['<@U123|ada> <@U456> <#C7|general> <!here>', '@U123 @U456 #C7 @here'],
    ['<https://example.org|here> <mailto:a@example.org|a>', 'https://example.org a@example.org'],
  ])('%s without escapes', (typed, expected) => {
    expect(unescapeText(typed)).toBe(expected)
  })
})

it('is told as it can be typed, and read back', () => {
  const definition = command(todo, find, country)
  const input = { do: 'publish', country: 'New Zealand', find: 'Ada Lovelace' }
  const typed = typedCommand(definition, 'cp-', input)
  expect(typed).toBe('/cp-round publish country:"New Zealand" Ada Lovelace')
  expect(readInput(definition, typed.slice('/cp-round '.length))).toEqual(input)
  expect(typedCommand(definition, '')).toBe('/round')
})
