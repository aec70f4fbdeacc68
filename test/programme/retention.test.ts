import { expect, it } from 'vitest'
import { runDue } from '../../src/programme/due.ts'
import { saveDraft } from '../../src/programme/profile/draft.ts'
import { KEPT_MS } from '../../src/programme/retention.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { makeConnectCode } from '../../src/programme/setup.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { published } from '../support/published.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

it('removes what a round wanted half a year after its end, and what was done for the programme never', async () => {
  const clock = { at: BEGINNING }
  const desk = deskOn(database, clock)
  const { programme, workspace, by } = await published(desk, 'T1')
  const { prisma } = database
  const at = { programmeId: programme.id, workspaceId: workspace.id, payload: {}, notBefore: new Date() }
  await prisma.effect.create({
    data: { ...at, kind: 'channel', key: 'kept', state: 'done', createdAt: new Date() },
  })
  await prisma.effect.updateMany({ where: { roundId: { not: null } }, data: { state: 'done' } })
  await runDue(desk, clock.at)
  await endRound(desk, programme, by)
  await prisma.effect.updateMany({ where: { roundId: { not: null } }, data: { state: 'done' } })
  const [one, other] = await prisma.effect.findMany({ where: { state: 'done', roundId: { not: null } } })
  await prisma.effect.update({ where: { id: one!.id }, data: { state: 'failed' } })
  await prisma.effect.update({ where: { id: other!.id }, data: { state: 'ready' } })
  await prisma.round.updateMany({ where: { programmeId: programme.id }, data: { state: 'closed' } })
  const left = () => prisma.effect.count({ where: { programmeId: programme.id } })
  const before = await left()

  clock.at += KEPT_MS.effectsOfARound - 1_000
  await runDue(desk, clock.at)
  expect(await left()).toBe(before)
  clock.at += 2_000
  await runDue(desk, clock.at)
  const rows = await prisma.effect.findMany({ where: { programmeId: programme.id } })
  expect(rows.filter(({ roundId }) => roundId !== null).map(({ key }) => key)).toEqual([other!.key])
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['channel', 'channel-access', other!.kind]))
})

it('removes codes and forms that were begun after their time', async () => {
  const clock = { at: BEGINNING }
  let wall = clock.at
  const desk = { ...deskOn(database, clock), wall: () => wall }
  const { programme, workspace, by } = await programmeOn(desk, 'T2')
  await makeConnectCode(desk, programme.id, by)
  const account = await database.prisma.account.findFirstOrThrow({ where: { workspaceId: workspace.id } })
  await saveDraft(desk, account.id, 'profile', { name: 'Aroha' })
  const left = async () => [
    await database.prisma.connectCode.count({ where: { programmeId: programme.id } }),
    await database.prisma.formDraft.count({ where: { accountId: account.id } }),
  ]
  wall += KEPT_MS.connectCodes
  await runDue(desk, clock.at)
  expect(await left()).toEqual([1, 1])
  wall += 24 * 3_600_000 + 1_000
  await runDue(desk, clock.at)
  expect(await left()).toEqual([0, 1])
  clock.at += KEPT_MS.formDrafts + 1_000
  await runDue(desk, clock.at)
  expect(await left()).toEqual([0, 0])
})
