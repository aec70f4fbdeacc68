import type { Logger } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { say } from '../../src/chat/answer.ts'
import { ROLES as ALL_ROLES, type Rights, type Role } from '../../src/chat/command.ts'

import { createInbound, type Registry } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Inbound, Platform } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { meet } from '../../src/programme/people.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { registry } from '../../src/registry.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { useDatabase } from '../support/world.ts'

/** Where there is a programme, and where there is none. */
const SET_UP = 'TRIGHTS'
const BARE = 'TBARE'
/** And where nobody organises it any more. */
const ORPHANED = 'TORPHANED'
/** Whoever could succeed is one only there. */
const ROLES = ALL_ROLES.filter((role) => role !== 'successor')
const sealer = createSealer('a secret for tests')

/** Everything that anybody can do: its name, who may, and how it is done. */
interface Doing {
  readonly name: string
  readonly rights: Rights
  /** Undefined where it is refused to everybody because nothing is set up. */
  readonly before: Rights | undefined
  readonly go: (inbound: Inbound, workspace: string, user: string) => Promise<unknown>
}

const actor = (workspace: string, user: string) => ({ workspace, user, name: user })

const ofSteps = (
  one:
    | { readonly rights: Rights }
    | { readonly steps: Readonly<Record<string, { readonly rights: Rights }>> },
): [string | undefined, Rights][] =>
  'steps' in one
    ? Object.entries(one.steps).map(([step, { rights }]) => [step, rights])
    : [[undefined, one.rights]]

/** What has to follow a step, where it needs words. */
function wordsFor({ options }: Registry['commands'][number], step: string): Record<string, string> {
  const needed = options.flatMap((option) =>
    option.kind === 'text' && option.after?.[step] === 'needed' ? [[option.name, 'words']] : [],
  )
  return Object.fromEntries(needed)
}

const DOINGS: readonly Doing[] = [
  ...registry.commands.flatMap((command) =>
    ofSteps(command).map(([step, rights]): Doing => {
      const input = step === undefined ? {} : { do: step, ...wordsFor(command, step) }
      return {
        name: ['command', command.name, step].filter(Boolean).join(' '),
        rights,
        before: command.before?.rights,
        go: (inbound, workspace, user) => inbound.command(actor(workspace, user), command.name, input),
      }
    }),
  ),
  ...registry.actions.flatMap((action) =>
    ofSteps(action).map(([step, rights]): Doing => {
      const args = step === undefined ? [] : [step]
      return {
        name: ['button', action.name, step].filter(Boolean).join(' '),
        rights,
        before: action.before?.rights,
        go: (inbound, workspace, user) =>
          inbound.action(
            actor(workspace, user),
            sealer.seal('action', workspace, { user }, action.name, args),
            [],
          ),
      }
    }),
  ),
  ...registry.forms.flatMap((form) =>
    (['open', 'submit'] as const).map((what): Doing => {
      const id = (workspace: string, user: string) => sealer.seal('form', workspace, { user }, form.name, [])
      return {
        name: `form ${form.name} ${what}`,
        rights: form.rights,
        before: form.before?.rights,
        go: (inbound, workspace, user) =>
          what === 'open'
            ? inbound.reopen(actor(workspace, user), id(workspace, user), 0)
            : inbound.form(actor(workspace, user), id(workspace, user), [0], {}),
      }
    }),
  ),
]

const database = useDatabase()
let desk: Desk
let inbound: Inbound
/** What became of each thing that was tried: `done`, or the code of the problem. */
const became: string[] = []

