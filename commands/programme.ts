import { type Answer, say } from '../src/chat/answer.ts'
import type { Action, Command, FormHandler } from '../src/chat/command.ts'
import type { FieldError } from '../src/chat/form.ts'
import { type Context, requireManager, requireOrganiser, type Visit } from '../src/interactions/context.ts'
import { sentence } from '../src/messages/problem.ts'
import { fieldErrors } from '../src/messages/profile-form.ts'
import {
  codeCard,
  programmePanel,
  RULES_PAGES,
  rulesForm,
  setUpDone,
  setUpForm,
  setUpOffer,
} from '../src/messages/programme.ts'
import { WHAT_COUNTS_PAGES, whatCountsForm } from '../src/messages/what-counts.ts'
import { findZone } from '../src/programme/lookup/zones.ts'
import { meet, organiserNames } from '../src/programme/people.ts'
import { Problem } from '../src/programme/problem.ts'
import { changeWhatCounts, whatCounts } from '../src/programme/rounds/what-counts.ts'
import { changeRules } from '../src/programme/rules.ts'
import {
  addOrganiser,
  connectWorkspace,
  makeConnectCode,
  removeOrganiser,
  startProgramme,
} from '../src/programme/setup.ts'

const CHOICES = ['show', 'connect', 'code', 'add', 'remove', 'rules', 'weights'] as const

export const command: Command<Visit> = {
  name: 'programme',
  slackName: 'programme',
  description: 'Set up the programme: settings, organisers, workspaces',
  options: [
    { kind: 'choice', name: 'do', description: 'What to do', choices: CHOICES },
    { kind: 'text', name: 'text', description: 'For connect: the code. For add and remove: @name', max: 100 },
  ],
  audience: 'organisers',
  run: async (visit, input) => {
    const step = input.do ?? 'show'
    if (step === 'connect') return connect(visit, input.text ?? '')
    if (!visit.here) {
      await requireManager(visit)
      return say(setUpOffer(visit.voice))
    }
    const context = await requireOrganiser(visit)
    switch (step) {
      case 'show':
        return say(await panel(context))
      case 'code':
        return code(context)
      case 'add':
      case 'remove':
        return changeOrganiser(context, step, input.text ?? '')
      case 'rules':
        return openRules(context)
      case 'weights':
        return openWeights(context)
      default:
        throw new Problem('unknown-choice', {
          word: step,
          command: context.voice.command('programme'),
          choices: CHOICES.join(', '),
        })
    }
  },
}

const setUp: Action<Visit> = {
  name: 'set-up',
  run: async (visit) => {
    await requireManager(visit)
    return openSetUp(visit)
  },
}
const showRules: Action<Visit> = {
  name: 'rules',
  run: async (visit) => openRules(await requireOrganiser(visit)),
}
const showCode: Action<Visit> = { name: 'code', run: async (visit) => code(await requireOrganiser(visit)) }

const showWeights: Action<Visit> = {
  name: 'weights',
  run: async (visit) => openWeights(await requireOrganiser(visit)),
}

export const actions = [setUp, showRules, showWeights, showCode]

const setUpHandler: FormHandler<Visit> = {
  name: 'set-up',
  open: (visit) => openSetUp(visit),
  submit: async (visit, _args, _pages, values) => {
    await requireManager(visit)
    const { desk, voice, actor } = visit
    const name = String(values.name ?? '').trim()
    const typed = String(values.zone ?? '')
    const now = desk.clock.now()
    const zone = findZone(typed, { now, locale: voice.locale })
    const errors: FieldError[] = name === '' ? [{ field: 'name', message: voice.text('error.required') }] : []
    if (zone.kind !== 'one') {
      const options = zone.kind === 'several' ? zone.values : zone.suggestions
      const code = zone.kind === 'several' ? 'which-zone' : 'unknown-zone'
      // Choosing sends the zone alone, and nothing is kept of somebody unknown: the name would be lost.
      const [error] = fieldErrors(
        [{ field: 'zone', code, typed, source: 'zone', options: options.slice(0, 5) }],
        now,
        voice,
      )
      if (error) {
        const meant = error.choices ? voice.and(error.choices.map(({ label }) => label)) : ''
        errors.push({ field: 'zone', message: `${error.message} ${meant}`.trim() })
      }
    }
    if (errors.length > 0 || zone.kind !== 'one') {
      const form = setUpForm({ id: voice.form('set-up'), name, zone: typed }, voice)
      const card = sentence('form.wrong', voice)
      return { kind: 'errors', open: { form, page: 0 }, errors, card, button: voice.text('form.correct') }
    }
    await startProgramme(
      desk,
      { platform: visit.platform, externalId: actor.workspace, name: actor.workspaceName ?? name },
      await visitorOf(visit),
      { name: [...name].slice(0, 60).join(''), zone: zone.value },
      visit.topics,
    )
    visit.poke()
    return { kind: 'saved', message: setUpDone(name, false, voice) }
  },
}

