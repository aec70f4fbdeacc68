import { expect, it } from 'vitest'
import { recordAccess } from '../../src/programme/channel-access.ts'
import { expressInterest } from '../../src/programme/interest.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { meet } from '../../src/programme/people.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

it('lets everybody who comes to take part into the public channels, many at a time, once ever', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, workspace, by } = await programmeOn(desk, 'TACCESS')
  const recorded = async () => {
    const rows = await database.prisma.effect.findMany({
      where: { programmeId: programme.id, kind: 'channel-access' },
      orderBy: { createdAt: 'asc' },
    })
    return rows.map(({ payload }) => payload as { purpose: string; accountIds: string[] })
  }
  const first = await meet(desk, workspace, { user: 'U0', name: 'First' })
  expect(await recordAccess(desk)).toBe(0)
  await expressInterest(desk, first)
  expect(await recordAccess(desk)).toBe(2)
  expect(await recorded()).toEqual([
    { purpose: 'announcements', accountIds: [first.id] },
    { purpose: 'forum', accountIds: [first.id] },
  ])

  const round = await openRegistration(desk, programme, by)
  await joinRound(desk, first, round.id)
  expect(await recordAccess(desk)).toBe(0)
  const others = []
  for (let number = 1; number <= 101; number += 1) {
    others.push(await meet(desk, workspace, { user: `U${number}`, name: `Person ${number}` }))
  }
  for (const account of others) await joinRound(desk, account, round.id)
  expect(await recordAccess(desk)).toBe(4)
  const named = (await recorded())
    .filter(({ purpose }) => purpose === 'forum')
    .flatMap((one) => one.accountIds)
  expect(named.sort()).toEqual([first, ...others].map(({ id }) => id).sort())
  expect(await recordAccess(desk)).toBe(0)
}, 30_000)
