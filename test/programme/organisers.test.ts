import { expect, it } from 'vitest'
import type { Courier } from '../../src/deliveries/courier.ts'
import { organiserAccess } from '../../src/deliveries/organiser-access.ts'
import { organiserOut } from '../../src/deliveries/organiser-out.ts'
import type { Effect } from '../../src/outbox/effect.ts'
import type { Platform } from '../../src/port/platform.ts'
import { addOrganiser, organisersOf, removeOrganiser, takeOver } from '../../src/programme/organisers.ts'
import { meet } from '../../src/programme/people.ts'
import { connectWorkspace, makeConnectCode } from '../../src/programme/setup.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const { desk } = world

/** What the deliveries ask of a platform, without one. */
function courier() {
  const did: string[] = []
  const done = (ref: string) => Promise.resolve({ kind: 'done' as const, ref })
  const platform = {
    typed: () => '',
    ensureMembers: (_at: unknown, ref: string, users: readonly string[]) => {
      did.push(`in ${users}`)
      return done(ref)
    },
    removeMember: (_at: unknown, ref: string, user: string) => {
      did.push(`out ${user}`)
      return done(ref)
    },
  } as unknown as Platform
  const by: Courier = { desk, platformOf: () => platform, commands: [], seal: () => '' }
  return { did, by }
}

async function effectsOf(programmeId: string, kind: string): Promise<Effect[]> {
  const rows = await desk.prisma.effect.findMany({ where: { programmeId, kind }, orderBy: { place: 'asc' } })
  return rows as unknown as Effect[]
}

it('an invitation that was queued before a removal lets nobody in after it', async () => {
  const { programme, workspace, by } = await world.begin()
  const eve = await meet(desk, workspace, { user: 'UEVE', name: 'Eve' })
  await addOrganiser(desk, by, eve.personId)
  await removeOrganiser(desk, by, eve.person)
  const { did, by: with_ } = courier()
  const [invitation] = await effectsOf(programme.id, 'organiser-access')
  expect(await organiserAccess.by(with_).run(invitation!)).toEqual({ kind: 'overtaken' })
  const [out] = await effectsOf(programme.id, 'organiser-out')
  expect(await organiserOut.by(with_).run(out!)).toMatchObject({ kind: 'done' })
  expect(did).toEqual(['out UEVE'])
})

it('whoever was made an organiser again stays in, and the two come one after the other', async () => {
  const { programme, workspace, by } = await world.begin()
  const eve = await meet(desk, workspace, { user: 'UEVE', name: 'Eve' })
  for (let times = 0; times < 2; times += 1) {
    await addOrganiser(desk, by, eve.personId)
    world.clock.at += 1
    if (times === 0) await removeOrganiser(desk, by, eve.person)
    world.clock.at += 1
  }
  const { did, by: with_ } = courier()
  const [out] = await effectsOf(programme.id, 'organiser-out')
  expect(await organiserOut.by(with_).run(out!)).toEqual({ kind: 'overtaken' })
  expect(did).toEqual([])
  const line = await desk.prisma.effect.findMany({
    where: { programmeId: programme.id, line: { not: null } },
    orderBy: { place: 'asc' },
  })
  expect(line.map(({ kind }) => kind)).toEqual(['organiser-access', 'organiser-out', 'organiser-access'])
  expect(new Set(line.map(({ place }) => place)).size).toBe(3)
})

it('one from another workspace is removed there', async () => {
  const { programme, by } = await world.begin()
  const code = await makeConnectCode(desk, programme.id, by)
  const guild = { platform: 'discord', externalId: `G-${programme.id}`, name: 'A server' } as const
  const { workspace } = await connectWorkspace(desk, guild, { user: '77', name: 'Dora' }, code)
  const dora = (await organisersOf(desk, programme.id)).find(({ name }) => name === 'Dora')
  await removeOrganiser(desk, by, { id: dora!.personId, name: 'Dora' })
  const [out] = await effectsOf(programme.id, 'organiser-out')
  expect(out).toMatchObject({ workspaceId: workspace.id })
})

it('somebody who never was one is told so, and the last who is still there stays', async () => {
  const { workspace, by } = await world.begin()
  const eve = await meet(desk, workspace, { user: 'UEVE', name: 'Eve' })
  await expect(removeOrganiser(desk, by, eve.person)).rejects.toMatchObject({
    code: 'not-an-organiser',
    facts: { name: 'Eve' },
  })
  await expect(removeOrganiser(desk, by, { id: by.personId, name: 'Olive' })).rejects.toThrow(
    'last-organiser',
  )
  // One who has left leads nobody: the other is the last.
  await addOrganiser(desk, by, eve.personId)
  await desk.prisma.account.update({ where: { id: eve.id }, data: { leftAt: new Date() } })
  await expect(removeOrganiser(desk, by, { id: by.personId, name: 'Olive' })).rejects.toThrow(
    'last-organiser',
  )
  await removeOrganiser(desk, by, eve.person)
})

it('two who remove each other at once leave one', async () => {
  const { programme, workspace, by } = await world.begin()
  const eve = await meet(desk, workspace, { user: 'UEVE', name: 'Eve' })
  await addOrganiser(desk, by, eve.personId)
  const outcomes = await Promise.allSettled([
    removeOrganiser(desk, by, eve.person),
    removeOrganiser(desk, eve, { id: by.personId, name: 'Olive' }),
  ])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await organisersOf(desk, programme.id)).toHaveLength(1)
})

it('a programme is taken over only where none is left, and by one alone', async () => {
  const { programme, workspace, by } = await world.begin()
  const [mia, max] = [
    await meet(desk, workspace, { user: 'UMIA', name: 'Mia' }),
    await meet(desk, workspace, { user: 'UMAX', name: 'Max' }),
  ]
  await expect(takeOver(desk, mia)).rejects.toThrow('organisers-there')
  await desk.prisma.account.update({ where: { id: by.id }, data: { leftAt: new Date() } })
  const outcomes = await Promise.allSettled([takeOver(desk, mia), takeOver(desk, max)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const present = (await organisersOf(desk, programme.id)).filter((one) => one.present)
  expect(present).toHaveLength(1)
  const told = await desk.prisma.effect.findMany({ where: { programmeId: programme.id, kind: 'notice' } })
  expect(told.map(({ payload }) => payload)).toEqual([
    expect.objectContaining({
      what: 'organiser-took-over',
      about: present[0]!.personId,
      place: 'organisers',
    }),
  ])
})
