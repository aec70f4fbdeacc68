import { type Answer, say } from '../src/chat/answer.ts'
import type { Deed, Input } from '../src/chat/command.ts'
import type { Context, ProgrammeAction, ProgrammeCommand, Visit } from '../src/interactions/context.ts'
import { codeCard, programmePanel, setUpDone, setUpOffer } from '../src/messages/programme.ts'
import { described } from '../src/messages/voice.ts'
import { programmeOverview } from '../src/programme/overview.ts'
import { connectWorkspace, makeConnectCode } from '../src/programme/setup.ts'
import { showHistory, turnHistory } from './programme/history.ts'
import { changeOrganiser } from './programme/organisers.ts'
import { openRules, rulesForm } from './programme/rules.ts'
import { setUp, setUpForm, visitorOf } from './programme/set-up.ts'
import { openWeights, weightsForm } from './programme/weights.ts'
import { showZone, zoneForm } from './programme/zone.ts'

const organisers = { rights: ['organiser'] } as const

const steps: Readonly<Record<string, Deed<Context, [Input]>>> = {
  show: { ...organisers, run: async (context) => say(await panel(context)) },
  connect: { rights: ['manager'], run: connect },
  code: { ...organisers, run: code },
  add: { ...organisers, run: (context, { text }) => changeOrganiser(context, 'add', text ?? '') },
  remove: { ...organisers, run: (context, { text }) => changeOrganiser(context, 'remove', text ?? '') },
  rules: { ...organisers, run: (context) => openRules(context) },
  weights: { ...organisers, run: (context) => openWeights(context) },
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
      after: { connect: 'needed', add: 'needed', remove: 'needed' },
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
  ...organisers,
  run: async (context) => say(await panel(context)),
}
const showCode: ProgrammeAction = { name: 'code', ...organisers, run: code }

export const actions = [setUp, showRules, showWeights, showZone, showPanel, showCode, turnHistory]
export const forms = [setUpForm, rulesForm, weightsForm, zoneForm]

async function connect(visit: Visit, { text = '' }: Input): Promise<Answer> {
  const { desk, voice, actor } = visit
  const { programme } = await connectWorkspace(
    desk,
    { platform: visit.platform, externalId: actor.workspace, name: actor.workspaceName ?? actor.workspace },
    await visitorOf(visit),
    text,
  )
  visit.poke()
  return say(setUpDone(programme.name, undefined, voice))
}

async function code({ desk, voice, here }: Context): Promise<Answer> {
  return say(codeCard(await makeConnectCode(desk, here.programme.id, here.account), voice))
}

async function panel({ desk, voice, here }: Context) {
  return programmePanel(await programmeOverview(desk, here.programme), voice)
}
