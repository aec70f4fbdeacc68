import { expect, it } from 'vitest'
import type { Account, Programme, Workspace } from '../../src/database/generated/client.ts'
import { disconnectWorkspace, lookAtDisconnecting } from '../../src/programme/disconnect.ts'
import { runDue } from '../../src/programme/due.ts'
import { knownAt, meet } from '../../src/programme/people.ts'
import { notePresence, noteRemoval, noteReturn } from '../../src/programme/removals.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { connectWorkspace, makeConnectCode, startProgramme } from '../../src/programme/setup.ts'
import { joinedIn, TOPICS } from '../support/desk.ts'
import { DAY_MS } from '../support/time.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const { desk } = world

interface Two {
  readonly programme: Programme
  readonly by: Account
  readonly slack: Workspace
  readonly discord: Workspace
}

/** A programme in a Slack workspace and a Discord server, whose channels are there. */
async function inTwo(): Promise<Two> {
  const { programme, workspace: slack, by } = await world.begin()
  const code = await makeConnectCode(desk, programme.id, by)
  const guild = { platform: 'discord', externalId: `G-${programme.id}`, name: 'A server' } as const
  const made = await connectWorkspace(desk, guild, { user: 'D0', name: 'Dora' }, code)
  await desk.prisma.effect.deleteMany({ where: { programmeId: programme.id } })
  const discord = await desk.prisma.workspace.update({
    where: { id: made.workspace.id },
    data: { announcementsRef: '1', forumRef: '2', forumKind: 'forum', organisersRef: '3' },
  })
  return { programme, by, slack, discord }
}

/** What was recorded of a kind, by workspace. */
async function recorded(programmeId: string, kind = 'notice') {
  const effects = await desk.prisma.effect.findMany({
    where: { programmeId, kind, state: { not: 'dropped' } },
    orderBy: { createdAt: 'asc' },
  })
  return effects.map(({ workspaceId, payload }) => ({ workspaceId, ...(payload as { what: string }) }))
}

it('that the bot was removed is said at once where it still is, and once', async () => {
  const { programme, slack, discord } = await inTwo()
  await noteRemoval(desk, discord)
  const told = [expect.objectContaining({ workspaceId: slack.id, what: 'workspace-gone', about: discord.id })]
  expect(await recorded(programme.id)).toEqual(told)
  await noteRemoval(desk, discord)
  await runDue(desk, world.clock.at)
  expect(await recorded(programme.id)).toEqual(told)
})

it('is said within a minute where only an outcome told, and to people alone where they have no channel', async () => {
  const { programme, by, slack, discord } = await inTwo()
  await desk.prisma.workspace.update({ where: { id: slack.id }, data: { organisersRef: null } })
  await desk.prisma.installation.updateMany({
    where: { externalId: discord.externalId },
    data: { gone: new Date(desk.wall()) },
  })
  await runDue(desk, world.clock.at)
  expect(await recorded(programme.id)).toEqual([
    expect.objectContaining({ workspaceId: slack.id, place: 'person', accountId: by.id }),
  ])
})

it('a server that is not among those that a start tells of has removed the bot; one that is has not', async () => {
  const { programme, discord } = await inTwo()
  const all = await desk.prisma.installation.findMany({ where: { platform: 'discord' } })
  const others = all.map(({ externalId }) => externalId).filter((one) => one !== discord.externalId)
  await notePresence(desk, 'discord', [...others, discord.externalId])
  expect(await recorded(programme.id)).toEqual([])
  await notePresence(desk, 'discord', others)
  expect((await recorded(programme.id)).map(({ what }) => what)).toEqual(['workspace-gone'])
  await notePresence(desk, 'discord', [...others, discord.externalId])
  const installation = await desk.prisma.installation.findFirst({
    where: { externalId: discord.externalId, gone: null },
  })
  expect(installation).not.toBeNull()
})

