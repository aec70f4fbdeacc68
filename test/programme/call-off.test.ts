import { beforeEach, describe, expect, it } from 'vitest'
import type { Account, Person, Programme, Workspace } from '../../src/database/generated/client.ts'
import { askToJoin, joinRound } from '../../src/programme/joining.ts'
import { leaveRound } from '../../src/programme/leaving.ts'
import { meet } from '../../src/programme/people.ts'
import { removeOutdated } from '../../src/programme/retention.ts'
import { atStake } from '../../src/programme/rounds/at-stake.ts'
import { BEFORE_PARTNERS, callOffRound } from '../../src/programme/rounds/call-off.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration, planRound } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { reopenRegistration } from '../../src/programme/rounds/reopen.ts'
import { roundStatus } from '../../src/programme/rounds/status.ts'
import { standing } from '../../src/programme/standing.ts'
import { joinedIn } from '../support/desk.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, clock, desk, team, begin } = useWorld()
let programme: Programme
let workspace: Workspace
let by: Account

beforeEach(async () => {
  ;({ programme, workspace, by } = await begin())
})

const opened = () => openRegistration(desk, programme, by)
const joined = (user: string, country: string) => joinedIn(desk, workspace, user, country)
const recorded = async (...states: ('ready' | 'dropped')[]) => {
  const where = { programmeId: programme.id, state: { in: states } }
  const effects = await database.prisma.effect.findMany({ where, orderBy: { createdAt: 'asc' } })
  return effects.map(({ kind, payload }) => `${kind} ${(payload as { what?: string }).what}`).sort()
}
const interested = async () =>
  (await database.prisma.interest.findMany({ where: { programmeId: programme.id } })).map(
    ({ personId }) => personId,
  )

