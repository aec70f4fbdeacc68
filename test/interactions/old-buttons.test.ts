import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import type { Account, Programme, Workspace } from '../../src/database/generated/client.ts'
import type { Inbound } from '../../src/port/platform.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration, planRound } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { reopenRegistration } from '../../src/programme/rounds/reopen.ts'
import { changeRules } from '../../src/programme/rules.ts'
import { registry } from '../../src/registry.ts'
import { joinedIn, programmeOn } from '../support/desk.ts'
import { inboundOn } from '../support/inbound.ts'
import { useWorld } from '../support/world.ts'

const TEAM = 'TOLD'
const { database, desk } = useWorld()
let programme: Programme
let workspace: Workspace
let by: Account
let inbound: Inbound
/** Every button that somebody was shown in Round 1: who, what it says, its id. */
const old: { readonly user: string; readonly label: string; readonly id: string }[] = []

beforeAll(async () => {
  ;({ programme, workspace, by } = await programmeOn(desk, TEAM))
  inbound = inboundOn(desk)
  await roundOne()
})

const actor = (user: string) => ({ workspace: TEAM, user, name: user })

/** Keeps the buttons of an answer. */
function keep(user: string, answer: Answer): void {
  const message = 'message' in answer ? answer.message : undefined
  for (const block of message?.blocks ?? []) {
    if (block.kind !== 'buttons') continue
    for (const button of block.buttons) {
      if ('id' in button) old.push({ user, label: button.label, id: button.id })
    }
  }
}
async function types(user: string, name: string, word?: string): Promise<void> {
  keep(user, await inbound.command(actor(user), name, word === undefined ? {} : { do: word }))
}
async function presses(user: string, label: string): Promise<void> {
  const button = old.findLast((one) => one.user === user && one.label === label)
  if (!button) throw new Error(`${user} was never shown ${label}`)
  keep(user, await inbound.action(actor(user), button.id, []))
}
const organiser = (word?: string) => types('UORG', 'round', word)
const done = (state: 'done' | 'failed') =>
  database.prisma.effect.updateMany({
    where: { programmeId: programme.id },
    data: { state, error: state === 'failed' ? 'gone:channel' : null, doneAt: new Date() },
  })
const becomes = (state: 'running' | 'closed') =>
  database.prisma.round.updateMany({
    where: { programmeId: programme.id, state: { not: 'closed' } },
    data: { state, ...(state === 'closed' ? { endedAt: new Date(desk.clock.now()) } : {}) },
  })

/** Round 1, in which all that there is to be shown is shown. */
async function roundOne(): Promise<void> {
  await organiser()
  await organiser('plan')
  await organiser('call-off')
  await organiser('open')
  for (const [at, country] of ['NZ', 'PE', 'GH', 'DE'].entries())
    await joinedIn(desk, workspace, `U${at}`, country)
  await types('U0', 'leave')
  await types('U9', 'join')
  await organiser('call-off')
  await organiser('close')
  await organiser('reopen')
  await organiser('match')
  await presses('UORG', 'Look over the pairs')
  await presses('UORG', 'Other partners')
  await organiser('publish')
  await presses('UORG', 'Publish now')
  await done('done')
  await becomes('running')
  await types('U0', 'partner')
  await types('U0', 'guide')
  await types('U0', 'leave')
  await types('UORG', 'topics', 'post')
  await organiser('end')
  await done('failed')
  await organiser()
  await becomes('closed')
}

/** All that a round's life is made of. */
async function everything(): Promise<string> {
  const where = { programmeId: programme.id }
  const { prisma } = database
  return JSON.stringify([
    await prisma.round.findMany({ where, orderBy: { number: 'asc' } }),
    await prisma.enrolment.findMany({ where, orderBy: { id: 'asc' } }),
    await prisma.pairRule.findMany({ where, orderBy: { oneId: 'asc' } }),
    await prisma.matchRun.findMany({ where: { round: where }, orderBy: { id: 'asc' } }),
    await prisma.partnership.findMany({ where, orderBy: { id: 'asc' } }),
    await prisma.membership.findMany({ where, orderBy: [{ partnershipId: 'asc' }, { personId: 'asc' }] }),
    await prisma.roundTopic.findMany({ where, orderBy: { id: 'asc' } }),
    await prisma.effect.findMany({ where, orderBy: { id: 'asc' } }),
    await prisma.interest.findMany({ where, orderBy: { personId: 'asc' } }),
  ])
}

/** The buttons on which a round's life hangs. A new one belongs here, and is to be shown in Round 1. */
const ABOUT_A_ROUND = new Set([
  ...['round', 'review', 'decide', 'others', 'publish', 'publish-now', 'retry', 'post-topic', 'leave'],
  ...['call-off-round', 'reopen-round', 'end-round', 'never-again'],
])

/** Brings Round 2 from each state to the next. */
const STEPS: Readonly<Record<string, () => Promise<unknown>>> = {
  planned: () => planRound(desk, programme, by),
  open: async () => {
    const { id } = await openRegistration(desk, programme, by)
    const accounts = await database.prisma.account.findMany({
      where: { programmeId: programme.id, externalId: { in: ['U0', 'U1', 'U2', 'U3'] } },
    })
    for (const account of accounts) await joinRound(desk, account, id)
  },
  matching: () => closeRegistration(desk, programme, by),
  'open again': () => reopenRegistration(desk, programme, by),
  drafted: async () => {
    await closeRegistration(desk, programme, by)
    const changed = await changeRules(desk, programme, { reunion: 'rather_than_nobody' }, by)
    if (!('wrong' in changed)) programme = changed
    return computeDraft(desk, programme, by)
  },
  running: async () => {
    await publishRound(desk, programme, undefined, by)
    await becomes('running')
    await done('failed')
  },
}

it('each button on which a round’s life hangs is among those that were shown', () => {
  const shown = new Set(old.map(({ id }) => id.split('~')[0]))
  const names = registry.actions.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...ABOUT_A_ROUND]))
  expect([...ABOUT_A_ROUND].filter((name) => !shown.has(name))).toEqual([])
})

describe.each(Object.keys(STEPS))('while Round 2 is %s', (state) => {
  it('no button of Round 1 changes anything of it', async () => {
    await STEPS[state]?.()
    const before = await everything()
    for (const { user, label, id } of old) {
      await inbound.action(actor(user), id, [])
      expect(await everything(), `${user} presses ${label} (${id})`).toBe(before)
    }
  })
})