it('coming back within the days of grace goes on with what failed meanwhile, and is said', async () => {
  const { programme, slack, discord } = await inTwo()
  await noteRemoval(desk, discord)
  const at = new Date(desk.wall())
  const base = { programmeId: programme.id, kind: 'notice', notBefore: at, createdAt: at }
  const failed = { ...base, state: 'failed', error: 'gone:workspace', payload: {} } as const
  await desk.prisma.effect.createMany({
    data: [
      { ...failed, workspaceId: discord.id, key: 'one', attempt: 4 },
      { ...failed, workspaceId: discord.id, key: 'other', error: 'refused:no' },
    ],
  })
  await runDue(desk, world.clock.at)
  const stateOf = async (key: string) =>
    (await desk.prisma.effect.findFirst({ where: { programmeId: programme.id, key } }))?.state
  expect(await stateOf('one')).toBe('failed')
  await noteReturn(desk, discord)
  expect(await stateOf('one')).toBe('ready')
  expect(await stateOf('other')).toBe('failed')
  const back = (await recorded(programme.id)).filter(({ what }) => what === 'workspace-back')
  expect(back.map(({ workspaceId }) => workspaceId).sort()).toEqual([slack.id, discord.id].sort())
  await noteReturn(desk, discord)
  expect((await recorded(programme.id)).filter(({ what }) => what === 'workspace-back')).toHaveLength(2)
})

it('coming back ends what stood still because the token was refused meanwhile, and a start alone does not', async () => {
  const { discord } = await inTwo()
  const halted = { haltedAt: new Date(), haltedWhy: 'token', haltTriedAt: new Date() }
  await desk.prisma.workspace.update({ where: { id: discord.id }, data: halted })
  const now = () => desk.prisma.workspace.findUniqueOrThrow({ where: { id: discord.id } })
  await noteReturn(desk, discord)
  expect(await now()).toMatchObject(halted)
  await noteRemoval(desk, discord)
  await noteReturn(desk, discord)
  expect(await now()).toMatchObject({ haltedAt: null, haltedWhy: null, haltTriedAt: null })
})

it('what stays away for the days of grace is disconnected by itself, and nobody there is told anything', async () => {
  const { programme, slack, discord } = await inTwo()
  await noteRemoval(desk, discord)
  const away = async (days: number) => {
    const gone = new Date(desk.wall() - days * DAY_MS)
    await desk.prisma.installation.updateMany({ where: { externalId: discord.externalId }, data: { gone } })
    await runDue(desk, world.clock.at)
    return desk.prisma.workspace.findUniqueOrThrow({ where: { id: discord.id } })
  }
  expect((await away(13.9)).disconnectedAt).toBeNull()
  expect((await away(14)).disconnectedAt).not.toBeNull()
  const told = await recorded(programme.id)
  expect(told.filter(({ what }) => what === 'workspace-disconnected')).toEqual([
    expect.objectContaining({ workspaceId: slack.id }),
  ])
  expect(told.filter(({ workspaceId }) => workspaceId === discord.id)).toEqual([])
  expect(await desk.prisma.auditEntry.count({ where: { what: 'workspace-disconnected' } })).toBe(0)
})

/** A running round with a pair on each platform. */
async function running({ programme, by, slack, discord }: Two) {
  await openRegistration(desk, programme, by)
  for (const [user, country] of [
    ['U1', 'NZ'],
    ['U2', 'PE'],
  ] as const)
    await joinedIn(desk, slack, user, country)
  for (const [user, country] of [
    ['11', 'GH'],
    ['12', 'JP'],
  ] as const)
    await joinedIn(desk, discord, user, country)
  await closeRegistration(desk, programme, by)
  await computeDraft(desk, programme, by)
  await publishRound(desk, programme, undefined, by)
  const round = await desk.prisma.round.findFirstOrThrow({ where: { programmeId: programme.id } })
  await desk.prisma.round.update({ where: { id: round.id }, data: { state: 'running' } })
  return round
}