describe('a round that is called off', () => {
  it('leaves room for the next one, which has the next number, from each state before partners', async () => {
    const rounds = [
      await planRound(desk, programme, by),
      await planned(1),
      await planned(2),
      await planned(3),
    ]
    async function planned(after: number) {
      await callOffRound(desk, programme, by)
      expect(await roundStatus(desk, programme.id)).toBeUndefined()
      const round = await opened()
      if (after > 1) await closeRegistration(desk, programme, by)
      return round
    }
    expect(rounds.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    const states = await database.prisma.round.findMany({ where: { programmeId: programme.id } })
    expect(states.filter(({ state }) => state === 'closed')).toHaveLength(3)
    expect(states.filter(({ calledOffAt, endedAt }) => calledOffAt && endedAt)).toHaveLength(3)
  })

  it('tells those who had a place, whatever they said before, and waits with them for the next one', async () => {
    const { id } = await opened()
    const stays = await joined('U1', 'NZ')
    const left = await joined('U2', 'PE')
    await leaveRound(desk, left)
    const gone = await joined('U3', 'KE')
    await database.prisma.account.updateMany({ where: { personId: gone.id }, data: { leftAt: new Date(0) } })
    await database.prisma.enrolment.updateMany({
      where: { personId: stays.id },
      data: { state: 'waitlisted' },
    })
    expect(await callOffRound(desk, programme, by, id)).toMatchObject({ people: 1 })
    expect(await interested()).toEqual([stays.id])
    expect(await standing(desk, stays)).toMatchObject({ round: null, interested: true })
    expect(await recorded('ready')).toContain('private-news called-off')
    // What said that it is open had not gone out, and does not any more.
    expect(await recorded('dropped')).toEqual(['announcement open'])
    const next = await opened()
    const news = await database.prisma.effect.findMany({
      where: { roundId: next.id, kind: 'private-news' },
    })
    expect(news).toHaveLength(1)
  })

  it('is announced where it was announced, and nowhere else', async () => {
    await planRound(desk, programme, by)
    await callOffRound(desk, programme, by)
    expect(await recorded('ready')).toEqual([])
    await opened()
    await callOffRound(desk, programme, by)
    expect(await recorded('ready')).toEqual(['announcement called-off'])
  })

  it('says so to whoever presses its button', async () => {
    const { id } = await opened()
    await callOffRound(desk, programme, by)
    const account = await meet(desk, workspace, { user: 'U9', name: 'Late' })
    await expect(askToJoin(desk, account, id)).rejects.toMatchObject({ code: 'round-called-off' })
    await expect(joinRound(desk, account, id)).rejects.toMatchObject({ code: 'round-called-off' })
  })

  it('is not another than was asked about, nor one that has partners', async () => {
    const first = await opened()
    await callOffRound(desk, programme, by)
    await opened()
    await expect(callOffRound(desk, programme, by, first.id)).rejects.toMatchObject({ code: 'stale' })
    const made = await published(desk, team())
    await expect(callOffRound(desk, made.programme, made.by)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  it('takes no topics from the rounds after it, and what it recorded goes after its time', async () => {
    await opened()
    await callOffRound(desk, programme, by)
    await database.prisma.effect.updateMany({ where: { programmeId: programme.id }, data: { state: 'done' } })
    await removeOutdated(desk, clock.at + 181 * 24 * 3_600_000)
    expect(await database.prisma.effect.count({ where: { programmeId: programme.id } })).toBe(0)
    await opened()
    await joined('U1', 'NZ')
    await joined('U2', 'PE')
    await closeRegistration(desk, programme, by)
    await computeDraft(desk, programme, by)
    const { round } = await publishRound(desk, programme, undefined, by)
    const topics = await database.prisma.roundTopic.findMany({
      where: { roundId: round.id },
      orderBy: { index: 'asc' },
      include: { topic: true },
    })
    expect(topics.map(({ topic }) => topic.title)).toEqual(['First', 'Second', 'Third', 'Fourth'])
  })
})

describe('a registration that is opened again', () => {
  const people = async (): Promise<Person[]> => {
    const of = []
    for (let at = 0; at < 6; at += 1) of.push(await joined(`U${at}`, 'NZ'))
    return of
  }
  const states = async () =>
    (await database.prisma.enrolment.findMany({ where: { programmeId: programme.id } })).map(
      ({ state }) => state,
    )

  it('takes people, those on the waiting list first, and is announced once more each time', async () => {
    const { id } = await opened()
    await people()
    await closeRegistration(desk, programme, by)
    await computeDraft(desk, programme, by)
    expect(await states()).toContain('waitlisted')
    clock.at += 1_000
    expect(await reopenRegistration(desk, programme, by, id)).toMatchObject({
      state: 'open',
      registrationClosedAt: null,
    })
    expect(await states()).toEqual(Array(6).fill('joined'))
    expect(await database.prisma.matchRun.count({ where: { roundId: id } })).toBe(0)
    await joined('U7', 'PE')
    expect(await closeRegistration(desk, programme, by)).toMatchObject({ joined: 6, waitlisted: 1 })
    clock.at += 1_000
    await reopenRegistration(desk, programme, by, id)
    expect(await recorded('ready')).toEqual([
      'announcement open',
      'announcement open-again',
      'announcement open-again',
    ])
  })

  it('tells whoever asked meanwhile to be told, though they heard of it at first', async () => {
    const account = await meet(desk, workspace, { user: 'U1', name: 'Aroha' })
    await askToJoin(desk, account)
    const { id } = await opened()
    await closeRegistration(desk, programme, by)
    expect(await askToJoin(desk, account)).toMatchObject({ kind: 'noted' })
    clock.at += 1_000
    await reopenRegistration(desk, programme, by, id)
    expect(await interested()).toEqual([])
    expect((await recorded('ready')).filter((what) => what === 'private-news open')).toHaveLength(2)
  })

  it('is not another than was asked about, nor one that is open', async () => {
    const first = await opened()
    await expect(reopenRegistration(desk, programme, by)).rejects.toMatchObject({ code: 'wrong-state' })
    await callOffRound(desk, programme, by)
    await opened()
    await closeRegistration(desk, programme, by)
    await expect(reopenRegistration(desk, programme, by, first.id)).rejects.toMatchObject({ code: 'stale' })
  })
})

it('shows beforehand how many people it touches', async () => {
  const { id } = await opened()
  await joined('U1', 'NZ')
  await joined('U2', 'PE')
  await closeRegistration(desk, programme, by)
  await database.prisma.enrolment.updateMany({
    where: { roundId: id, person: { country: 'PE' } },
    data: { state: 'waitlisted' },
  })
  expect(await atStake(desk, programme, BEFORE_PARTNERS, id)).toMatchObject({
    people: 2,
    waiting: 1,
    draft: false,
    partnerships: 0,
    topics: 0,
  })
  await expect(atStake(desk, programme, BEFORE_PARTNERS, 'another')).rejects.toMatchObject({ code: 'stale' })
})
