import { expect, it } from 'vitest'
import { departFrom } from '../../src/programme/departure.ts'
import { runDue } from '../../src/programme/due.ts'
import { leaveRound, whatLeavingMeans } from '../../src/programme/leaving.ts'
import { meet } from '../../src/programme/people.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { connectWorkspace, makeConnectCode } from '../../src/programme/setup.ts'
import { comeBack } from '../../src/programme/spaces/coming-back.ts'
import { postOffice } from '../support/post-office.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, clock, desk, team } = useWorld()

/** What the platform was asked about spaces, in its order: the verb, and of whom. */
function asked(office: ReturnType<typeof postOffice>): string[] {
  return office.done.flatMap(({ verb, what }) => {
    if (verb === 'removeMember') return [`out ${what.split(':').at(-1)}`]
    if (verb === 'ensureMembers') return ['in']
    if (verb === 'closeSpace') return ['closed']
    const [kind = ''] = what.split(':')
    return ['partner-left', 'farewell', 'private-news'].includes(kind) ? [kind] : []
  })
}

/** A round that runs, of two partners or of three. */
async function running(office: ReturnType<typeof postOffice>, how: 'two' | 'three' = 'two') {
  const made = await published(desk, team())
  const { programme, workspace } = made
  const { prisma } = database
  const persons = [...made.persons]
  if (how === 'three') {
    // By choice three: the third comes to the two.
    const account = await meet(desk, workspace, { user: 'U3', name: 'Person U3' })
    const partnership = await prisma.partnership.findFirstOrThrow({ where: { programmeId: programme.id } })
    const who = { programmeId: programme.id, personId: account.personId, accountId: account.id }
    await prisma.membership.create({ data: { ...who, partnershipId: partnership.id } })
    const at = new Date(clock.at)
    await prisma.enrolment.create({
      data: { ...who, roundId: partnership.roundId, state: 'matched', joinedAt: at, changedAt: at },
    })
    persons.push(account.person)
  }
  await office.deliver()
  await runDue(desk, clock.at)
  await office.deliver()
  office.done.length = 0
  const accountOf = (user: string) =>
    prisma.account.findFirstOrThrow({ where: { workspaceId: workspace.id, externalId: user } })
  const space = await prisma.space.findFirstOrThrow({ where: { programmeId: programme.id } })
  return { ...made, persons, accountOf, space }
}

const outs = (programmeId: string) =>
  database.prisma.effect.findMany({ where: { programmeId, kind: 'space-out' } })

it('whoever leaves is taken out of the space, once, after those who stay were told', async () => {
  const office = postOffice(desk)
  const { programme, persons } = await running(office)
  await leaveRound(desk, persons[0]!)
  await leaveRound(desk, persons[0]!)
  await office.deliver()
  expect(asked(office)).toEqual(['partner-left', 'out U1'])
  expect(await outs(programme.id)).toMatchObject([{ state: 'done' }])
})

it('so is whoever is gone from the workspace, where being let in may outlive that', async () => {
  const office = postOffice(desk)
  const { workspace } = await running(office)
  await departFrom(desk, workspace.id, 'U1')
  await departFrom(desk, workspace.id, 'U1')
  await office.deliver()
  expect(asked(office)).toEqual(['partner-left', 'out U1'])
})

it('waits for the word to those who stay, however long that takes', async () => {
  let slow = true
  const office = postOffice(desk, ({ what }) =>
    slow && what.startsWith('partner-left')
      ? { kind: 'retryAt', at: Date.now() + 60_000, why: 'busy' }
      : undefined,
  )
  const { programme, persons } = await running(office)
  await leaveRound(desk, persons[0]!)
  await office.deliver()
  expect(asked(office)).toEqual([])
  slow = false
  await database.prisma.effect.updateMany({
    where: { programmeId: programme.id, kind: 'partner-left' },
    data: { notBefore: new Date() },
  })
  await office.deliver()
  expect(asked(office)).toEqual(['partner-left', 'out U1'])
})