it('disconnecting shows first who is touched, and touches them and nobody else', async () => {
  const two = await inTwo()
  const { programme, by, slack, discord } = two
  const round = await running(two)
  expect(await lookAtDisconnecting(desk, programme.id, discord.id)).toMatchObject({
    takingPart: 2,
    partnerships: 1,
    leftAlone: 0,
    organisers: 1,
    last: false,
  })
  await disconnectWorkspace(desk, by, discord.id)
  await expect(disconnectWorkspace(desk, by, discord.id)).rejects.toThrow('stale')
  const { prisma } = desk
  const states = await prisma.enrolment.findMany({
    where: { roundId: round.id },
    select: { state: true, account: { select: { workspaceId: true } } },
  })
  for (const { state, account } of states)
    expect(state).toBe(account.workspaceId === slack.id ? 'matched' : 'withdrawn')
  const open = await prisma.partnership.findMany({ where: { roundId: round.id, endedAt: null } })
  expect(open.map(({ workspaceId }) => workspaceId)).toEqual([slack.id])
  // Nothing is to come there but the goodbye.
  const { count } = {
    count: await prisma.effect.count({ where: { workspaceId: discord.id, state: 'ready' } }),
  }
  expect(count).toBe(1)
  expect(await recorded(programme.id)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ workspaceId: discord.id, what: 'goodbye', place: 'announcements' }),
      expect.objectContaining({ workspaceId: slack.id, what: 'workspace-disconnected' }),
    ]),
  )
  await runDue(desk, world.clock.at + 200 * DAY_MS)
  expect(await prisma.effect.count({ where: { workspaceId: discord.id, state: 'ready' } })).toBe(1)
})

it('a partner across is told where they are, in private', async () => {
  const two = await inTwo()
  const { programme, by, slack, discord } = two
  const round = await running(two)
  const { prisma } = desk
  // One of the pair on Slack is on Discord: mixed pairs have a space in each.
  const dora = await meet(desk, discord, { user: '13', name: 'Dana' })
  const [pair] = await prisma.partnership.findMany({ where: { roundId: round.id, workspaceId: slack.id } })
  const [gone, stays] = await prisma.membership.findMany({ where: { partnershipId: pair!.id } })
  await prisma.membership.update({
    where: {
      partnershipId_personId: { partnershipId: gone!.partnershipId, personId: gone!.personId },
    },
    data: { personId: dora.personId, accountId: dora.id },
  })
  const at = new Date(world.clock.at)
  await prisma.enrolment.create({
    data: {
      programmeId: programme.id,
      roundId: round.id,
      personId: dora.personId,
      accountId: dora.id,
      state: 'matched',
      joinedAt: at,
      changedAt: at,
    },
  })
  expect(await lookAtDisconnecting(desk, programme.id, discord.id)).toMatchObject({ leftAlone: 1 })
  await disconnectWorkspace(desk, by, discord.id)
  const left = await prisma.effect.findMany({
    where: { kind: 'partner-left', state: 'ready', roundId: round.id },
  })
  expect(left.map(({ workspaceId }) => workspaceId)).toEqual([slack.id])
  const enrolment = await prisma.enrolment.findFirstOrThrow({
    where: { roundId: round.id, personId: stays!.personId },
  })
  expect(enrolment).toMatchObject({ state: 'unmatched', why: 'partner_left' })
})

it('the last workspace can be disconnected, too; and what comes back by a code is who it was', async () => {
  const { programme, by, slack, discord } = await inTwo()
  await disconnectWorkspace(desk, by, discord.id)
  expect(await lookAtDisconnecting(desk, programme.id, slack.id)).toMatchObject({ last: true })
  const code = await makeConnectCode(desk, programme.id, by)
  const back = await connectWorkspace(
    desk,
    { platform: 'discord', externalId: discord.externalId, name: 'Renamed' },
    { user: 'D0', name: 'Dora' },
    code,
  )
  expect(back.workspace.id).toBe(discord.id)
  const dora = await knownAt(desk, back.workspace, 'D0')
  expect(dora?.leftAt).toBeNull()
  await disconnectWorkspace(desk, by, discord.id)
  await disconnectWorkspace(desk, by, slack.id)
  // Elsewhere it begins anew, and the old rows are in nobody's way.
  const fresh = await startProgramme(
    desk,
    { platform: 'slack', externalId: slack.externalId, name: 'Anew' },
    { user: 'UNEW', name: 'Nora' },
    { name: 'Another', zone: 'UTC' },
    TOPICS,
  )
  expect(fresh.programme.id).not.toBe(programme.id)
})
