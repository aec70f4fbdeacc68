import { describe, expect, it } from 'vitest'
import { departFrom } from '../../src/programme/departure.ts'
import { runDue } from '../../src/programme/due.ts'
import { expressInterest } from '../../src/programme/interest.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { leaveRound, whatLeavingMeans } from '../../src/programme/leaving.ts'
import { partnershipOf } from '../../src/programme/partnerships.ts'
import { meet } from '../../src/programme/people.ts'
import { beyondCap, closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { openRegistration, planRound } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { standing } from '../../src/programme/standing.ts'
import { joinedIn } from '../support/desk.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, clock, desk, team, begin } = useWorld()
const effects = (programmeId: string, kind?: string) =>
  database.prisma.effect.findMany({ where: { programmeId, ...(kind ? { kind } : {}) } })

const publishedWith = (people: readonly (readonly [string, string])[]) => published(desk, team(), people)

describe('a round', () => {
  it('is one at a time', async () => {
    const { programme, by } = await begin()
    await planRound(desk, programme, by)
    await expect(planRound(desk, programme, by)).rejects.toMatchObject({ code: 'round-exists' })
  })

  it('tells its state to whoever wants what cannot be done in it', async () => {
    const { programme, by } = await begin()
    await planRound(desk, programme, by)
    await expect(closeRegistration(desk, programme, by)).rejects.toMatchObject({
      code: 'wrong-state',
      facts: { number: 1, state: 'planned' },
    })
  })

  it('is announced when it opens, and those who asked are told, once', async () => {
    const { programme, workspace, by } = await begin()
    await expressInterest(desk, await meet(desk, workspace, { user: 'U1', name: 'Aroha' }))
    await openRegistration(desk, programme, by)
    const recorded = (await effects(programme.id)).map(({ kind }) => kind).sort()
    expect(recorded).toEqual(['announcement', 'private-news'])
    expect(await database.prisma.interest.count({ where: { programmeId: programme.id } })).toBe(0)
    await expect(openRegistration(desk, programme, by)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  it('takes nobody after it closed', async () => {
    const { programme, workspace, by } = await begin()
    await openRegistration(desk, programme, by)
    await joinedIn(desk, workspace, 'U1', 'NZ')
    await closeRegistration(desk, programme, by)
    await expect(joinedIn(desk, workspace, 'U2', 'PE')).rejects.toMatchObject({ code: 'registration-closed' })
  })

  it('pairs, publishes, and records a space for each partnership and nothing twice', async () => {
    const { programme, persons, by } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
      ['U3', 'KE'],
      ['U4', 'DE'],
    ])
    expect(await effects(programme.id, 'space')).toHaveLength(2)
    expect(await effects(programme.id, 'forum-post')).toHaveLength(1)
    const view = await partnershipOf(desk, persons[0]!.id)
    expect(view?.members).toHaveLength(2)
    await expect(publishRound(desk, programme, undefined, by)).rejects.toMatchObject({ code: 'wrong-state' })
    expect(await effects(programme.id, 'space')).toHaveLength(2)
  })

  it('refuses a draft after somebody left, and says how many', async () => {
    const { programme, workspace, by } = await begin()
    await openRegistration(desk, programme, by)
    const people = []
    for (const [user, country] of [
      ['U1', 'NZ'],
      ['U2', 'PE'],
      ['U3', 'KE'],
      ['U4', 'DE'],
    ] as const) {
      people.push(await joinedIn(desk, workspace, user, country))
    }
    await closeRegistration(desk, programme, by)
    await computeDraft(desk, programme, by)
    await leaveRound(desk, people[0]!)
    await expect(publishRound(desk, programme, undefined, by)).rejects.toMatchObject({
      code: 'draft-outdated',
      facts: { came: 0, went: 1 },
    })
    expect(await database.prisma.partnership.count({ where: { programmeId: programme.id } })).toBe(0)
    await expect(publishRound(desk, programme, 'another1', by)).rejects.toMatchObject({ code: 'no-draft' })
  })

  it('leaves nobody without a word: who is left over is called to their news and waits with priority', async () => {
    const { programme, workspace, persons } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
      ['U3', 'KE'],
    ])
    const unmatched = await database.prisma.enrolment.findMany({
      where: { state: 'unmatched', round: { programmeId: programme.id } },
    })
    expect(unmatched).toMatchObject([{ why: 'odd_one_out' }])
    const left = persons.find(({ id }) => id === unmatched[0]!.personId)
    expect((await database.prisma.person.findUniqueOrThrow({ where: { id: left!.id } })).waited).toBe(1)
    const news = await effects(programme.id, 'private-news')
    expect(news).toHaveLength(1)
    expect(news[0]!.workspaceId).toBe(workspace.id)
  })

  it('never pairs earlier partners again', async () => {
    const { programme, workspace, by, persons } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
    ])
    await database.prisma.round.updateMany({
      where: { programmeId: programme.id },
      data: { state: 'closed' },
    })
    const round = await openRegistration(desk, programme, by)
    for (const { id } of persons) {
      const account = await database.prisma.account.findFirstOrThrow({ where: { personId: id } })
      await joinRound(desk, account, round.id)
    }
    expect(workspace.programmeId).toBe(programme.id)
    await closeRegistration(desk, programme, by)
    const { result } = await computeDraft(desk, programme, by)
    expect(result.pairs).toEqual([])
    expect(result.unmatched.map(({ why }) => why)).toEqual(['earlier-partners', 'earlier-partners'])
  })
})