const rulesHandler: FormHandler<Visit> = {
  name: 'rules',
  open: async (visit, _args, page) => openRules(await requireOrganiser(visit), page),
  submit: async (visit, _args, pages, values) => {
    const context = await requireOrganiser(visit)
    const { desk, voice, here } = context
    const filled = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
    const page = Math.max(...pages)
    const changed = await changeRules(desk, here.programme, filled, here.account)
    if ('wrong' in changed) {
      const errors = changed.wrong.map((field): FieldError => {
        return { field, message: voice.text(`programme.rules.form.${field}.wrong`) }
      })
      const form = rulesForm(voice.form('rules'), here.programme, filled, voice)
      const card = sentence('form.wrong', voice)
      return { kind: 'errors', open: { form, page }, errors, card, button: voice.text('form.correct') }
    }
    const message = sentence('programme.rules.saved', voice)
    if (pages.length > 1 || page + 1 >= RULES_PAGES) return { kind: 'saved', message }
    const form = rulesForm(voice.form('rules'), changed, {}, voice)
    const button = voice.text('form.next', { page: page + 2, pages: RULES_PAGES })
    return { kind: 'saved', message, next: { open: { form, page: page + 1 }, button } }
  },
}

const weightsHandler: FormHandler<Visit> = {
  name: 'weights',
  open: async (visit, _args, page) => openWeights(await requireOrganiser(visit), page),
  submit: async (visit, _args, pages, values) => {
    const context = await requireOrganiser(visit)
    const { desk, voice, here } = context
    const programme = await changeWhatCounts(desk, here.programme, values, here.account)
    const message = sentence('weights.saved', voice)
    const next = Math.max(...pages) + 1
    if (pages.length > 1 || next >= WHAT_COUNTS_PAGES) return { kind: 'saved', message }
    const form = whatCountsForm(voice.form('weights'), whatCounts(programme), voice)
    const button = voice.text('form.next', { page: next + 1, pages: WHAT_COUNTS_PAGES })
    return { kind: 'saved', message, next: { open: { form, page: next }, button } }
  },
}

export const forms = [setUpHandler, rulesHandler, weightsHandler]

async function visitorOf(visit: Visit) {
  const member = await visit.member()
  return { user: visit.actor.user, name: member?.name ?? visit.actor.name, locale: visit.actor.locale }
}

async function openSetUp(visit: Visit): Promise<Answer> {
  const { voice, actor } = visit
  const member = await visit.member()
  const form = setUpForm({ id: voice.form('set-up'), name: actor.workspaceName, zone: member?.zone }, voice)
  return {
    kind: 'form',
    open: { form, page: 0 },
    card: sentence('programme.offer', voice),
    button: voice.text('programme.offer.button'),
  }
}

async function openRules({ voice, here }: Context, page = 0): Promise<Answer> {
  return {
    kind: 'form',
    open: { form: rulesForm(voice.form('rules'), here.programme, {}, voice), page },
    card: sentence('programme.rules', voice),
    button: voice.text('programme.rules.change'),
  }
}

async function openWeights({ voice, here }: Context, page = 0): Promise<Answer> {
  const form = whatCountsForm(voice.form('weights'), whatCounts(here.programme), voice)
  return {
    kind: 'form',
    open: { form, page },
    card: sentence('weights.card', voice),
    button: voice.text('programme.weights.change'),
  }
}

async function connect(visit: Visit, typed: string): Promise<Answer> {
  await requireManager(visit)
  const { desk, voice, actor } = visit
  const workspace = await connectWorkspace(
    desk,
    { platform: visit.platform, externalId: actor.workspace, name: actor.workspaceName ?? actor.workspace },
    await visitorOf(visit),
    typed,
  )
  visit.poke()
  const programme = await desk.prisma.programme.findUniqueOrThrow({ where: { id: workspace.programmeId } })
  return say(setUpDone(programme.name, true, voice))
}

async function code({ desk, voice, here }: Context): Promise<Answer> {
  return say(codeCard(await makeConnectCode(desk, here.programme.id, here.account), voice))
}

async function panel({ desk, voice, here }: Context) {
  const { programme } = here
  const workspaces = await desk.prisma.workspace.findMany({
    where: { programmeId: programme.id },
    orderBy: { connectedAt: 'asc' },
  })
  const failed = await desk.prisma.effect.findMany({
    where: { programmeId: programme.id, kind: 'channel', error: { not: null }, state: { not: 'done' } },
  })
  const failures = failed.map(({ workspaceId, error }) => ({ workspaceId, error: error ?? '' }))
  const organisers = await organiserNames(desk, programme.id)
  return programmePanel({ programme, workspaces, organisers, failures }, voice)
}

/** `@U0123` on Slack, `<@123>` on Discord: the user's id, as both write a chosen mention. */
const MENTION = /^<?@!?([A-Za-z0-9]+)(?:\|[^>]*)?>?$/

async function changeOrganiser(context: Context, step: 'add' | 'remove', typed: string): Promise<Answer> {
  const { desk, voice, here, poke } = context
  const user = MENTION.exec(typed.trim())?.[1]
  const known = user
    ? await desk.prisma.account.findUnique({
        where: { workspaceId_externalId: { workspaceId: here.workspace.id, externalId: user } },
        include: { person: true },
      })
    : null
  const account = known ?? (user && step === 'add' ? await newcomer(context, user) : undefined)
  if (!account) throw new Problem('unknown-person')
  const { name } = account.person
  if (step === 'remove') {
    await removeOrganiser(desk, here.programme.id, account.personId, here.account)
    return say(sentence('programme.organiser.removed', voice, { name }))
  }
  await addOrganiser(desk, here.workspace, account.personId, here.account)
  poke()
  return say(sentence('programme.organiser.added', voice, { name }))
}

/** Somebody who has not used a command here yet, if the workspace knows them. */
async function newcomer(context: Context, user: string) {
  const { desk, here } = context
  const member = await context.memberOf(user)
  if (!member || member.bot) return undefined
  return meet(desk, here.workspace, { user, name: member.name, locale: member.locale })
}
