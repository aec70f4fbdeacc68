import { beforeEach, expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { roundPanel } from '../../src/messages/round.ts'
import { createVoice } from '../../src/messages/voice.ts'
import { newTrace, withinTrace } from '../../src/port/trace.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { runDue } from '../../src/programme/due.ts'
import { leaveRound } from '../../src/programme/leaving.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { roundStatus } from '../../src/programme/rounds/status.ts'
import { joinedIn, programmeOn } from '../support/desk.ts'
import { useWorld } from '../support/world.ts'

const HOUR = 3_600_000
const DECEMBER = Date.UTC(2026, 11, 18)
const JANUARY = Date.UTC(2027, 0, 22)
const voice = createVoice({
  locale: 'en',
  platform: 'slack',
  typed: (name) => `/${name}`,
  press: () => '',
  form: () => '',
})

const { database, clock, team, ...world } = useWorld()
let wall: number
let desk: Desk

beforeEach(async () => {
  await database.prisma.programme.deleteMany()
  wall = Date.now()
  desk = { ...world.desk, wall: () => wall }
})

/** A programme with a pair whose spaces are open, in the midst of a round. */
async function running(zone = 'UTC') {
  const { programme, workspace, by } = await programmeOn(desk, team())
  await openRegistration(desk, programme, by)
  const one = await joinedIn(desk, workspace, 'U1', 'NZ', 'Pacific/Auckland')
  await joinedIn(desk, workspace, 'U2', 'PE', 'America/Lima')
  // As a newer Node would have let them choose.
  await database.prisma.person.update({ where: { id: one.id }, data: { zone, name: 'Aroha' } })
  await closeRegistration(desk, programme, by)
  await computeDraft(desk, programme, by)
  await publishRound(desk, programme, undefined, by)
  const of = { programmeId: programme.id }
  await database.prisma.space.updateMany({ where: { partnership: of }, data: { ref: 'CPAIR' } })
  await database.prisma.effect.updateMany({ where: of, data: { state: 'done' } })
  const topics = await database.prisma.roundTopic.findMany({
    where: { round: of },
    orderBy: { index: 'asc' },
    include: { topic: true },
  })
  return { programme, workspace, one, topics }
}

const turn = (at: number, by: Desk = desk) => {
  clock.at = at
  return withinTrace(newTrace(), () => runDue(by, at))
}

/** A desk at which that topic cannot be worked out. */
function withBroken({ id }: { id: string }): Desk {
  const prisma = database.prisma.$extends({
    query: {
      prompt: {
        createMany({ args, query }) {
          if ([args.data].flat().some(({ roundTopicId }) => roundTopicId === id))
            throw new RangeError('no such day')
          return query(args)
        },
      },
    },
  }) as unknown as Desk['prisma']
  return { ...desk, prisma }
}
const sent = async ({ id }: { id: string }) =>
  (await database.prisma.effect.findMany({ where: { programmeId: id, kind: 'prompt' } })).length
const panel = async ({ id }: { id: string }) => {
  const status = await roundStatus(desk, id)
  return status ? unmarked(JSON.stringify(roundPanel(status, () => 'slack', voice))) : ''
}

it('gives everybody else their topics when one topic is broken, and shows which', async () => {
  const broken = await running()
  const well = await running()
  const [, second] = broken.topics
  const broke = withBroken(second!)

  const troubles = await turn(DECEMBER, broke)
  expect(troubles).toMatchObject([{ kind: 'topic', subject: second!.id, programmeId: broken.programme.id }])
  expect(await sent(broken.programme)).toBe(0)
  expect(await sent(well.programme)).toBe(1)
  const said = await panel(broken.programme)
  expect(said).toContain(second!.topic.title)
  expect(said).toContain(troubles[0]!.reference)
  expect(await panel(well.programme)).not.toContain('could not be worked out')

  await turn(JANUARY, broke)
  expect(await sent(broken.programme)).toBe(1)
  expect(await sent(well.programme)).toBe(2)

  await turn(JANUARY)
  expect(await sent(broken.programme)).toBe(2)
  expect(await panel(broken.programme)).not.toContain('could not be worked out')
})

it('is said once an hour in the log, under the reference that organisers see', async () => {
  const { programme, topics } = await running()
  const broke = withBroken(topics[1]!)
  const [first] = await turn(DECEMBER, broke)
  expect(first?.error).toBeInstanceOf(RangeError)
  wall += HOUR - 1
  expect(await turn(DECEMBER, broke)).toEqual([])
  expect(await panel(programme)).toContain(first!.reference)
  wall += 1
  const [again] = await turn(DECEMBER, broke)
  expect(again!.reference).not.toBe(first!.reference)
  expect(await panel(programme)).toContain(again!.reference)
})

it('matches somebody whose zone is strange to this Node, gives them topics, and says so until it is mended', async () => {
  const { programme, one } = await running('Mars/Olympus_Mons')
  await turn(clock.at)
  expect(await panel(programme)).not.toContain('Aroha')
  const troubles = await turn(DECEMBER)
  expect(troubles).toMatchObject([{ kind: 'zone', subject: one.id }])
  expect(await sent(programme)).toBe(1)
  expect(await panel(programme)).toContain('Aroha, whose time zone is not known here')
  await turn(DECEMBER + HOUR)
  expect(await panel(programme)).toContain('Aroha')
  await leaveRound(desk, one)
  await turn(DECEMBER + HOUR)
  expect(await panel(programme)).not.toContain('Aroha')
})

it('keeps a programme going whose own zone is strange', async () => {
  const { programme } = await running()
  await database.prisma.programme.update({ where: { id: programme.id }, data: { zone: 'Mars/Olympus_Mons' } })
  await turn(DECEMBER)
  expect(await sent(programme)).toBe(1)
  expect(await panel(programme)).toContain('the programme, whose time zone is not known here')
  await database.prisma.programme.update({ where: { id: programme.id }, data: { zone: 'Europe/London' } })
  await turn(DECEMBER)
  expect(await panel(programme)).not.toContain('could not be worked out')
})

it('goes on where letting people in or moving a round on fails for one', async () => {
  const broken = await running()
  const well = await running()
  const { prisma } = database
  await prisma.account.updateMany({ data: { accessDue: true } })
  const access = (of: { id: string }) =>
    prisma.effect.count({ where: { programmeId: of.id, kind: 'channel-access', state: 'ready' } })
  const failing = prisma.$extends({
    query: {
      account: {
        findMany({ args, query }) {
          if (args.where?.workspaceId === broken.workspace.id) throw new Error('cannot be recorded')
          return query(args)
        },
      },
      round: {
        updateMany({ args, query }) {
          if (broken.topics.some(({ roundId }) => roundId === args.where?.id)) throw new Error('stuck')
          return query(args)
        },
      },
    },
  }) as unknown as Desk['prisma']
  const troubles = await runDue({ ...desk, prisma: failing }, clock.at)
  expect(troubles.map(({ kind, programmeId }) => [kind, programmeId])).toEqual([
    ['access', broken.programme.id],
    ['round', broken.programme.id],
  ])
  expect(await access(broken.programme)).toBe(0)
  expect(await access(well.programme)).toBe(2)
  expect(await roundStatus(desk, well.programme.id)).toMatchObject({ round: { state: 'running' } })
  expect(await panel(broken.programme)).toContain('2 things could not be worked out')
  await turn(clock.at)
  expect(await access(broken.programme)).toBe(2)
  expect(await panel(broken.programme)).not.toContain('could not be worked out')
})