describe('leaving the workspace', () => {
  it('is leaving the round, and the partner is called to their news while they have no space', async () => {
    const { programme, workspace, persons } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
    ])
    await departFrom(desk, workspace.id, 'U1')
    await departFrom(desk, workspace.id, 'U1')
    expect((await standing(desk, persons[0]!)).enrolment).toMatchObject({ state: 'withdrawn' })
    expect((await standing(desk, persons[1]!)).enrolment).toMatchObject({
      state: 'unmatched',
      why: 'partner_left',
    })
    expect(await effects(programme.id, 'partner-left')).toHaveLength(1)
    const account = await database.prisma.account.findFirstOrThrow({ where: { personId: persons[1]!.id } })
    const news = await effects(programme.id, 'private-news')
    expect(news.map(({ payload }) => payload)).toEqual([{ what: 'place', accountId: account.id }])
  })

  it('with which somebody does not take part changes nothing of their place', async () => {
    const { programme, workspace, persons } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
    ])
    await database.prisma.account.create({
      data: {
        programmeId: programme.id,
        personId: persons[0]!.id,
        workspaceId: workspace.id,
        externalId: 'U9',
        displayName: 'Again',
      },
    })
    await departFrom(desk, workspace.id, 'U9')
    await departFrom(desk, workspace.id, 'nobody')
    expect((await standing(desk, persons[0]!)).enrolment).toMatchObject({ state: 'matched' })
    expect(await effects(programme.id, 'partner-left')).toEqual([])
  })
})

describe('leaving', () => {
  it('tells the partner, who comes first the next time', async () => {
    const { programme, persons } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
    ])
    const [one, other] = persons
    expect(await whatLeavingMeans(desk, one!)).toBe('partner')
    await leaveRound(desk, one!)
    await leaveRound(desk, one!)
    expect(await effects(programme.id, 'partner-left')).toHaveLength(1)
    expect((await standing(desk, other!)).enrolment).toMatchObject({
      state: 'unmatched',
      why: 'partner_left',
    })
    expect(await partnershipOf(desk, other!.id)).toBeUndefined()
  })
})

describe('the topics of a round', () => {
  it('come on their days, once, however often it is looked, and a missed day is caught up', async () => {
    const { programme } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
    ])
    await database.prisma.space.updateMany({
      where: { partnership: { programmeId: programme.id } },
      data: { ref: 'CPAIR' },
    })
    await database.prisma.effect.updateMany({ where: { programmeId: programme.id }, data: { state: 'done' } })
    await runDue(desk, clock.at)
    expect(await effects(programme.id, 'prompt')).toHaveLength(0)
    // The third Tuesday of November; the next topic comes on the third Tuesday of December.
    clock.at = Date.UTC(2026, 11, 14, 23)
    await runDue(desk, clock.at)
    expect(await effects(programme.id, 'prompt')).toHaveLength(0)
    clock.at = Date.UTC(2026, 11, 18)
    await runDue(desk, clock.at)
    await Promise.all([runDue(desk, clock.at), runDue(desk, clock.at)])
    expect(await effects(programme.id, 'prompt')).toHaveLength(1)
    expect(await effects(programme.id, 'forum-post')).toHaveLength(2)
  })

  it('stop with the round', async () => {
    const { programme, by } = await publishedWith([
      ['U1', 'NZ'],
      ['U2', 'PE'],
    ])
    await database.prisma.effect.updateMany({ where: { programmeId: programme.id }, data: { state: 'done' } })
    await runDue(desk, clock.at)
    await endRound(desk, programme, by)
    clock.at = Date.UTC(2027, 1, 18)
    await runDue(desk, clock.at)
    expect(await effects(programme.id, 'prompt')).toHaveLength(0)
  })
})

describe('the country cap', () => {
  const of = (count: number, country: string, waited = 0) =>
    Array.from({ length: count }, (_, index) => ({ id: `${country}${waited}${index}`, country, waited }))

  it.each([
    [[...of(10, 'AU'), ...of(40, 'NZ')], 20, 30],
    [[...of(5, 'AU'), ...of(5, 'NZ')], 20, 0],
    [of(100, 'AU'), 100, 0],
    [[], 20, 0],
  ])('waitlists those beyond it', (enrolments, percent, over) => {
    expect(beyondCap(enrolments, percent)).toHaveLength(over)
  })

  it('lets those who waited go first', () => {
    const over = beyondCap([...of(5, 'AU', 0), ...of(5, 'AU', 1)], 1)
    expect(over).toEqual(of(5, 'AU', 0).map(({ id }) => id))
  })
})
