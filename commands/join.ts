import { type Answer, say, update } from '../src/chat/answer.ts'
import type { Action, Command } from '../src/chat/command.ts'
import { buttons, type Message, paragraph } from '../src/chat/message.ts'
import { type Context, requireProgramme, type Visit } from '../src/interactions/context.ts'
import { standingInWords } from '../src/messages/guide.ts'
import { sentence } from '../src/messages/problem.ts'
import { stillRight } from '../src/messages/profile.ts'
import { expressInterest, joinRound, standing } from '../src/programme/enrolment.ts'
import { isComplete } from '../src/programme/profile/profile.ts'
import { joined, openProfile } from './profile.ts'

export const command: Command<Visit> = {
  name: 'join',
  slackName: 'join-round',
  description: 'Join the round, or be told when the next one opens',
  options: [
    { kind: 'look-up', name: 'country', description: 'The country you live in', source: 'country' },
    { kind: 'look-up', name: 'zone', description: 'Your time zone: a big city near you', source: 'zone' },
  ],
  audience: 'everybody',
  run: (visit, input) => {
    const prefill: Record<string, string> = {}
    for (const field of ['country', 'zone']) {
      const value = input[field]
      if (value) prefill[field] = value
    }
    return join(requireProgramme(visit), prefill)
  },
}

/** The button under an announcement. */
const press: Action<Visit> = { name: 'join', run: (visit) => join(requireProgramme(visit), {}) }

/** "Yes, this is still right." */
const joinNow: Action<Visit> = {
  name: 'join-now',
  run: async (visit) => {
    const context = requireProgramme(visit)
    const round = await joinRound(context.desk, context.here.account)
    return update(joined(context, round.number))
  },
}

export const actions = [press, joinNow]

async function join(context: Context, prefill: Record<string, string>): Promise<Answer> {
  const { desk, voice, here } = context
  const { person } = here.account
  const { round, enrolment, interested } = await standing(desk, person)
  if (round && (enrolment?.state === 'joined' || enrolment?.state === 'matched')) {
    const facts = { programme: here.programme.name, round, enrolment, interested, organiser: false }
    return enrolment.state === 'joined'
      ? say(sentence('join.already', voice, { number: round.number }))
      : say({ summary: here.programme.name, blocks: [paragraph(...standingInWords(facts, voice))] })
  }
  if (round?.state === 'open') {
    if (!isComplete(person)) return openProfile(context, round.id, 0, prefill)
    return say(stillRight(person, round, voice))
  }
  await expressInterest(desk, here.account)
  return say(noted(context))
}

function noted({ voice, here }: Context): Message {
  const message = sentence('join.interest', voice)
  if (isComplete(here.account.person)) return message
  return {
    ...message,
    blocks: [
      ...message.blocks,
      paragraph(...voice.rich('join.interest.profile')),
      buttons({ label: voice.text('form.open'), id: voice.press('profile') }),
    ],
  }
}
