import { expect, it } from 'vitest'
import { space as spaceKind } from '../../src/deliveries/space.ts'
import type { Platform, SpaceWanted } from '../../src/port/platform.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { deskOn, joinedIn, programmeOn } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

it('tells the platform until when another space of the workspace may still be on its way', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, workspace, by } = await programmeOn(desk)
  await openRegistration(desk, programme, by)
  for (const [user, country] of [
    ['U1', 'NZ'],
    ['U2', 'SE'],
    ['U3', 'KE'],
    ['U4', 'PE'],
  ] as const)
    await joinedIn(desk, workspace, user, country)
  await closeRegistration(desk, programme, by)
  await computeDraft(desk, programme, by)
  await publishRound(desk, programme, undefined, by)
  const [lost, next] = await database.prisma.effect.findMany({ where: { kind: 'space' } })
  if (!lost || !next) throw new Error('no two spaces')
  const asked: SpaceWanted[] = []
  const platform = {
    ensureSpace: async (_, space) => {
      asked.push(space)
      return { kind: 'done', ref: 'C1' }
    },
  } satisfies Partial<Platform> as Partial<Platform> as Platform
  const kind = spaceKind.by({ desk, platformOf: () => platform, commands: [], seal: () => '' })
  const run = () => kind.run({ ...next, firstCallAt: undefined, unclearAt: undefined })

  await run()
  const notBefore = new Date(Date.now() + 15_000)
  await database.prisma.effect.update({ where: { id: lost.id }, data: { state: 'unknown', notBefore } })
  await run()
  await database.prisma.effect.update({ where: { id: lost.id }, data: { state: 'done' } })
  await run()
  expect(asked.map(({ quietUntil }) => quietUntil)).toEqual([0, notBefore.getTime(), 0])
})
