import { type Answer, say, update } from '../src/chat/answer.ts'
import type { Action, Command } from '../src/chat/command.ts'
import type { Inline, Message } from '../src/chat/message.ts'
import { type Context, requireOrganiser, type Visit } from '../src/interactions/context.ts'
import { othersCard } from '../src/messages/others.ts'
import { reviewCard } from '../src/messages/review.ts'
import { confirmEnd, draftCard, noRound, roundPanel } from '../src/messages/round.ts'
import { Problem } from '../src/programme/problem.ts'
import { closeRegistration } from '../src/programme/rounds/close.ts'
import { roundIn } from '../src/programme/rounds/current.ts'
import { computeDraft } from '../src/programme/rounds/draft.ts'
import { endRound } from '../src/programme/rounds/end.ts'
import { otherPartners } from '../src/programme/rounds/others.ts'
import { openRegistration, planRound } from '../src/programme/rounds/plan.ts'
import { DRAFT_NAME, publishRound } from '../src/programme/rounds/publish.ts'
import { decidePair, reviewDraft } from '../src/programme/rounds/review.ts'
import { retryFailures, roundStatus } from '../src/programme/rounds/status.ts'

const CHOICES = ['plan', 'open', 'close', 'match', 'review', 'publish', 'status', 'end'] as const

export const command: Command<Visit> = {
  name: 'round',
  slackName: 'round',
  description: 'Run the current round: its state and the next steps (organisers)',
  options: [{ kind: 'choice', name: 'do', description: 'What to do', choices: CHOICES }],
  audience: 'organisers',
  run: async (visit, input) => {
    const context = await requireOrganiser(visit)
    return say(await take(context, input.do ?? 'status'))
  },
}

/** The panel's buttons: the same steps as the command's. */
const press: Action<Visit> = {
  name: 'round',
  run: async (visit, [step = 'status']): Promise<Answer> => {
    const context = await requireOrganiser(visit)
    return update(await take(context, step))
  },
}

/** Publishes the draft that was looked over, and no other. */
const publishDraft: Action<Visit> = {
  name: 'publish',
  run: async (visit, [draft]) => update(await publish(await requireOrganiser(visit), draft)),
}

const confirmedEnd: Action<Visit> = {
  name: 'end-round',
  run: async (visit) => {
    const context = await requireOrganiser(visit)
    const round = await endRound(context.desk, context.here.programme, context.here.account)
    context.poke()
    return update(await panel(context, context.voice.rich('round.ended', { number: round.number })))
  },
}

const retry: Action<Visit> = {
  name: 'retry',
  run: async (visit) => {
    const context = await requireOrganiser(visit)
    const count = await retryFailures(context.desk, context.here.programme.id, context.here.account)
    context.poke()
    return update(await panel(context, context.voice.rich('round.retried', { count })))
  },
}

/** A page of the draft's pairs. */
const turn: Action<Visit> = {
  name: 'review',
  run: async (visit, [page]) => update(await review(await requireOrganiser(visit), Number(page))),
}

const decide: Action<Visit> = {
  name: 'decide',
  run: async (visit, [wanted, one = '', other = '', page]) => {
    const context = await requireOrganiser(visit)
    const { desk, voice, here } = context
    const decided = wanted === 'lock' || wanted === 'forbid' ? wanted : undefined
    await decidePair(desk, here.programme, [one, other], decided, here.account)
    const nameOf = await namesOf(context, [one, other])
    const facts = { decided: decided ?? 'none', one: nameOf(one), other: nameOf(other) }
    return update(await review(context, Number(page), voice.rich('review.done', facts)))
  },
}

/** Who else could be the partner of two people of the draft. */
const others: Action<Visit> = {
  name: 'others',
  run: async (visit, [one = '', other = '', page]) => {
    const context = await requireOrganiser(visit)
    const found = await otherPartners(context.desk, context.here.programme, [one, other])
    const ids = found.flatMap(({ id, others }) => [id, ...others.map((each) => each.id)])
    return update(othersCard(found, Number(page), await namesOf(context, ids), context.voice))
  },
}

export const actions = [turn, decide, others, press, publishDraft, confirmedEnd, retry]

async function take(context: Context, step: string): Promise<Message> {
  const { desk, voice, here, poke } = context
  switch (step) {
    case 'status':
      return panel(context)
    case 'plan': {
      const { number } = await planRound(desk, here.programme, here.account)
      return panel(context, voice.rich('round.planned', { number }))
    }
    case 'open': {
      const { number } = await openRegistration(desk, here.programme, here.account)
      poke()
      return panel(context, voice.rich('round.opened', { number }))
    }
    case 'close': {
      const { joined, waitlisted } = await closeRegistration(desk, here.programme, here.account)
      return panel(context, voice.rich('round.closed', { joined, waitlisted }))
    }
    case 'match':
      return draft(context)
    case 'review':
      return review(context, 0)
    case 'publish':
      return publish(context, undefined)
    case 'end':
      return confirmEnd((await roundIn(desk, here.programme.id, 'running')).number, voice)
    default:
      throw new Problem('unknown-choice', {
        word: step,
        command: voice.command('round'),
        choices: CHOICES.join(', '),
      })
  }
}

async function panel({ desk, voice, here }: Context, before: readonly Inline[] = []): Promise<Message> {
  const status = await roundStatus(desk, here.programme.id)
  if (!status) return noRound(voice)
  const workspaces = await desk.prisma.workspace.findMany({ where: { programmeId: here.programme.id } })
  const platformOf = (id: string) => workspaces.find((workspace) => workspace.id === id)?.platform ?? ''
  return roundPanel(status, platformOf, voice, before)
}

async function draft({ desk, voice, here }: Context): Promise<Message> {
  const { run, result } = await computeDraft(desk, here.programme, here.account)
  const people = await desk.prisma.person.findMany({
    where: { enrolments: { some: { roundId: run.roundId } } },
    select: { id: true, name: true, country: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const paired = new Set([
    ...result.pairs.flatMap(({ a, b }) => [a, b]),
    ...result.trios.flatMap(({ members }) => members),
  ])
  const countries = new Set(people.filter(({ id }) => paired.has(id)).map(({ country }) => country)).size
  return draftCard(
    {
      result,
      name: run.inputsHash.slice(0, DRAFT_NAME),
      countries,
      nameOf: (id) => names.get(id) ?? '',
    },
    voice,
  )
}

async function review(context: Context, page: number, before: readonly Inline[] = []): Promise<Message> {
  const { desk, voice, here } = context
  const found = await reviewDraft(desk, here.programme, Number.isInteger(page) ? page : 0)
  const nameOf = await namesOf(
    context,
    found.pairs.flatMap(({ pair }) => [pair.a, pair.b]),
  )
  return reviewCard(found, nameOf, voice, before)
}

async function namesOf({ desk, here }: Context, ids: readonly string[]): Promise<(id: string) => string> {
  const people = await desk.prisma.person.findMany({
    where: { id: { in: [...ids] }, programmeId: here.programme.id },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? ''
}

async function publish(context: Context, draftName: string | undefined): Promise<Message> {
  const { desk, voice, here, poke } = context
  const { round, partnerships } = await publishRound(desk, here.programme, draftName, here.account)
  poke()
  return panel(context, voice.rich('round.published', { number: round.number, partnerships }))
}