it('of three, two stay, and whoever leaves after that goes as well', async () => {
  const office = postOffice(desk)
  const { persons, programme, by } = await running(office, 'three')
  await leaveRound(desk, persons[2]!)
  await office.deliver()
  expect(asked(office)).toEqual(['partner-left', 'out U3'])
  const members = await database.prisma.membership.findMany({
    where: { programmeId: programme.id, leftAt: null, partnership: { endedAt: null } },
  })
  expect(members.map(({ personId }) => personId).sort()).toEqual([persons[0]!.id, persons[1]!.id].sort())
  await leaveRound(desk, persons[0]!)
  await office.deliver()
  expect(asked(office).slice(2)).toEqual(['partner-left', 'out U1'])
  // The last is alone in the channel, and may go too: nobody is told.
  expect(await whatLeavingMeans(desk, persons[1]!)).toBe('channel')
  await leaveRound(desk, persons[1]!)
  await office.deliver()
  expect(asked(office).slice(4)).toEqual(['out U2'])
  // Nobody is left to read a farewell.
  await endRound(desk, programme, by)
  await office.deliver()
  expect(asked(office).slice(5)).toEqual(['closed'])
})

it('says nothing of the leaver where nobody who stays would read it', async () => {
  const office = postOffice(desk)
  const { programme, by, persons, space } = await running(office)
  // The partner takes part from another workspace, and has a space there.
  const { prisma } = database
  const code = await makeConnectCode(desk, programme.id, by)
  const guild = { platform: 'discord', externalId: `G-${programme.id}`, name: 'Elsewhere' } as const
  const { workspace: other } = await connectWorkspace(desk, guild, { user: 'D0', name: 'Oskar' }, code)
  const about = { programmeId: programme.id, workspaceId: other.id }
  const account = await prisma.account.create({
    data: { ...about, personId: persons[1]!.id, externalId: 'D2', displayName: 'Person U2' },
  })
  await prisma.membership.updateMany({
    where: { personId: persons[1]!.id },
    data: { accountId: account.id },
  })
  const theirs = await prisma.space.create({
    data: { ...about, partnershipId: space.partnershipId, ref: 'C-elsewhere' },
  })
  await leaveRound(desk, persons[0]!)
  const told = await prisma.effect.findMany({ where: { programmeId: programme.id, kind: 'partner-left' } })
  expect(told).toMatchObject([{ workspaceId: other.id, payload: { spaceId: theirs.id } }])
  const out = await outs(programme.id)
  expect(out).toMatchObject([{ workspaceId: space.workspaceId, payload: { spaceId: space.id } }])
  expect(
    await prisma.effect.count({ where: { programmeId: programme.id, key: { startsWith: 'place:' } } }),
  ).toBe(0)
  await endRound(desk, programme, by)
  const last = await prisma.effect.findMany({
    where: { programmeId: programme.id, kind: { in: ['farewell', 'close-space'] } },
    orderBy: { kind: 'asc' },
  })
  expect(last).toMatchObject([
    { kind: 'close-space', key: space.id },
    { kind: 'farewell', key: theirs.id },
  ])
})

it('whoever is a member again before it is done is not thrown out', async () => {
  const office = postOffice(desk)
  const { programme, persons } = await running(office)
  await leaveRound(desk, persons[0]!)
  await database.prisma.membership.updateMany({
    where: { programmeId: programme.id, personId: persons[0]!.id },
    data: { leftAt: null },
  })
  await office.deliver()
  expect(asked(office)).not.toContain('out U1')
  expect(await outs(programme.id)).toMatchObject([{ state: 'dropped' }])
})

it('comes after being let back in, whichever was asked for last', async () => {
  const office = postOffice(desk, async ({ verb }) => {
    // They leave while they are being let in.
    if (verb === 'ensureMembers') await leave()
    return undefined
  })
  const { persons, accountOf, space } = await running(office)
  const leave = () => leaveRound(desk, persons[0]!)
  await comeBack(desk, await accountOf('U1'), space.id)
  await office.deliver()
  expect(asked(office)).toEqual(['in', 'partner-left', 'out U1'])
})

it('a space that is gone has nobody in it, and one that was never opened neither', async () => {
  const office = postOffice(desk, ({ verb }) =>
    verb === 'removeMember' ? { kind: 'gone', what: 'space' } : undefined,
  )
  const { programme, persons } = await running(office)
  await leaveRound(desk, persons[0]!)
  await office.deliver()
  expect(await outs(programme.id)).toMatchObject([{ state: 'dropped' }])
  const never = await published(desk, team())
  await database.prisma.effect.updateMany({
    where: { programmeId: never.programme.id, kind: 'space' },
    data: { state: 'failed' },
  })
  await leaveRound(desk, never.persons[0]!)
  await office.deliver()
  expect(await outs(never.programme.id)).toMatchObject([{ state: 'dropped' }])
})
