import { say, update } from '../src/chat/answer.ts'
import type { Deed } from '../src/chat/command.ts'
import type { Inline, Message } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { draftCard } from '../src/messages/draft.ts'
import { confirmPublish } from '../src/messages/publish.ts'
import { closedInWords, confirmEnd, noRound, roundPanel } from '../src/messages/round.ts'
import { described } from '../src/messages/voice.ts'
import { workspacesOf } from '../src/programme/overview.ts'
import { closeRegistration } from '../src/programme/rounds/close.ts'
import { roundIn } from '../src/programme/rounds/current.ts'
import { computeDraft } from '../src/programme/rounds/draft.ts'
import { draftedPeople } from '../src/programme/rounds/drafted-people.ts'
import { endRound } from '../src/programme/rounds/end.ts'
import { openRegistration, planRound } from '../src/programme/rounds/plan.ts'
import { draftNameOf, publishable, publishRound } from '../src/programme/rounds/publish.ts'
import { retryFailures, roundStatus } from '../src/programme/rounds/status.ts'
import { reviewActions, reviewPage } from './round/review.ts'

type Show = (context: Context) => Promise<Message>

/** What can be done with a round by a word, each answered by a message. */
const STEPS: Readonly<Record<string, Show>> = {
  plan: async (context) => {
    const { number } = await planRound(context.desk, context.here.programme, context.here.account)
    return panel(context, context.voice.rich('round.planned', { number }))
  },
  open: async (context) => {
    const { number } = await openRegistration(context.desk, context.here.programme, context.here.account)
    context.poke()
    return panel(context, context.voice.rich('round.opened', { number }))
  },
  close: async (context) => {
    const { joined, waitlisted } = await closeRegistration(
      context.desk,
      context.here.programme,
      context.here.account,
    )
    return panel(context, closedInWords(joined, waitlisted, context.voice))
  },
  match: draft,
  review: (context) => reviewPage(context, 0),
  publish: (context) => askToPublish(context, undefined),
  status: (context) => panel(context),
  end: async ({ desk, voice, here }) => confirmEnd(await roundIn(desk, here.programme.id, 'running'), voice),
}

/** The same steps, for the command and for the panel's buttons. */
function steps(answer: typeof say): Readonly<Record<string, Deed<Context, []>>> {
  return Object.fromEntries(
    Object.entries(STEPS).map(([step, show]) => [
      step,
      { rights: ['organiser'], run: async (context: Context) => answer(await show(context)) },
    ]),
  )
}

export const command: ProgrammeCommand = {
  name: 'round',
  slackName: 'round',
  description: described('command.round'),
  options: [{ kind: 'choice', name: 'do', description: described('option.do'), choices: Object.keys(STEPS) }],
  usual: 'status',
  steps: steps(say),
}

/** The panel's buttons. */
const press: ProgrammeAction = { name: 'round', usual: 'status', steps: steps(update) }

/** Asks before the draft that was looked over is published. */
const publishDraft: ProgrammeAction = {
  name: 'publish',
  rights: ['organiser'],
  run: async (context, [name]) => update(await askToPublish(context, name)),
}

/** Publishes the draft that was asked about, and no other. */
const publishNow: ProgrammeAction = {
  name: 'publish-now',
  rights: ['organiser'],
  run: async (context, [name = '']) => update(await publish(context, name)),
}

/** Ends the round that was asked about, and no other. */
const confirmedEnd: ProgrammeAction = {
  name: 'end-round',
  rights: ['organiser'],
  run: async (context, [roundId]) => {
    const { desk, voice, here } = context
    const { number } = await endRound(desk, here.programme, here.account, roundId ?? '')
    context.poke()
    return update(await panel(context, voice.rich('round.ended', { number })))
  },
}

const retry: ProgrammeAction = {
  name: 'retry',
  rights: ['organiser'],
  run: async (context) => {
    const count = await retryFailures(context.desk, context.here.programme.id, context.here.account)
    context.poke()
    return update(await panel(context, context.voice.rich('round.retried', { count })))
  },
}

export const actions = [...reviewActions, press, publishDraft, publishNow, confirmedEnd, retry]

async function panel({ desk, voice, here }: Context, before: readonly Inline[] = []): Promise<Message> {
  const status = await roundStatus(desk, here.programme.id)
  if (!status) return noRound(voice)
  const workspaces = await workspacesOf(desk, here.programme.id)
  const platformOf = (id: string) => workspaces.find((workspace) => workspace.id === id)?.platform ?? ''
  return roundPanel(status, platformOf, voice, before)
}

async function draft({ desk, voice, here }: Context): Promise<Message> {
  const { run, result } = await computeDraft(desk, here.programme, here.account)
  const people = await draftedPeople(desk, run.roundId, result)
  return draftCard({ result, name: draftNameOf(run.inputsHash), ...people }, voice)
}

async function askToPublish({ desk, voice, here }: Context, draftName: string | undefined): Promise<Message> {
  return confirmPublish(await publishable(desk, here.programme, draftName), voice)
}

async function publish(context: Context, draftName: string): Promise<Message> {
  const { desk, voice, here, poke } = context
  const { round, partnerships } = await publishRound(desk, here.programme, draftName, here.account)
  poke()
  return panel(context, voice.rich('round.published', { number: round.number, partnerships }))
}
