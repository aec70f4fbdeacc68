import { say, update } from '../src/chat/answer.ts'
import type { Action, Command } from '../src/chat/command.ts'
import { buttons, paragraph } from '../src/chat/message.ts'
import { type Context, requireProgramme, type Visit } from '../src/interactions/context.ts'
import { sentence } from '../src/messages/problem.ts'
import { leaveRound, standing, whatLeavingMeans } from '../src/programme/enrolment.ts'
import { partnershipOf } from '../src/programme/partnerships.ts'

export const command: Command<Visit> = {
  name: 'leave',
  slackName: 'leave-round',
  description: 'Leave the round',
  options: [],
  audience: 'everybody',
  run: async (visit) => {
    const context = requireProgramme(visit)
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

const leaveNow: Action<Visit> = {
  name: 'leave',
  run: async (visit) => update(await leave(requireProgramme(visit))),
}
const stay: Action<Visit> = {
  name: 'stay',
  run: async ({ voice }) => update(sentence('leave.stayed', voice)),
}

export const actions = [leaveNow, stay]

async function confirmation({ desk, voice, here }: Context) {
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
        { label: voice.text('leave.confirm.no'), id: voice.press('stay'), style: 'primary' },
        { label: voice.text('leave.confirm.yes'), id: voice.press('leave'), style: 'danger' },
      ),
    ],
  }
}

async function leave({ desk, voice, here, poke }: Context) {
  const { person } = here.account
  const { round, enrolment } = await standing(desk, person)
  const inRound = enrolment !== null && enrolment.state !== 'withdrawn'
  await leaveRound(desk, person)
  poke()
  return inRound
    ? sentence('leave.done', voice, { number: round?.number ?? 0 })
    : sentence('leave.done.interest', voice)
}
