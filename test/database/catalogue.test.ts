import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/programme/identifier.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()
let one: Awaited<ReturnType<typeof programmeOn>>
let other: Awaited<ReturnType<typeof programmeOn>>
const at = new Date()

beforeAll(async () => {
  const desk = deskOn(database, { at: at.getTime() })
  one = await programmeOn(desk, 'T1')
  other = await programmeOn(desk, 'T2')
})

/** What the schema file cannot say, and only a migration makes. */
describe('the database holds', () => {
  it('one round at a time for each programme, by an index', async () => {
    const [index] = await database.prisma.$queryRaw<{ indexdef: string }[]>`
      SELECT indexdef FROM pg_indexes WHERE indexname = 'Round_one_at_a_time'`
    expect(index?.indexdef).toMatch(
      /UNIQUE INDEX .* \("programmeId"\) WHERE \(state <> 'closed'::"RoundState"\)/,
    )
    const round = (number: number, state: 'open' | 'closed') =>
      database.prisma.round.create({
        data: {
          programmeId: one.programme.id,
          number,
          state,
          topicsPerRound: 6,
          cadence: 'monthly',
          plannedAt: at,
        },
      })
    await round(1, 'closed')
    await round(2, 'open')
    await round(3, 'closed')
    await expect(round(4, 'open')).rejects.toMatchObject({ code: 'P2002' })
  })

  it.each([
    ['"Programme" SET "countryCap" = 101', 'Programme_countryCap_check'],
    ['"Programme" SET "leastHours" = 41', 'Programme_leastHours_check'],
    ['"Programme" SET "reunionAfter" = 0', 'Programme_reunionAfter_check'],
    [`"Round" SET "calledOffAt" = now() WHERE "state" <> 'closed'`, 'Round_calledOffAt_check'],
    ['"Programme" SET "topicsPerRound" = 0', 'Programme_topicsPerRound_check'],
    ['"Person" SET "availability" = 2097152', 'Person_availability_check'],
    ['"Person" SET "waited" = -1', 'Person_waited_check'],
    ['"Topic" SET "position" = -1', 'Topic_position_check'],
  ])('bounds: UPDATE %s', async (change, constraint) => {
    await expect(database.prisma.$executeRawUnsafe(`UPDATE ${change}`)).rejects.toThrow(constraint)
  })

  it.each([
    ['a', 'b', true],
    ['b', 'a', false],
    ['a', 'a', false],
    // As JavaScript orders them, not as a language would.
    ['B', 'a', true],
    ['a', 'B', false],
    ['-', '0', true],
    ['Z', '_', true],
    ['_', 'z', true],
  ])('the order of a pair, byte by byte: %s before %s', async (oneHash, otherHash, fits) => {
    expect(oneHash < otherHash).toBe(fits)
    const made = database.prisma.pastPair.create({
      data: { programmeId: one.programme.id, oneHash, otherHash, kind: 'avoid', at },
    })
    if (fits) await made
    else await expect(made).rejects.toThrow('PastPair_order_check')
  })
})

describe('nothing of a programme can refer to another’s', () => {
  const person = (programmeId: string) =>
    database.prisma.person.create({ data: { programmeId, name: 'Somebody', createdAt: at } })

  it('accounts, enrolments, effects', async () => {
    const theirs = await person(other.programme.id)
    const round = await database.prisma.round.findFirstOrThrow({ where: { programmeId: one.programme.id } })
    const programmeId = one.programme.id
    const account = { externalId: 'U9', displayName: 'Somebody', workspaceId: one.workspace.id }
    const enrolment = { roundId: round.id, accountId: one.by.id, joinedAt: at, changedAt: at }
    const effect = { kind: 'deed', key: newId(), payload: {}, notBefore: at, createdAt: at }
    const { prisma } = database
    const crossing = [
      () => prisma.account.create({ data: { ...account, programmeId, personId: theirs.id } }),
      () =>
        prisma.account.create({ data: { ...account, programmeId: theirs.programmeId, personId: theirs.id } }),
      () => prisma.enrolment.create({ data: { ...enrolment, programmeId, personId: theirs.id } }),
      () =>
        prisma.enrolment.create({
          data: { ...enrolment, programmeId: theirs.programmeId, personId: theirs.id },
        }),
      () => prisma.organiser.create({ data: { programmeId, personId: theirs.id, since: at } }),
      () => prisma.effect.create({ data: { ...effect, programmeId, workspaceId: other.workspace.id } }),
      () =>
        prisma.effect.create({
          data: {
            ...effect,
            programmeId: other.programme.id,
            workspaceId: other.workspace.id,
            roundId: round.id,
          },
        }),
    ]
    for (const [number, create] of crossing.entries())
      await expect(create(), String(number)).rejects.toMatchObject({ code: 'P2003' })
    await prisma.effect.create({
      data: { ...effect, programmeId, workspaceId: one.workspace.id, roundId: round.id },
    })
  })

  it('every table of a programme refers within it', async () => {
    // Of those that have the programme's id: each reference to another such table goes by both.
    const single = await database.prisma.$queryRaw<{ name: string }[]>`
      SELECT c.conname AS name FROM pg_constraint c
       WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1
         AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'programmeId')
         AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attname = 'programmeId')`
    expect(single).toEqual([])
  })
})
