import { say, update } from '../src/chat/answer.ts'
import { type Button, buttons, type Message, paragraph } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { sentence } from '../src/messages/problem.ts'
import { described, type MessageKey, type Voice } from '../src/messages/voice.ts'
import { leaveRound, whatLeavingMeans } from '../src/programme/leaving.ts'
import { type PartnershipView, partnershipOf } from '../src/programme/partnerships.ts'
import { standing, takesPartIn } from '../src/programme/standing.ts'

export const command: ProgrammeCommand = {
  name: 'leave',
  slackName: 'leave-round',
  description: described('command.leave'),
  options: [],
  rights: ['anybody'],
  run: async (context) => {
    const { desk, voice, here } = context
    const { person } = here.account
    const means = await whatLeavingMeans(desk, person)
    const { round } = await standing(desk, person)
    if (means === 'nothing') return say(sentence('leave.nothing', voice, {}, again('help.next-round', voice)))
    // Not to be told of the next round is said again in a second: it needs no question.
    if (means === 'interest' || !round) return say(await leave(context))
    return say(means === 'partner' ? await askAboutPartner(context) : askAboutPlace(round, voice))
  },
}

/** Leaves the round that was asked about, and no other. */
const leaveNow: ProgrammeAction = {
  name: 'leave',
  rights: ['anybody'],
  run: async (context, [roundId = '']) => update(await leave(context, roundId)),
}

const stay: ProgrammeAction = {
  name: 'stay',
  rights: ['participant'],
  run: async ({ voice }) => update(sentence('leave.stayed', voice)),
}

export const actions = [leaveNow, stay]

async function askAboutPartner({ desk, voice, here }: Context): Promise<Message> {
  const view = await partnershipOf(desk, here.account.personId)
  const others = view?.members.filter(({ person }) => person.id !== here.account.personId) ?? []
  const partner = voice.and(others.map(({ person }) => person.name))
  const key = others.length > 1 ? 'leave.confirm.many' : 'leave.confirm'
  return asked(key, { number: view?.round.number ?? 0, partner }, view?.round.id ?? '', voice)
}

function askAboutPlace({ id, number }: { id: string; number: number }, voice: Voice): Message {
  return asked('leave.confirm.place', { number }, id, voice)
}

function asked(
  key: 'leave.confirm' | 'leave.confirm.many' | 'leave.confirm.place',
  values: Readonly<Record<string, string | number>>,
  roundId: string,
  voice: Voice,
): Message {
  return {
    summary: voice.text(key, values),
    blocks: [
      paragraph(...voice.rich(key, values)),
      buttons(
        { label: voice.text('leave.confirm.no'), id: voice.press(stay.name), style: 'primary' },
        { label: voice.text('leave.confirm.yes'), id: voice.press(leaveNow.name, roundId), style: 'danger' },
      ),
    ],
  }
}

async function leave(context: Context, asked?: string): Promise<Message> {
  const { desk, voice, here } = context
  const { person } = here.account
  const partnership = await partnershipOf(desk, person.id)
  const where = await standing(desk, person)
  const { round } = where
  const inRound = takesPartIn(where)
  await leaveRound(desk, person, asked)
  if (!inRound) return sentence('leave.done.interest', voice, {}, again('announcement.tell-me', voice))
  const values = { number: round?.number ?? 0 }
  if (round?.state === 'open') return sentence('leave.done.open', voice, values, again('leave.back', voice))
  return (
    (partnership && goodbye(partnership, context)) ??
    sentence('leave.done', voice, values, again('announcement.tell-me', voice))
  )
}

/** To somebody who leaves partners, with whom they are still in a channel; undefined where there is none yet. */
function goodbye({ round, members, spaces }: PartnershipView, { voice, here, link }: Context) {
  const space = spaces.find(({ workspaceId }) => workspaceId === here.workspace.id)
  const url = space?.ref ? link(space.workspace, space.ref) : undefined
  if (!url) return undefined
  const stay = members.filter(({ person }) => person.id !== here.account.personId)
  const partner = voice.and(stay.map(({ person }) => person.name))
  return sentence(
    stay.length > 1 ? 'leave.done.partners' : 'leave.done.partner',
    voice,
    { number: round.number, partner },
    { label: voice.text('partner.space'), url },
    again('announcement.tell-me', voice),
  )
}

/** The way back in, or to the next round. */
const again = (label: MessageKey, voice: Voice): Button => ({
  label: voice.text(label),
  id: voice.press('join'),
})
