import { say } from '../src/chat/answer.ts'
import type { Action, Command } from '../src/chat/command.ts'
import { requireProgramme, type Visit } from '../src/interactions/context.ts'
import { partnerCard } from '../src/messages/partner.ts'
import { sentence } from '../src/messages/problem.ts'
import { loadPartnership, partnershipOf } from '../src/programme/partnerships.ts'
import { avoidPair } from '../src/programme/past-pairs/past-pairs.ts'
import { Problem } from '../src/programme/problem.ts'

export const command: Command<Visit> = {
  name: 'partner',
  slackName: 'partner',
  description: 'Who your partner is, why you were matched, and what time it is for them',
  options: [],
  audience: 'everybody',
  run: async (visit) => {
    const { desk, voice, here, link } = requireProgramme(visit)
    const view = await partnershipOf(desk, here.account.personId)
    if (!view) throw new Problem('no-partner', { guide: voice.command('guide') })
    const space = view.spaces.find(({ workspaceId }) => workspaceId === here.workspace.id) ?? view.spaces[0]
    const facts = {
      now: desk.clock.now(),
      link: space?.ref ? link(space.workspace, space.ref) : undefined,
    }
    return say(partnerCard(view, here.account.personId, facts, voice))
  },
}

/** "Don't match us again": holds for every later round, and nobody else is told. */
const neverAgain: Action<Visit> = {
  name: 'never-again',
  run: async (visit, [partnershipId = '']) => {
    const { desk, voice, here } = requireProgramme(visit)
    const view = await loadPartnership(desk, partnershipId)
    const me = here.account.personId
    if (!view?.members.some(({ person }) => person.id === me)) throw new Problem('stale')
    for (const { person } of view.members) {
      if (person.id !== me) await avoidPair(desk, here.programme.id, me, person.id)
    }
    return say(sentence('partner.never.done', voice))
  },
}

export const actions = [neverAgain]
