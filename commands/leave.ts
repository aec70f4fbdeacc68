import { say, update } from '../src/chat/answer.ts'
import { type Button, buttons, type Message, paragraph } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { sentence } from '../src/messages/problem.ts'
import { described, type MessageKey, type Voice } from '../src/messages/voice.ts'
import { hasSpaceAlone, leaveRound, whatLeavingMeans } from '../src/programme/leaving.ts'
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
    if (means === 'partner') return say(await askAboutPartner(context))
    return say(asked('leave.confirm.place', { number: round.number }, round.id, means === 'channel', voice))
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
  const channel = view?.spaces.some(({ ref }) => ref !== null) ?? false
  return asked(key, { number: view?.round.number ?? 0, partner }, view?.round.id ?? '', channel, voice)
}

function asked(
  key: 'leave.confirm' | 'leave.confirm.many' | 'leave.confirm.place',
  values: Readonly<Record<string, string | number>>,
  roundId: string,
  channel: boolean,
  voice: Voice,
): Message {
  return {
    summary: voice.text(key, values),
    blocks: [
      paragraph(...voice.rich(key, values)),
      ...(channel ? [paragraph(...voice.rich('leave.confirm.channel'))] : []),
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
  const alone = round ? await hasSpaceAlone(desk, person.id, round.id) : false
  await leaveRound(desk, person, asked)
  if (!inRound) return sentence('leave.done.interest', voice, {}, again('announcement.tell-me', voice))
  const values = { number: round?.number ?? 0 }
  if (round?.state === 'open') return sentence('leave.done.open', voice, values, again('leave.back', voice))
  const next = again('announcement.tell-me', voice)
  const key = alone ? 'leave.done.channel' : 'leave.done'
  return (partnership && goodbye(partnership, context, next)) ?? sentence(key, voice, values, next)
}

/**
 * To somebody who leaves partners: they are told in their channel, which the reader is then taken out of. Undefined
 * where there is none yet.
 */
function goodbye({ round, members, spaces }: PartnershipView, { voice, here }: Context, next: Button) {
  if (spaces.every(({ ref }) => ref === null)) return undefined
  const stay = members.filter(({ person }) => person.id !== here.account.personId)
  const partner = voice.and(stay.map(({ person }) => person.name))
  const key = stay.length > 1 ? 'leave.done.partners' : 'leave.done.partner'
  return sentence(key, voice, { number: round.number, partner }, next)
}

/** The way back in, or to the next round. */
const again = (label: MessageKey, voice: Voice): Button => ({
  label: voice.text(label),
  id: voice.press('join'),
})
