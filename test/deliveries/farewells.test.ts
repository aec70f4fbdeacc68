import { expect, it } from 'vitest'
import { runDue } from '../../src/programme/due.ts'
import { leaveRound } from '../../src/programme/leaving.ts'
import { currentRound } from '../../src/programme/rounds/current.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { postOffice } from '../support/post-office.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, clock, desk, team } = useWorld()

const FOUR = ['NZ', 'PE', 'GH', 'DE'].map((country, at) => [`U${at}`, country] as const)

/** What was said to people at the end, by kind, and how many spaces were closed. */
function ending({ done }: ReturnType<typeof postOffice>) {
  const posted = (start: string) =>
    done.filter(({ verb, what }) => verb === 'ensurePost' && what.startsWith(start)).length
  return {
    farewells: posted('farewell'),
    privately: posted('private-news:ended'),
    announced: posted('announcement:end'),
    closed: done.filter(({ verb }) => verb === 'closeSpace').length,
  }
}

async function run(office: ReturnType<typeof postOffice>) {
  await office.deliver()
  await runDue(desk, clock.at)
  await office.deliver()
}

it('whoever was left alone in their space reads the farewell there, and it is closed', async () => {
  const office = postOffice(desk)
  const { programme, by, persons } = await published(desk, team(), FOUR)
  await run(office)
  await leaveRound(desk, persons[0]!)
  await run(office)
  await endRound(desk, programme, by)
  await run(office)
  await run(office)
  expect(ending(office)).toEqual({ farewells: 2, privately: 0, announced: 1, closed: 2 })
  const open = { programmeId: programme.id, closedAt: null }
  expect(await database.prisma.space.count({ where: open })).toBe(0)
  expect(await currentRound(desk, programme.id)).toBeNull()
})

it('whoever was left alone without one hears of it in private', async () => {
  const office = postOffice(desk, ({ verb }) =>
    verb === 'ensureSpace' ? { kind: 'refused', code: 'no' } : undefined,
  )
  const { programme, by, persons } = await published(desk, team())
  await run(office)
  await leaveRound(desk, persons[0]!)
  await run(office)
  await endRound(desk, programme, by)
  await run(office)
  expect(ending(office)).toEqual({ farewells: 0, privately: 1, announced: 1, closed: 0 })
  // They waited once, though two things were said of it.
  expect(await waited(persons[1]!.id)).toBe(1)
})

it('a round can be ended while it is published: what is open gets its farewell, the rest is not opened', async () => {
  let opened = 0
  const office = postOffice(desk, ({ verb }) => {
    if (verb !== 'ensureSpace') return undefined
    opened += 1
    return opened === 1 ? undefined : { kind: 'retryAt', at: Date.now() + 3_600_000, why: 'busy' }
  })
  const { programme, by } = await published(desk, team(), FOUR)
  await office.deliver()
  expect(await currentRound(desk, programme.id)).toMatchObject({ state: 'publishing' })
  const { dropped } = await endRound(desk, programme, by)
  expect(dropped).toBeGreaterThan(0)
  await database.prisma.effect.updateMany({
    where: { programmeId: programme.id, state: 'ready' },
    data: { notBefore: new Date() },
  })
  await run(office)
  expect(ending(office)).toEqual({ farewells: 1, privately: 2, announced: 1, closed: 1 })
  expect(opened).toBe(2)
  expect(await currentRound(desk, programme.id)).toBeNull()
  // Those who were promised a channel come first the next time; the others had theirs.
  const everybody = await database.prisma.person.findMany({
    where: { programmeId: programme.id, waited: { gt: 0 } },
  })
  expect(everybody).toHaveLength(2)
  await expect(openRegistration(desk, programme, by)).resolves.toMatchObject({ number: 2 })
})

it('a space that was on its way when the round was ended is closed, and its people are told once', async () => {
  let end: (() => Promise<unknown>) | undefined
  const office = postOffice(desk, async ({ verb }) => {
    if (verb !== 'ensureSpace') return
    const first = end
    end = undefined
    await first?.()
  })
  const { programme, by } = await published(desk, team())
  end = () => endRound(desk, programme, by)
  await run(office)
  expect(ending(office)).toEqual({ farewells: 0, privately: 2, announced: 1, closed: 1 })
})

const waited = async (id: string) =>
  (await database.prisma.person.findUniqueOrThrow({ where: { id } })).waited
