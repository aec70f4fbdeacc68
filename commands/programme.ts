import { type Answer, say } from '../src/chat/answer.ts'
import type { Deed, Input } from '../src/chat/command.ts'
import type { Context, ProgrammeAction, ProgrammeCommand, Visit } from '../src/interactions/context.ts'
import { codeCard, programmePanel } from '../src/messages/programme.ts'
import { setUpDone, setUpOffer } from '../src/messages/set-up.ts'
import { described } from '../src/messages/voice.ts'
import { programmeOverview } from '../src/programme/overview.ts'
import { isOrganiser } from '../src/programme/people.ts'
import { connectWorkspace, makeConnectCode } from '../src/programme/setup.ts'
import { choose, chooseForm, lookAtChannels, remake } from './programme/channels.ts'
import { disconnect, disconnectNow, disconnectOne, lookFirst, stayConnected } from './programme/disconnect.ts'
import { showHistory, turnHistory } from './programme/history.ts'
import { add, remove, removeChosen, showOrganisers } from './programme/organisers.ts'
import { openRules, rulesForm } from './programme/rules.ts'
import { setUp, setUpForm, visitorOf } from './programme/set-up.ts'
import { openSettings, settingsForm, showSettings } from './programme/settings.ts'
import { takeOver, takeOverOffer } from './programme/take-over.ts'
import { openWeights, weightsForm } from './programme/weights.ts'

const organisers = { rights: ['organiser'] } as const

const steps: Readonly<Record<string, Deed<Context, [Input]>>> = {
  show: { rights: ['organiser', 'successor'], run: async (context) => say(await panel(context)) },
  connect: { rights: ['manager'], run: connect },
  code: { ...organisers, run: code },
  add: { ...organisers, run: (context, { text }) => add(context, text ?? '') },
  remove: { ...organisers, run: (context, { text }) => remove(context, text ?? '') },
  disconnect: { ...organisers, run: (context) => disconnect(context) },
  rules: { ...organisers, run: (context) => openRules(context) },
  weights: { ...organisers, run: (context) => openWeights(context) },
  settings: { ...organisers, run: (context) => openSettings(context, context.here.programme) },
  history: { ...organisers, run: (context) => showHistory(context) },
}

export const command: ProgrammeCommand = {
  name: 'programme',
  slackName: 'programme',
  description: described('command.programme'),
  options: [
    { kind: 'choice', name: 'do', description: described('option.do'), choices: Object.keys(steps) },
    {
      kind: 'text',
      name: 'text',
      description: described('command.programme.text'),
      max: 100,
      after: { connect: 'needed', add: 'needed', remove: 'optional' },
    },
  ],
  usual: 'show',
  steps,
  before: {
    rights: ['manager'],
    run: async (visit, input) =>
      input.do === 'connect' ? connect(visit, input) : say(setUpOffer(visit.voice)),
  },
}

const showRules: ProgrammeAction = { name: 'rules', ...organisers, run: (context) => openRules(context) }
const showWeights: ProgrammeAction = {
  name: 'weights',
  ...organisers,
  run: (context) => openWeights(context),
}
const showPanel: ProgrammeAction = {
  name: 'programme',
  rights: ['organiser', 'successor'],
  run: async (context) => say(await panel(context)),
}
const showCode: ProgrammeAction = { name: 'code', ...organisers, run: code }

const showRemove: ProgrammeAction = {
  name: 'remove',
  ...organisers,
  run: (context) => remove(context, ''),
}

export const actions = [
  setUp,
  showRules,
  showWeights,
  showSettings,
  showPanel,
  showCode,
  remake,
  choose,
  takeOver,
  showRemove,
  showOrganisers,
  removeChosen,
  disconnectOne,
  lookFirst,
  disconnectNow,
  stayConnected,
  turnHistory,
]
export const forms = [setUpForm, rulesForm, weightsForm, settingsForm, chooseForm]

async function connect(visit: Visit, { text = '' }: Input): Promise<Answer> {
  const { desk, voice, actor } = visit
  const { programme } = await connectWorkspace(
    desk,
    { platform: visit.platform, externalId: actor.workspace, name: actor.workspaceName ?? actor.workspace },
    await visitorOf(visit),
    text,
  )
  return say(setUpDone(programme.name, undefined, voice))
}

async function code({ desk, voice, here }: Context): Promise<Answer> {
  return say(codeCard(await makeConnectCode(desk, here.programme.id, here.account), voice))
}

async function panel(context: Context) {
  const { desk, voice, here } = context
  if (!(await isOrganiser(desk, here.programme.id, here.account.personId))) return takeOverOffer(context)
  await lookAtChannels(context)
  return programmePanel(await programmeOverview(desk, here.programme), here.workspace.id, voice)
}
