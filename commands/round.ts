import { say, update } from '../src/chat/answer.ts'
import type { Deed } from '../src/chat/command.ts'
import type { Message } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { draftCard } from '../src/messages/draft.ts'
import { confirmPublish } from '../src/messages/publish.ts'
import { begunInWords, closedInWords } from '../src/messages/round.ts'
import { described } from '../src/messages/voice.ts'
import { Problem } from '../src/programme/problem.ts'
import { closeRegistration } from '../src/programme/rounds/close.ts'
import { computeDraft } from '../src/programme/rounds/draft.ts'
import { draftedPeople } from '../src/programme/rounds/drafted-people.ts'
import { draftNameOf } from '../src/programme/rounds/latest-draft.ts'
import { openRegistration, planRound } from '../src/programme/rounds/plan.ts'
import { publishable, publishRound } from '../src/programme/rounds/publish.ts'
import { retryFailures } from '../src/programme/rounds/status.ts'
import { graveActions, lookBefore } from './round/grave.ts'
import { panel } from './round/panel.ts'
import { reviewActions, reviewPage } from './round/review.ts'

/** Shows something of a round, or does something with it: with the one that was `asked` about, where one was. */
type Show = (context: Context, asked?: string) => Promise<Message>

/** What can be done with a round by a word, each answered by a message. */
const STEPS: Readonly<Record<string, Show>> = {
  plan: async (context) => {
    const { desk, voice, here } = context
    const planned = await planRound(desk, here.programme, here.account)
    return panel(context, begunInWords('round.planned', planned, voice))
  },
  open: async (context, asked) => {
    const { desk, voice, here } = context
    const opened = await openRegistration(desk, here.programme, here.account, asked)
    return panel(context, begunInWords('round.opened', opened, voice))
  },
  close: async (context, asked) => {
    const { desk, voice, here } = context
    const { joined, waitlisted } = await closeRegistration(desk, here.programme, here.account, asked)
    return panel(context, closedInWords(joined, waitlisted, voice))
  },
  reopen: lookBefore('reopen'),
  match: draft,
  review: (context, asked) => reviewPage(context, asked, 0),
  publish: (context, asked) => askToPublish(context, asked, undefined),
  status: (context) => panel(context),
  'call-off': lookBefore('call-off'),
  end: lookBefore('end'),
}

/** The steps for the command, which are about the current round. */
const typed = Object.fromEntries(
  Object.entries(STEPS).map(([step, show]): [string, Deed<Context, []>] => [
    step,
    { rights: ['organiser'], run: async (context) => say(await show(context)) },
  ]),
)

/**
 * The same for buttons, which are about the round that they were made for: one that does not say (as 0.1 made them)
 * does nothing but show.
 */
const pressed = Object.fromEntries(
  Object.entries(STEPS).map(([step, show]): [string, Deed<Context, [readonly string[]]>] => [
    step,
    {
      rights: ['organiser'],
      run: async (context, [, asked]) => {
        if (asked === undefined && step !== 'status') throw new Problem('stale')
        return update(await show(context, asked))
      },
    },
  ]),
)

export const command: ProgrammeCommand = {
  name: 'round',
  slackName: 'round',
  description: described('command.round'),
  options: [{ kind: 'choice', name: 'do', description: described('option.do'), choices: Object.keys(STEPS) }],
  usual: 'status',
  steps: typed,
}

/** The panel's buttons. */
const press: ProgrammeAction = { name: 'round', usual: 'status', steps: pressed }

/** Asks before the draft that was looked over is published. */
const publishDraft: ProgrammeAction = {
  name: 'publish',
  rights: ['organiser'],
  run: async (context, [name = '', roundId = '']) => update(await askToPublish(context, roundId, name)),
}

/** Publishes the draft that was asked about, and no other. */
const publishNow: ProgrammeAction = {
  name: 'publish-now',
  rights: ['organiser'],
  run: async (context, [draftName = '', asked = '']) => {
    const { desk, voice, here } = context
    const { round, partnerships } = await publishRound(desk, here.programme, draftName, here.account, asked)
    const done = voice.rich('round.published', { number: round.number, partnerships })
    return update(await panel(context, done))
  },
}

/** Tries again what had failed when the button was made. */
const retry: ProgrammeAction = {
  name: 'retry',
  rights: ['organiser'],
  run: async (context, [until]) => {
    if (until === undefined) throw new Problem('stale')
    const { desk, voice, here } = context
    const count = await retryFailures(desk, here.programme.id, here.account, Number(until))
    return update(await panel(context, voice.rich('round.retried', { count })))
  },
}

export const actions = [...reviewActions, press, publishDraft, publishNow, ...graveActions, retry]

async function draft({ desk, voice, here }: Context, asked?: string): Promise<Message> {
  const { round, result } = await computeDraft(desk, here.programme, here.account, asked)
  const people = await draftedPeople(desk, round.id, result)
  return draftCard({ result, roundId: round.id, name: draftNameOf(result.inputsHash), ...people }, voice)
}

async function askToPublish(
  { desk, voice, here }: Context,
  asked: string | undefined,
  draftName: string | undefined,
): Promise<Message> {
  return confirmPublish(await publishable(desk, here.programme, draftName, asked), voice)
}
