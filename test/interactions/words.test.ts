import { describe, expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import type { Visit } from '../../src/interactions/context.ts'
import { requireWords, stepTyped } from '../../src/interactions/words.ts'
import { problemMessage } from '../../src/messages/problem.ts'
import { createVoice } from '../../src/messages/voice.ts'
import { readInput, typedCommand } from '../../src/platforms/slack/typed.ts'
import { Problem } from '../../src/programme/problem.ts'
import { registry } from '../../src/registry.ts'

const definitionOf = (name: string) => {
  const found = registry.commands.find((one) => one.slackName === name || one.name === name)
  if (!found) throw new Error(`no command ${name}`)
  return found
}
const voice = createVoice({
  platform: 'slack',
  locale: 'en',
  typed: (name, input) => typedCommand(definitionOf(name), '', input),
  press: () => '',
  form: () => '',
})
const visit = { voice } as Visit

/** What somebody types on Slack, as it is understood: the step and the words, or why not. */
function understood(typed: string): object | string {
  const [slash = '', ...words] = typed.split(' ')
  const definition = definitionOf(slash.slice(1))
  const input = readInput(definition, words.join(' '))
  const word = stepTyped(definition, input)
  const step = 'steps' in definition ? (word ?? definition.usual) : undefined
  if ('steps' in definition && step !== undefined && !Object.hasOwn(definition.steps, step))
    return 'unknown-choice'
  try {
    requireWords(visit, definition, step, input)
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  const { do: _do, ...rest } = input
  return { ...(step !== undefined && { step }), ...rest }
}

describe('what is typed after a command', () => {
  it.each<[string, object]>([
    ['/guide', {}],
    ['/partner', {}],
    ['/profile', {}],
    ['/this-month', {}],
    ['/leave-round', {}],
    ['/join-round', {}],
    ['/join-round New Zealand', { country: 'New Zealand' }],
    ['/join-round country:NZ zone:Auckland', { country: 'NZ', zone: 'Auckland' }],
    ['/round', { step: 'status' }],
    ['/round publish', { step: 'publish' }],
    ['/round DO:Publish', { step: 'publish' }],
    ['/topics', { step: 'list' }],
    ['/topics preview', { step: 'preview' }],
    ['/topics preview 2', { step: 'preview', text: '2' }],
    ['/topics post', { step: 'post' }],
    ['/programme', { step: 'show' }],
    ['/programme add @U0ADA', { step: 'add', text: '@U0ADA' }],
    ['/programme remove text:@U0ADA', { step: 'remove', text: '@U0ADA' }],
    ['/programme connect ABCD-EFGH', { step: 'connect', text: 'ABCD-EFGH' }],
    ['/programme rules', { step: 'rules' }],
    ['/programme remove', { step: 'remove' }],
  ])('%s is taken', (typed, expected) => {
    expect(understood(typed)).toEqual(expected)
  })

  it.each<[string, string]>([
    ['/guide me', 'words-too-many'],
    ['/partner please', 'words-too-many'],
    ['/profile change', 'words-too-many'],
    ['/this-month 2', 'words-too-many'],
    ['/leave-round now', 'words-too-many'],
    ['/join-round country:NZ New Zealand', 'words-too-many'],
    ['/round start', 'unknown-choice'],
    ['/round do:start', 'unknown-choice'],
    ['/round start tomorrow', 'unknown-choice'],
    ['/round publish on friday', 'words-too-many'],
    ['/round do:publish now', 'words-too-many'],
    ['/round publish end', 'words-too-many'],
    ['/topics 2', 'unknown-choice'],
    ['/topics preview 1 or 2', 'words-too-long'],
    ['/topics preview text:1 2', 'words-too-many'],
    ['/topics post 3', 'words-too-many'],
    ['/topics list all', 'words-too-many'],
    ['/programme start', 'unknown-choice'],
    ['/programme Ada Lovelace', 'unknown-choice'],
    ['/programme add', 'words-missing'],
    ['/programme connect', 'words-missing'],
    ['/programme rules please', 'words-too-many'],
    [`/programme add ${'x'.repeat(101)}`, 'words-too-long'],
  ])('%s is refused: %s', (typed, code) => {
    expect(understood(typed)).toBe(code)
  })

  it('is told back in a sentence about that', () => {
    const told = (typed: string, step: string | undefined) => {
      const [slash = '', ...words] = typed.split(' ')
      const definition = definitionOf(slash.slice(1))
      try {
        requireWords(visit, definition, step, readInput(definition, words.join(' ')))
      } catch (error) {
        if (error instanceof Problem) return unmarked(problemMessage(error, voice).summary)
      }
      throw new Error('taken')
    }
    expect(told('/round publish on friday', 'publish')).toBe(
      'Nothing was done: /round publish takes nothing like “on friday”. Type /round publish without it.',
    )
    expect(told('/programme add', 'add')).toBe(
      'Something is missing after /programme add. For connect: the code. For add and remove: @name.',
    )
    expect(told('/topics preview 12345', 'preview')).toBe(
      'Nothing was done: “12345” is too long. After /topics preview there can be 3 characters.',
    )
  })
})