beforeAll(async () => {
  desk = deskOn(database, { at: Date.UTC(2026, 10, 28, 10) })
  const { programme, workspace, by } = await programmeOn(desk, SET_UP)
  const round = await openRegistration(desk, programme, by)
  const since = new Date(desk.clock.now())
  for (const role of ROLES) {
    const account = await meet(desk, workspace, { user: role, name: role })
    const { personId } = account
    if (role === 'participant') await joinRound(desk, account, round.id)
    if (role === 'organiser')
      await database.prisma.organiser.create({ data: { programmeId: programme.id, personId, since } })
    if (role === 'coordinator') {
      const data = { programmeId: programme.id, personId, countries: ['NZ'], since }
      await database.prisma.coordinator.create({ data })
    }
  }
  const orphaned = await programmeOn(desk, ORPHANED)
  await database.prisma.account.update({ where: { id: orphaned.by.id }, data: { leftAt: since } })
  inbound = createInbound({
    desk,
    platform: platform(),
    registry: marked(registry),
    sealer,
    log: log(),
    topics: [],
    refreshHomes: () => undefined,
    reach: () => undefined,
    linkTo: () => undefined,
  })
})

/** Only the manager manages; nothing else is asked of the platform. */
function platform(): Platform {
  const asked: Partial<Platform> = {
    name: 'slack',
    typed: ({ name }) => `/${name}`,
    capabilities: { ...({} as Platform['capabilities']), actorsWhole: false },
    memberOf: async (_at, user) => ({
      user,
      name: user,
      manages: ['manager', 'successor'].includes(user),
      bot: false,
    }),
  }
  return asked as Platform
}

/** The registry with each deed replaced by a note that it was done. */
function marked({ commands, actions, forms, fresh, home }: Registry): Registry {
  const run = async () => {
    became.push('done')
    return say({ summary: '', blocks: [] })
  }
  const mark = <T extends object>(one: T): T => ({
    ...one,
    ...('run' in one ? { run } : {}),
    ...('open' in one ? { open: run, submit: run } : {}),
    ...('steps' in one
      ? {
          steps: Object.fromEntries(
            Object.entries(one.steps as object).map(([step, deed]) => [step, mark(deed)]),
          ),
        }
      : {}),
    ...('before' in one && one.before ? { before: mark(one.before) } : {}),
  })
  return { commands: commands.map(mark), actions: actions.map(mark), forms: forms.map(mark), fresh, home }
}

function log(): Logger {
  const lines = {
    info: (line: { problem?: string }) => line.problem && became.push(line.problem),
    error: (line: { err: unknown }) => became.push(String(line.err)),
  }
  return lines as unknown as Logger
}

async function tried(doing: Doing, workspace: string, user: Role): Promise<string | undefined> {
  became.length = 0
  await doing.go(inbound, workspace, user)
  return became.join(' ')
}

const REFUSED: Readonly<Record<Role, string>> = {
  anybody: 'stale',
  participant: 'not-enrolled',
  coordinator: 'not-organiser',
  organiser: 'not-organiser',
  manager: 'not-manager',
  successor: 'not-organiser',
}
const expected = (rights: Rights, user: Role) =>
  rights.includes('anybody') || rights.includes(user) ? 'done' : REFUSED[rights[0] ?? 'anybody']

describe.each(DOINGS.map((doing) => [doing.name, doing] as const))('%s', (_name, doing) => {
  it('is done for those who may, and refused to all others', async () => {
    for (const user of ROLES)
      expect([user, await tried(doing, SET_UP, user)]).toEqual([user, expected(doing.rights, user)])
  })

  it('where nothing is set up, is for those who may set up, or for nobody', async () => {
    for (const user of ['anybody', 'manager'] as const) {
      const right = doing.before ? expected(doing.before, user) : 'not-set-up'
      expect([user, await tried(doing, BARE, user)]).toEqual([user, right])
    }
  })
})

describe('where nobody organises any more', () => {
  it.each(DOINGS.map((doing) => [doing.name, doing] as const))('%s', async (_name, doing) => {
    const { rights } = doing
    const may = (['anybody', 'manager', 'successor'] as const).some((role) => rights.includes(role))
    const first = rights[0] ?? 'anybody'
    const refused = { ...REFUSED, organiser: 'no-organiser-left', successor: 'no-organiser-left' }[first]
    expect(await tried(doing, ORPHANED, 'successor')).toBe(may ? 'done' : refused)
    const others = rights.includes('anybody') ? 'done' : refused
    expect(await tried(doing, ORPHANED, 'anybody')).toBe(others)
  })
})

