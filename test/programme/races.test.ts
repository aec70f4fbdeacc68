import { beforeEach, describe, expect, it } from 'vitest'
import type { Account, Programme, Workspace } from '../../src/database/generated/client.ts'
import { departFrom } from '../../src/programme/departure.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { leaveRound } from '../../src/programme/leaving.ts'
import { meet } from '../../src/programme/people.ts'
import { Problem } from '../../src/programme/problem.ts'
import { saveProfile } from '../../src/programme/profile/profile.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { openRegistration, planRound } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { useWorld } from '../support/world.ts'

const { database, desk, begin } = useWorld()
let programme: Programme
let workspace: Workspace
let by: Account

beforeEach(async () => {
  ;({ programme, workspace, by } = await begin())
})

const TIMES = 8

/** What became of each: done, or the code of the problem that was told. Nothing else may happen. */
const told = (work: readonly Promise<unknown>[]): Promise<string[]> =>
  Promise.all(
    work.map((one) =>
      one.then(
        () => 'done',
        (error: unknown) => {
          if (error instanceof Problem) return error.code
          throw error
        },
      ),
    ),
  )

/** Somebody with a profile. */
async function somebody(user: string, country: string): Promise<Account> {
  const account = await meet(desk, workspace, { user, name: user })
  await saveProfile(desk, account.personId, { country, zone: 'UTC', languages: ['en'] })
  return account
}
const leave = ({ personId: id, programmeId }: Account) => leaveRound(desk, { id, programmeId })
const rounds = () => database.prisma.round.findMany({ where: { programmeId: programme.id } })
const enrolled = (state: 'joined' | 'matched' | 'waitlisted' | 'unmatched' | 'withdrawn') =>
  database.prisma.enrolment.findMany({ where: { programmeId: programme.id, state } })

describe('two at once', () => {
  it('plan one round, and one of them is told so', async () => {
    const answers = await told([1, 2, 3].map(() => planRound(desk, programme, by)))
    expect(answers.sort()).toEqual(['done', 'round-exists', 'round-exists'])
    expect(await rounds()).toHaveLength(1)
  })

  it('open one round, announced once, and one of them is told that it is open', async () => {
    const answers = await told([1, 2, 3].map(() => openRegistration(desk, programme, by)))
    expect(answers.sort()).toEqual(['done', 'wrong-state', 'wrong-state'])
    expect(await rounds()).toMatchObject([{ number: 1, state: 'open' }])
    expect(await database.prisma.effect.count({ where: { programmeId: programme.id } })).toBe(1)
  })

  it('leave the same partnership: each has left, and nobody is told twice', async () => {
    for (let turn = 0; turn < TIMES; turn += 1) {
      const people = [await somebody(`A${turn}`, 'NZ'), await somebody(`B${turn}`, 'PE')]
      const { id } = await openRegistration(desk, programme, by)
      for (const account of people) await joinRound(desk, account, id)
      await closeRegistration(desk, programme, by)
      await computeDraft(desk, programme, by)
      await publishRound(desk, programme, undefined, by)
      await Promise.all([
        leave(people[0]!),
        departFrom(desk, workspace.id, people[1]!.externalId),
        leave(people[1]!),
      ])
      const [round] = (await rounds()).filter(({ state }) => state !== 'closed')
      const states = await database.prisma.enrolment.findMany({ where: { roundId: round!.id } })
      expect(states.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
      await database.prisma.round.update({ where: { id: round!.id }, data: { state: 'closed' } })
    }
  })
})

describe('while registration is closed', () => {
  it('whoever joins or leaves is in or out, as they were told', async () => {
    for (let turn = 0; turn < TIMES; turn += 1) {
      const there = await somebody(`A${turn}`, 'NZ')
      const comes = await somebody(`B${turn}`, 'PE')
      const { id } = await openRegistration(desk, programme, by)
      await joinRound(desk, there, id)
      const [joined, , closed] = await told([
        joinRound(desk, comes, id),
        leave(there),
        closeRegistration(desk, programme, by),
      ])
      expect(closed).toBe('done')
      const [round] = (await rounds()).filter(({ state }) => state !== 'closed')
      const states = await database.prisma.enrolment.findMany({ where: { roundId: round!.id } })
      const state = (who: Account) => states.find(({ personId }) => personId === who.personId)?.state
      expect(['done', 'registration-closed']).toContain(joined)
      expect(state(comes)).toBe(joined === 'done' ? 'joined' : undefined)
      expect(state(there)).toBe('withdrawn')
      await database.prisma.round.update({ where: { id: round!.id }, data: { state: 'closed' } })
    }
  })
})

describe('while a round is published', () => {
  it('whoever leaves is either not in it, or has left a partner who is told', async () => {
    for (let turn = 0; turn < TIMES; turn += 1) {
      const people: Account[] = []
      for (const [index, country] of ['NZ', 'PE', 'KE', 'DE'].entries())
        people.push(await somebody(`P${turn}-${index}`, country))
      const { id } = await openRegistration(desk, programme, by)
      for (const account of people) await joinRound(desk, account, id)
      await closeRegistration(desk, programme, by)
      await computeDraft(desk, programme, by)
      const [published] = await told([publishRound(desk, programme, undefined, by), leave(people[0]!)])
      const gone = (await enrolled('withdrawn')).filter(({ personId }) => personId === people[0]!.personId)
      expect(gone).toHaveLength(1)
      const theirs = await database.prisma.membership.findMany({
        where: { personId: people[0]!.personId, leftAt: null },
      })
      expect(theirs).toEqual([])
      if (published === 'done') {
        const left = await database.prisma.effect.count({
          where: { programmeId: programme.id, kind: 'partner-left', key: { endsWith: people[0]!.personId } },
        })
        expect(left).toBe(1)
      } else expect(published).toBe('draft-outdated')
      const [round] = (await rounds()).filter(({ state }) => state !== 'closed')
      await database.prisma.round.update({ where: { id: round!.id }, data: { state: 'closed' } })
    }
  })

  it('it is published once, and ended once', async () => {
    const { id } = await openRegistration(desk, programme, by)
    for (const [index, country] of ['NZ', 'PE'].entries()) {
      await joinRound(desk, await somebody(`E${index}`, country), id)
    }
    await closeRegistration(desk, programme, by)
    await computeDraft(desk, programme, by)
    const publishing = await told([1, 2].map(() => publishRound(desk, programme, undefined, by)))
    expect(publishing.sort()).toEqual(['done', 'wrong-state'])
    expect(await database.prisma.partnership.count({ where: { programmeId: programme.id } })).toBe(1)
    await database.prisma.round.updateMany({
      where: { programmeId: programme.id },
      data: { state: 'running' },
    })
    const ending = await told([1, 2].map(() => endRound(desk, programme, by)))
    expect(ending.sort()).toEqual(['done', 'wrong-state'])
  })
})

it('a round that cannot be opened is not planned on the way, and nobody finds one that is planned alone', async () => {
  await database.prisma.workspace.update({ where: { id: workspace.id }, data: { announcementsRef: null } })
  await expect(openRegistration(desk, programme, by)).rejects.toThrow('spaces-missing')
  expect(await database.prisma.round.count({ where: { programmeId: programme.id } })).toBe(0)
  expect(
    await database.prisma.auditEntry.count({ where: { what: 'round-planned', programmeId: programme.id } }),
  ).toBe(0)
})
