import { type Answer, say } from '../src/chat/answer.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { soon } from '../src/interactions/soon.ts'
import { partnerCard } from '../src/messages/partner.ts'
import { sentence } from '../src/messages/problem.ts'
import { described } from '../src/messages/voice.ts'
import { loadPartnership, partnershipOf } from '../src/programme/partnerships.ts'
import { avoidPair } from '../src/programme/past-pairs/past-pairs.ts'
import { Problem } from '../src/programme/problem.ts'
import { comeBack, mayComeBack } from '../src/programme/spaces/coming-back.ts'

export const command: ProgrammeCommand = {
  name: 'partner',
  slackName: 'partner',
  description: described('command.partner'),
  options: [],
  rights: ['anybody'],
  run: show,
}

/** "My partner's profile": the same from a button. */
const showPartner: ProgrammeAction = { name: 'partner', rights: ['anybody'], run: show }

async function show({ desk, voice, here, link }: Context): Promise<Answer> {
  const view = await partnershipOf(desk, here.account.personId)
  if (!view) throw new Problem('no-partner')
  const space = view.spaces.find(({ workspaceId }) => workspaceId === here.workspace.id) ?? view.spaces[0]
  const comeBackTo =
    space?.workspaceId === here.workspace.id && space.closedAt === null ? space.id : undefined
  const facts = {
    comeBackTo: space?.ref ? comeBackTo : undefined,
    now: desk.clock.now(),
    link: space?.ref ? link(space.workspace, space.ref) : undefined,
  }
  return say(partnerCard(view, here.account.personId, facts, voice))
}

/** "Don't match us again": holds for every later round, and nobody else is told. */
const neverAgain: ProgrammeAction = {
  name: 'never-again',
  // Those who were partners once, whatever has become of them since.
  rights: ['anybody'],
  run: async ({ desk, voice, here }, [partnershipId = '']) => {
    const view = await loadPartnership(desk, partnershipId)
    const me = here.account.personId
    if (!view?.members.some(({ person }) => person.id === me)) throw new Problem('stale')
    for (const { person } of view.members) {
      if (person.id !== me) await avoidPair(desk, here.programme.id, me, person.id)
    }
    return say(sentence('partner.never.done', voice))
  },
}

/** Lets a partner in again who left the channel by mistake; nobody else is told. */
const letMeIn: ProgrammeAction = {
  name: 'let-me-in',
  // A member of the partnership: looked at when it is done.
  rights: ['anybody'],
  run: async ({ desk, voice, here, actor, isIn }, [spaceId = '']) => {
    const ref = await mayComeBack(desk, spaceId, here.account.id)
    if (ref === undefined) throw new Problem('stale')
    // Where that cannot be told now, it does no harm to be let in twice.
    const there = await soon(isIn(here.workspace, ref, actor.user))
    if (there) return say(sentence('partner.let-in.there', voice))
    await comeBack(desk, here.account, spaceId)
    return say(sentence('partner.let-in.done', voice))
  },
}

export const actions = [showPartner, neverAgain, letMeIn]
