import { pino } from 'pino'
import { expect, it } from 'vitest'
import { startLooking } from '../../src/operate/looking.ts'
import type { PlatformName } from '../../src/port/platform.ts'
import { AT_ONCE } from '../../src/programme/looking.ts'
import { meet } from '../../src/programme/people.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { joinedIn } from '../support/desk.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const HOUR_MS = 3_600_000

/** A platform that says who is there, and what it was asked. */
function asking(isThere: (user: string) => boolean | Error = () => true, wall?: () => number) {
  const asked: string[] = []
  const isMember = async ({ externalId }: { externalId: string }, user: string) => {
    asked.push(`${externalId}/${user}`)
    const there = isThere(user)
    if (there instanceof Error) throw there
    return there
  }
  const platforms = new Map<PlatformName, { isMember: typeof isMember }>([['slack', { isMember }]])
  const desk = wall
    ? {
        ...world.desk,
        get prisma() {
          return world.desk.prisma
        },
        wall,
      }
    : world.desk
  const looking = startLooking({ desk, platforms, log: pino({ level: 'silent' }) })
  /** What was asked of one workspace, without the organiser. */
  const of = (team: string) => asked.filter((one) => one.startsWith(`${team}/`) && !one.endsWith('UORG'))
  return { looking, asked, of }
}

it('whoever takes part and is gone is noticed, and their partner told; who takes no part is not asked for', async () => {
  const team = world.team()
  const { programme, workspace } = await published(world.desk, team)
  await meet(world.desk, workspace, { user: 'UIDLE', name: 'Idle' })
  const { looking, of, asked } = asking((user) => user !== 'U1')
  await looking.look()
  expect(of(team).sort()).toEqual([`${team}/U1`, `${team}/U2`])
  expect(asked).toContain(`${team}/UORG`)
  const { prisma } = world.desk
  const left = await prisma.account.findFirst({ where: { workspaceId: workspace.id, externalId: 'U1' } })
  expect(left?.leftAt).not.toBeNull()
  const told = await prisma.effect.findMany({
    where: { programmeId: programme.id, kind: { in: ['private-news', 'partner-left'] } },
  })
  expect(told.length).toBeGreaterThan(0)
})

it('is done at a start, and then daily: neither sooner nor later', async () => {
  const team = world.team()
  await published(world.desk, team)
  let now = Date.now()
  const { looking, of } = asking(undefined, () => now)
  const timesAfter = async (hours: number) => {
    now += hours * HOUR_MS
    await looking.look()
    return of(team).length / 2
  }
  expect(await timesAfter(0)).toBe(1)
  expect(await timesAfter(19)).toBe(1)
  expect(await timesAfter(2)).toBe(2)
  const again = asking(undefined, () => now + 1)
  await again.looking.look()
  expect(again.of(team)).toHaveLength(2)
})

it('takes some at a time, and where there is no answer goes on from there at the next turn', async () => {
  const { programme, workspace, by } = await world.begin()
  await openRegistration(world.desk, programme, by)
  const many = AT_ONCE.inOne + 5
  for (let one = 1; one <= many; one += 1) await joinedIn(world.desk, workspace, `V${one}`, 'NZ')
  const team = workspace.externalId
  let refusing = true
  let answered = 0
  const { looking, of } = asking((user) => {
    if (!user.startsWith('V')) return true
    answered += 1
    return refusing && answered > 3 ? new Error('no room') : true
  })
  await looking.look()
  expect(of(team)).toHaveLength(4)
  refusing = false
  await looking.look()
  expect(of(team).length).toBeLessThanOrEqual(4 + AT_ONCE.inOne)
  await looking.look()
  // Each was answered for once, and nobody was taken for gone without an answer.
  expect(new Set(of(team)).size).toBe(many)
  expect(of(team)).toHaveLength(many + 1)
  const left = await world.desk.prisma.account.count({
    where: { workspaceId: workspace.id, leftAt: { not: null } },
  })
  expect(left).toBe(0)
})

it('is left to another process that looks in the same workspace, until that must be dead', async () => {
  const team = world.team()
  const { workspace } = await published(world.desk, team)
  const until = (ms: number) =>
    world.desk.prisma.workspace.update({
      where: { id: workspace.id },
      data: { lookingUntil: new Date(Date.now() + ms) },
    })
  const { looking, of } = asking()
  await until(30_000)
  await looking.look()
  expect(of(team)).toEqual([])
  await until(-1)
  await looking.look()
  expect(of(team)).toHaveLength(2)
})

it('asks nothing of a workspace that the bot was removed from', async () => {
  const team = world.team()
  await published(world.desk, team)
  await world.desk.prisma.installation.updateMany({ where: { externalId: team }, data: { gone: new Date() } })
  const { looking, of } = asking()
  await looking.look()
  expect(of(team)).toEqual([])
})