it('changes nothing about who may without anybody seeing it', () => {
  expect(
    DOINGS.map(({ name, rights, before }) => `${name}: ${rights}${before ? ` (before: ${before})` : ''}`),
  ).toMatchInlineSnapshot(`
    [
      "command join: anybody",
      "command profile: anybody",
      "command leave: anybody",
      "command partner: anybody",
      "command topic: anybody",
      "command guide: anybody",
      "command round plan: organiser",
      "command round open: organiser",
      "command round close: organiser",
      "command round reopen: organiser",
      "command round match: organiser",
      "command round review: organiser",
      "command round publish: organiser",
      "command round status: organiser",
      "command round call-off: organiser",
      "command round end: organiser",
      "command topics list: organiser",
      "command topics preview: organiser",
      "command topics post: organiser",
      "command programme show: organiser,successor (before: manager)",
      "command programme connect: manager (before: manager)",
      "command programme code: organiser (before: manager)",
      "command programme add: organiser (before: manager)",
      "command programme remove: organiser (before: manager)",
      "command programme disconnect: organiser (before: manager)",
      "command programme rules: organiser (before: manager)",
      "command programme weights: organiser (before: manager)",
      "command programme settings: organiser (before: manager)",
      "command programme history: organiser (before: manager)",
      "button join: anybody",
      "button join-now: anybody",
      "button join-change: anybody",
      "button profile: anybody",
      "button profile-page: anybody",
      "button leave: anybody",
      "button stay: participant",
      "button partner: anybody",
      "button never-again: anybody",
      "button let-me-in: anybody",
      "button news: anybody",
      "button review: organiser",
      "button decide: organiser",
      "button others: organiser",
      "button round plan: organiser",
      "button round open: organiser",
      "button round close: organiser",
      "button round reopen: organiser",
      "button round match: organiser",
      "button round review: organiser",
      "button round publish: organiser",
      "button round status: organiser",
      "button round call-off: organiser",
      "button round end: organiser",
      "button publish: organiser",
      "button publish-now: organiser",
      "button call-off-round: organiser",
      "button reopen-round: organiser",
      "button end-round: organiser",
      "button retry: organiser",
      "button post-topic: organiser",
      "button topics: organiser",
      "button set-up: manager (before: manager)",
      "button rules: organiser",
      "button weights: organiser",
      "button programme-zone: organiser",
      "button programme: organiser,successor",
      "button code: organiser",
      "button remake: organiser",
      "button choose-channel: organiser",
      "button take-over: successor",
      "button remove: organiser",
      "button organisers: organiser",
      "button organiser-out: organiser",
      "button disconnect: organiser",
      "button disconnect-look: organiser",
      "button disconnect-now: organiser",
      "button disconnect-not: organiser",
      "button history: organiser",
      "form join open: anybody",
      "form join submit: anybody",
      "form profile open: anybody",
      "form profile submit: anybody",
      "form set-up open: manager (before: manager)",
      "form set-up submit: manager (before: manager)",
      "form rules open: organiser",
      "form rules submit: organiser",
      "form weights open: organiser",
      "form weights submit: organiser",
      "form programme-zone open: organiser",
      "form programme-zone submit: organiser",
      "form choose-channel open: organiser",
      "form choose-channel submit: organiser",
    ]
  `)
})

it('asks anew each time: whoever is no organiser any more is refused at once', async () => {
  const open = DOINGS.find(({ name }) => name === 'command round open')
  if (!open) throw new Error('no such command')
  expect(await tried(open, SET_UP, 'organiser')).toBe('done')
  const { personId } = await database.prisma.account.findFirstOrThrow({ where: { externalId: 'organiser' } })
  await database.prisma.organiser.deleteMany({ where: { personId } })
  expect(await tried(open, SET_UP, 'organiser')).toBe('not-organiser')
})

it('refuses what was sealed for somebody else', async () => {
  became.length = 0
  const id = sealer.seal('action', SET_UP, { user: 'organiser' }, 'retry', [])
  await inbound.action(actor(SET_UP, 'participant'), id, [])
  expect(became).toEqual(['stale'])
})
