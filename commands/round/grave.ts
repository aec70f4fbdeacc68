import { update } from '../../src/chat/answer.ts'
import type { Message } from '../../src/chat/message.ts'
import type { RoundState } from '../../src/database/generated/client.ts'
import type { Context, ProgrammeAction } from '../../src/interactions/context.ts'
import { calledOffInWords, endedInWords } from '../../src/messages/round.ts'
import { confirmStep, type Grave } from '../../src/messages/round-confirm.ts'
import { atStake } from '../../src/programme/rounds/at-stake.ts'
import { BEFORE_PARTNERS, callOffRound } from '../../src/programme/rounds/call-off.ts'
import { endRound, WITH_PARTNERS } from '../../src/programme/rounds/end.ts'
import { reopenRegistration } from '../../src/programme/rounds/reopen.ts'
import { panel } from './panel.ts'

/** In which states each can be done. */
const IN: Readonly<Record<Grave, readonly RoundState[]>> = {
  'call-off': BEFORE_PARTNERS,
  reopen: ['matching'],
  end: WITH_PARTNERS,
}

/** A look at what cannot be taken back, before it is done. */
export const lookBefore =
  (step: Grave) =>
  async ({ desk, voice, here }: Context, asked?: string): Promise<Message> =>
    confirmStep(step, await atStake(desk, here.programme, IN[step], asked), voice)

/** A button that does what was looked at, to the round that it was about. */
const confirmed = (step: Grave, run: (context: Context, roundId: string) => Promise<Message>) =>
  ({
    name: `${step}-round`,
    rights: ['organiser'],
    run: async (context, [roundId = '']) => update(await run(context, roundId)),
  }) satisfies ProgrammeAction

export const graveActions = [
  confirmed('call-off', async (context, roundId) => {
    const { desk, voice, here } = context
    const { round, people } = await callOffRound(desk, here.programme, here.account, roundId)
    return panel(context, calledOffInWords(round.number, people, voice))
  }),
  confirmed('reopen', async (context, roundId) => {
    const { desk, voice, here } = context
    const { number } = await reopenRegistration(desk, here.programme, here.account, roundId)
    return panel(context, voice.rich('round.reopened', { number }))
  }),
  confirmed('end', async (context, roundId) => {
    const { desk, voice, here } = context
    const { round, dropped } = await endRound(desk, here.programme, here.account, roundId)
    return panel(context, endedInWords(round.number, dropped, voice))
  }),
]
