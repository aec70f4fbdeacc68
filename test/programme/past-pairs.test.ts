import { describe, expect, it } from 'vitest'
import { departFrom } from '../../src/programme/departure.ts'
import { pairHash } from '../../src/programme/identifier.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { convertPairs } from '../../src/programme/past-pairs/convert.ts'
import { avoidPair, identitiesOf, pairedBefore } from '../../src/programme/past-pairs/past-pairs.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { joinedIn } from '../support/desk.ts'
import { type Published, published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, clock, desk, team } = useWorld()

const everybody = async ({ programme }: Published) => {
  const people = await identitiesOf(desk, database.prisma, { programmeId: programme.id })
  const pairs = await pairedBefore(database.prisma, programme.id, people)
  return pairs.map(({ people }) => [...people].sort()).sort()
}
const ended = ({ programme }: Published) =>
  database.prisma.round.updateMany({ where: { programmeId: programme.id }, data: { state: 'closed' } })

/** Another account of somebody. */
const another = ({ programme, workspace }: Published, personId: string, externalId: string) =>
  database.prisma.account.create({
    data: { programmeId: programme.id, personId, workspaceId: workspace.id, externalId, displayName: '' },
  })

describe('partners of a round', () => {
  it('are kept with the round and when, and not to be read from what is kept', async () => {
    const { programme, persons } = await published(desk, team())
    const rows = await database.prisma.pastPair.findMany({ where: { programmeId: programme.id } })
    expect(rows).toMatchObject([{ kind: 'partners', round: 1, at: new Date(clock.at) }])
    const kept = JSON.stringify(rows)
    for (const { id } of persons) expect(kept).not.toContain(id)
    expect(kept).not.toMatch(/U1|U2|TPAST/)
  })

  it('are known again after one was erased and came back, whichever account they come with', async () => {
    const made = await published(desk, team())
    const { programme, workspace, by, persons } = made
    await ended(made)
    // It was said when they had two accounts.
    const second = await another(made, persons[0]!.id, 'U1-other')
    await avoidPair(desk, programme.id, persons[0]!.id, persons[1]!.id)
    await database.prisma.person.delete({ where: { id: persons[0]!.id } })
    expect(await everybody(made)).toEqual([])

    const { id } = await openRegistration(desk, programme, by)
    const back = await joinedIn(desk, workspace, second.externalId, 'NZ')
    expect(back.id).not.toBe(persons[0]!.id)
    const partner = await database.prisma.account.findFirstOrThrow({ where: { personId: persons[1]!.id } })
    await joinRound(desk, partner, id)
    await closeRegistration(desk, programme, by)
    const { result } = await computeDraft(desk, programme, by)
    expect(result.pairs).toEqual([])
    expect(result.unmatched.map(({ why }) => why)).toEqual(['earlier-partners', 'earlier-partners'])
  })
})

describe('pairs as 0.1 kept them', () => {
  /** As 0.1 left it: rows of hashes of both people's ids. */
  async function asBefore(made: Published, avoid: boolean): Promise<void> {
    const programmeId = made.programme.id
    await database.prisma.pastPair.deleteMany({ where: { programmeId } })
    const [a, b] = made.persons
    const row = { programmeId, hash: pairHash(desk.secret, a!.id, b!.id), at: new Date(clock.at + 1_000) }
    await database.prisma.personPair.create({ data: { ...row, kind: avoid ? 'avoid' : 'partners' } })
  }

  it('are turned once, with all accounts that somebody has, and for who left since', async () => {
    const made = await published(desk, team())
    const [a, b] = made.persons.map(({ id }) => id).sort()
    await another(made, made.persons[0]!.id, 'U1-other')
    await departFrom(desk, made.workspace.id, 'U2')
    await asBefore(made, false)
    expect(await convertPairs(desk)).toEqual({ turned: 1, forgotten: 0 })
    const { programme } = made
    const rows = await database.prisma.pastPair.findMany({ where: { programmeId: programme.id } })
    expect(rows.map(({ kind, round }) => [kind, round])).toEqual([
      ['partners', 1],
      ['partners', 1],
    ])
    expect(await everybody(made)).toEqual([[a, b]])
    expect(await convertPairs(desk)).toEqual({ turned: 0, forgotten: 0 })
    expect(await database.prisma.pastPair.count({ where: { programmeId: programme.id } })).toBe(2)
  })

  it('of people who want not to be paired again were partners, too', async () => {
    const made = await published(desk, team())
    await asBefore(made, true)
    expect(await convertPairs(desk)).toEqual({ turned: 1, forgotten: 0 })
    const rows = await database.prisma.pastPair.findMany({
      where: { programmeId: made.programme.id },
      orderBy: { kind: 'asc' },
    })
    expect(rows).toMatchObject([
      { kind: 'partners', round: 1, at: new Date(clock.at) },
      { kind: 'avoid', round: null, at: new Date(clock.at + 1_000) },
    ])
  })

  it('that mean nobody any more go, and what follows goes on', async () => {
    const made = await published(desk, team())
    await asBefore(made, false)
    await database.prisma.personPair.create({
      data: { programmeId: made.programme.id, hash: 'of somebody erased', kind: 'avoid', at: new Date() },
    })
    expect(await convertPairs(desk)).toEqual({ turned: 1, forgotten: 1 })
    expect(await database.prisma.personPair.count()).toBe(0)
  })

  it('stay as they are where the turning is cut off, and are turned at the next start', async () => {
    const made = await published(desk, team())
    await asBefore(made, false)
    const { prisma } = database
    await prisma.$executeRaw`ALTER TABLE "PastPair" ADD CONSTRAINT "cut" CHECK ("at" < '2000-01-01') NOT VALID`
    await expect(convertPairs(desk)).rejects.toThrow('cut')
    await prisma.$executeRaw`ALTER TABLE "PastPair" DROP CONSTRAINT "cut"`
    expect(await prisma.personPair.count()).toBe(1)
    expect(await convertPairs(desk)).toEqual({ turned: 1, forgotten: 0 })
    expect(await everybody(made)).toHaveLength(1)
  })
})
