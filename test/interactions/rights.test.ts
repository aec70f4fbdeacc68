import type { Logger } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { say } from '../../src/chat/answer.ts'
import { ROLES as ALL_ROLES, type Rights, type Role } from '../../src/chat/command.ts'

import { createInbound, type Registry } from '../../src/interactions/dispatch.ts'
import type { Inbound, Platform } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { meet } from '../../src/programme/people.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { registry } from '../../src/registry.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { useDatabase } from '../support/world.ts'
import { actor, DOINGS, type Doing, sealer } from './doings.ts'

/** Where there is a programme, and where there is none. */
const SET_UP = 'TRIGHTS'
const BARE = 'TBARE'
/** And where nobody organises it any more. */
const ORPHANED = 'TORPHANED'
/** Whoever could succeed is one only there. */
const ROLES = ALL_ROLES.filter((role) => role !== 'successor')

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
