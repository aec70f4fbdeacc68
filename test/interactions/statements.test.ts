import { Client } from 'pg'
import { pino } from 'pino'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createInbound } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Inbound, Platform } from '../../src/port/platform.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { registry } from '../../src/registry.ts'
import { deskOn, joinedIn, programmeOn } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

let inbound: Inbound

beforeAll(async () => {
  inbound = await scene()
})
afterEach(() => vi.restoreAllMocks())

/** A platform that tells all with the event, so that nothing is asked of it. */
const platform = {
  name: 'slack',
  capabilities: { formsWhole: true, localInstants: true, publicChannelsOpen: false, actorsWhole: true },
  typed: ({ slackName }: { slackName: string }) => `/${slackName}`,
} as unknown as Platform

async function scene(): Promise<Inbound> {
  const desk = deskOn(database, { at: BEGINNING })
  // A round in which two people are partners.
  const running = await programmeOn(desk, 'TRUNNING')
  await openRegistration(desk, running.programme, running.by)
  await joinedIn(desk, running.workspace, 'UADA', 'GB')
  await joinedIn(desk, running.workspace, 'UBEN', 'NZ')
  await closeRegistration(desk, running.programme, running.by)
  await computeDraft(desk, running.programme, running.by)
  await publishRound(desk, running.programme, undefined, running.by)
  // Another programme's, which is open.
  const open = await programmeOn(desk, 'TOPEN')
  await openRegistration(desk, open.programme, open.by)
  await joinedIn(desk, open.workspace, 'UCHO', 'KR')
  return createInbound({
    desk,
    platform,
    registry,
    sealer: createSealer(desk.secret),
    log: pino({ level: 'silent' }),
    topics: [],
    refreshHomes: () => undefined,
    reach: () => undefined,
    linkTo: () => undefined,
  })
}

// What a crowd waits for is the database, a statement at a time. `BEGIN` and `COMMIT` count, too.
test.each([
  { who: 'somebody new', user: 'UNEW', workspace: 'TOPEN', command: 'join', answer: 'form', most: 8 },
  { who: 'somebody who joined', user: 'UCHO', workspace: 'TOPEN', command: 'join', answer: 'say', most: 2 },
  { who: 'somebody who joined', user: 'UCHO', workspace: 'TOPEN', command: 'guide', answer: 'say', most: 3 },
  { who: 'a partner', user: 'UADA', workspace: 'TRUNNING', command: 'guide', answer: 'say', most: 3 },
  { who: 'a partner', user: 'UADA', workspace: 'TRUNNING', command: 'partner', answer: 'say', most: 3 },
])('/$command of $who takes $most statements at most', async ({ user, workspace, command, answer, most }) => {
  const sent = vi.spyOn(Client.prototype, 'query')
  const given = await inbound.command({ workspace, user, name: user }, command, {})
  expect(given.kind).toBe(answer)
  expect(sent.mock.calls.length).toBeLessThanOrEqual(most)
  // The spy sees them: a number that nothing could exceed would hold nothing.
  expect(sent.mock.calls.length).toBeGreaterThan(0)
})
