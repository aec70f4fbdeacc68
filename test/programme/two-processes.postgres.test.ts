import { expect, it, onTestFinished } from 'vitest'
import { recordAccess } from '../../src/programme/channel-access.ts'
import { expressInterest } from '../../src/programme/interest.ts'
import { meet } from '../../src/programme/people.ts'
import { freshDatabase } from '../support/database.ts'
import { deskOn, programmeOn } from '../support/desk.ts'

it('lets nobody be forgotten whom two processes see come at the same moment', async () => {
  const database = await freshDatabase()
  onTestFinished(() => database.close())
  const desk = deskOn(database, { at: Date.UTC(2026, 10, 17, 10) })
  const { programme, workspace } = await programmeOn(desk, 'TTWO')
  const people = await Promise.all(
    Array.from({ length: 60 }, (_, n) => meet(desk, workspace, { user: `U${n}`, name: `Person ${n}` })),
  )
  let coming = true
  const ticking = Array.from({ length: 3 }, async () => {
    while (coming) await recordAccess(desk)
  })
  for (const person of people.toReversed()) await expressInterest(desk, person)
  coming = false
  await Promise.all(ticking)
  await recordAccess(desk)
  const effects = await database.prisma.effect.findMany({
    where: {
      programmeId: programme.id,
      kind: 'channel-access',
      payload: { path: ['purpose'], equals: 'forum' },
    },
  })
  const named = effects.flatMap(({ payload }) => (payload as { accountIds: string[] }).accountIds)
  expect(named.sort()).toEqual(people.map(({ id }) => id).sort())
})
