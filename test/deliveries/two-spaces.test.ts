import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { Message } from '../../src/chat/message.ts'
import { transaction } from '../../src/database/transaction.ts'
import { KINDS } from '../../src/deliveries/kinds.ts'
import { UNDER_WAY } from '../../src/outbox/effect.ts'
import { recordEffects } from '../../src/outbox/record.ts'
import { startRunner } from '../../src/outbox/runner.ts'
import type { Platform, PlatformWorkspace } from '../../src/port/platform.ts'
import { runDue } from '../../src/programme/due.ts'
import { leaveRound } from '../../src/programme/leaving.ts'
import { identitiesOf } from '../../src/programme/past-pairs/past-pairs.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { formPartnerships } from '../../src/programme/rounds/form-partnerships.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { takingPart } from '../../src/programme/rounds/taking-part.ts'
import { connectWorkspace, makeConnectCode } from '../../src/programme/setup.ts'
import { startTopics } from '../../src/programme/topics/start.ts'
import { deskOn, joinedIn, programmeOn } from '../support/desk.ts'
import { BEGINNING, DAY_MS } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

/** A platform that remembers what it was asked for, by workspace. */
function remembering() {
  const said: Record<string, string[]> = {}
  const called: Record<string, readonly string[]> = {}
  const note = (at: PlatformWorkspace, words: string) => {
    said[at.externalId] = [...(said[at.externalId] ?? []), words]
  }
  const done = (ref: string) => ({ kind: 'done', ref }) as const
  const platform = {
    capabilities: { publicChannelsOpen: true, actorsWhole: true },
    typed: () => '/command',
    ensureSpace: async (at: PlatformWorkspace, { members }: { members: readonly string[] }) => {
      note(at, `space of ${members.join()}`)
      return done(`C-${at.externalId}`)
    },
    ensurePost: async (at: PlatformWorkspace, post: { key: string; space: string; message: Message }) => {
      if (!post.space.startsWith('C-')) return done('news')
      note(at, post.key.split(':')[1] ?? '')
      called[at.externalId] = post.message.notify ?? []
      return done('M')
    },
    ensureForumPost: async () => done('F'),
    removeMember: async (at: PlatformWorkspace, ref: string, user: string) => {
      note(at, `out of ${ref}: ${user}`)
      return done(ref)
    },
    closeSpace: async (at: PlatformWorkspace, ref: string) => {
      note(at, `closed ${ref}`)
      return done(ref)
    },
  } as unknown as Platform
  return { platform, said, called }
}

it('what is posted to a partnership is posted to each of its spaces', async () => {
  const clock = { at: BEGINNING }
  const desk = deskOn(database, clock)
  const { programme, workspace, by } = await programmeOn(desk, 'T1')
  const code = await makeConnectCode(desk, programme.id, by)
  const elsewhere = { platform: 'discord', externalId: 'G1', name: 'Elsewhere' } as const
  const { workspace: other } = await connectWorkspace(desk, elsewhere, { user: 'D0', name: 'Oskar' }, code)
  await openRegistration(desk, programme, by)
  const people = [
    await joinedIn(desk, workspace, 'U1', 'NZ'),
    await joinedIn(desk, other, 'D1', 'PE'),
    await joinedIn(desk, other, 'D2', 'KE'),
  ]
  const { prisma } = database
  await prisma.effect.updateMany({ data: { state: 'done' } })
  await transaction(prisma, async (tx) => {
    const round = await tx.round.update({
      where: { id: (await tx.round.findFirstOrThrow()).id },
      data: { state: 'running' },
    })
    const identities = await identitiesOf(desk, tx, { programmeId: programme.id })
    const members = people.map(({ id }) => id)
    const now = new Date(clock.at)
    const taking = await takingPart(tx, round.id)
    const groups = [{ members, score: 500, reasons: [] }]
    const effects = await formPartnerships(tx, round, groups, taking, identities, now)
    await recordEffects(tx, [...effects, ...(await startTopics(tx, round, 'UTC', [], now))], desk.wall())
  })
  const { platform, said, called } = remembering()
  const courier = { desk, platformOf: () => platform, commands: [], seal: () => '' }
  const runner = startRunner({
    prisma,
    kinds: KINDS.map((kind) => kind.by(courier)),
    log: pino({ level: 'silent' }),
    everyMs: 10,
  })
  const quiet = async () => {
    const underWay = () => prisma.effect.count({ where: { state: { in: UNDER_WAY } } })
    await expect.poll(underWay, { timeout: 10_000 }).toBe(0)
  }
  await quiet()
  const first = ['introduction', 'prompt']
  expect(said).toEqual({ T1: ['space of U1', ...first], G1: ['space of D1,D2', ...first] })
  const spaces = await prisma.space.findMany({ include: { partnership: true } })
  expect(spaces.filter(({ id, partnershipId }) => id === partnershipId)).toHaveLength(1)

  clock.at += 40 * DAY_MS
  await runDue(desk, clock.at)
  await quiet()
  await leaveRound(desk, people[2]!)
  await quiet()
  expect(called).toEqual({ T1: ['U1'], G1: ['D1'] })
  await endRound(desk, programme, by)
  await quiet()
  const told = [...first, 'prompt', 'partner-left']
  expect(said).toEqual({
    T1: ['space of U1', ...told, 'farewell', 'closed C-T1'],
    G1: ['space of D1,D2', ...told, 'out of C-G1: D2', 'farewell', 'closed C-G1'],
  })
  await runner.stop(2_000)
})
