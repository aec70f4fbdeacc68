import { say, update } from '../src/chat/answer.ts'
import { buttons, type Message, paragraph } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { sentence } from '../src/messages/problem.ts'
import { described } from '../src/messages/voice.ts'
import { leaveRound, standing, whatLeavingMeans } from '../src/programme/enrolment.ts'
import { partnershipOf } from '../src/programme/partnerships.ts'
import { Problem } from '../src/programme/problem.ts'

export const command: ProgrammeCommand = {
  name: 'leave',
  slackName: 'leave-round',
  description: described('command.leave'),
  options: [],
  rights: ['anybody'],
  run: async (context) => {
    const { desk, voice, here } = context
    switch (await whatLeavingMeans(desk, here.account.person)) {
      case 'nothing':
        return say(sentence('leave.nothing', voice))
      case 'partner':
        return say(await confirmation(context))
      case 'place':
        return say(await leave(context))
    }
  },
}

/** Leaves the round that was asked about, and no other. */
const leaveNow: ProgrammeAction = {
  name: 'leave',
  rights: ['anybody'],
  run: async (context, [roundId]) => {
    const { round } = await standing(context.desk, context.here.account.person)
    if (round?.id !== roundId) throw new Problem('stale')
    return update(await leave(context))
  },
}

const stay: ProgrammeAction = {
  name: 'stay',
  rights: ['participant'],
  run: async ({ voice }) => update(sentence('leave.stayed', voice)),
}

export const actions = [leaveNow, stay]

async function confirmation({ desk, voice, here }: Context): Promise<Message> {
  const view = await partnershipOf(desk, here.account.personId)
  const others = view?.members.filter(({ person }) => person.id !== here.account.personId) ?? []
  const values = {
    number: view?.round.number ?? 0,
    partner: voice.and(others.map(({ person }) => person.name)),
  }
  return {
    summary: voice.text('leave.confirm', values),
    blocks: [
      paragraph(...voice.rich('leave.confirm', values)),
      buttons(
        { label: voice.text('leave.confirm.no'), id: voice.press(stay.name), style: 'primary' },
        {
          label: voice.text('leave.confirm.yes'),
          id: voice.press(leaveNow.name, view?.round.id ?? ''),
          style: 'danger',
        },
      ),
    ],
  }
}

async function leave({ desk, voice, here, poke }: Context): Promise<Message> {
  const { person } = here.account
  const { round, enrolment } = await standing(desk, person)
  const inRound = enrolment !== null && enrolment.state !== 'withdrawn'
  await leaveRound(desk, person)
  poke()
  return inRound
    ? sentence('leave.done', voice, { number: round?.number ?? 0 })
    : sentence('leave.done.interest', voice)
}
