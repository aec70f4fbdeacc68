import { expect, it } from 'vitest'
import type { Rights } from '../../src/chat/command.ts'
import { helpFor } from '../../src/messages/help.ts'
import { Problem, type ProblemCode } from '../../src/programme/problem.ts'
import { registry } from '../../src/registry.ts'
import { MESSAGES, voiceOn } from './said.ts'

const CODES = MESSAGES.flatMap(([key]) => /^problem\.([\w-]+)$/.exec(key)?.[1] ?? []) as ProblemCode[]
const STATES = ['planned', 'open', 'matching', 'publishing', 'running', 'closing', 'closed']

/** All that can be known of those who are refused, as far as it decides what helps them. */
const FACTS = [
  ...STATES.map((state) => ({ state, organiser: 'yes', manages: 'yes', number: 1 })),
  { state: 'open', organiser: 'no', manages: 'no', number: 1 },
]

const buttonsOf = (code: ProblemCode, facts: Problem['facts']) =>
  helpFor(new Problem(code, facts), voiceOn('slack'))

/** What a button does, as the registry has it; undefined where nothing does it. */
function rightsOf(id: string): Rights | undefined {
  const [name, step = ''] = id.split(' ')
  const action = registry.actions.find((one) => one.name === name)
  if (!action) return undefined
  return 'steps' in action ? action.steps[step]?.rights : action.rights
}

it.each(CODES)('whoever is refused with %s can press what is there to be pressed', (code) => {
  for (const facts of FACTS)
    for (const button of buttonsOf(code, facts))
      expect('id' in button && rightsOf(button.id), JSON.stringify(button)).toBeTruthy()
})

it('helps all but those who can only write it again, wait, or ask somebody else', () => {
  const without = CODES.filter((code) => FACTS.every((facts) => buttonsOf(code, facts).length === 0))
  expect(without).toEqual([
    'too-many',
    'stale',
    'workspace-not-allowed',
    'bad-code',
    'guest-stranger',
    'words-too-many',
    'words-missing',
    'words-too-long',
  ])
})

it.each([
  'not-organiser',
  'not-manager',
  'no-round',
  'not-enrolled',
  'registration-closed',
  'no-partner',
  'no-topic',
  'unknown-command',
  'guest-single-channel',
] as const)('offers people who are no organisers what they may do: %s', (code) => {
  const [button] = buttonsOf(code, { organiser: 'no' })
  expect(button && 'id' in button && rightsOf(button.id)).toEqual(['anybody'])
})
