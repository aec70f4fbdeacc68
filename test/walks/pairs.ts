import type { Programme } from '../../src/database/generated/client.ts'
import type { WalkWorld } from './world.ts'

/** Two who were partners, by their ids on a platform, and the rounds in which they were. */
type Met = Map<string, number[]>

const pairOf = (one: string, other: string): string => [one, other].sort().join(' & ')

/** Who were partners in which of a programme's rounds before one of them. */
async function metBefore(world: WalkWorld, number: number): Promise<Met> {
  const partnerships = await world.desk.prisma.partnership.findMany({
    where: { programmeId: world.programme.id, round: { number: { lt: number } } },
    include: { round: true, members: { include: { account: true } } },
  })
  const met: Met = new Map()
  for (const { round, members } of partnerships) {
    const [one, other] = members.map(({ account }) => account.externalId)
    const pair = pairOf(one ?? '', other ?? '')
    met.set(pair, [...(met.get(pair) ?? []), round.number])
  }
  return met
}

/** Whether two may be partners (again) by the rule of their programme. @param published the rounds that were, before */
function mayMeet(
  { reunion, reunionAfter }: Programme,
  met: Met,
  published: readonly number[],
  one: string,
  other: string,
): boolean {
  const rounds = met.get(pairOf(one, other))
  if (!rounds || reunion === 'rather_than_nobody') return true
  const last = Math.max(...rounds)
  return reunion === 'after' && published.filter((number) => number > last).length >= reunionAfter
}

/** What is asked of whoever were partners, by the rules as they are now. */
async function ruleFor(world: WalkWorld, roundId: string) {
  const { prisma } = world.desk
  const programme = await prisma.programme.findUniqueOrThrow({ where: { id: world.programme.id } })
  const { number } = await prisma.round.findUniqueOrThrow({ where: { id: roundId } })
  const met = await metBefore(world, number)
  const before = await prisma.round.findMany({
    where: { programmeId: programme.id, number: { lt: number }, publishedAt: { not: null } },
  })
  const published = before.map((round) => round.number)
  return {
    rule: programme.reunion,
    met,
    may: (one: string, other: string) => mayMeet(programme, met, published, one, other),
  }
}

/** What was published has partners, who are there, are from two countries, and may meet (again). */
export async function expectFairPairs(world: WalkWorld, roundId: string): Promise<void> {
  const partnerships = await world.desk.prisma.partnership.findMany({
    where: { roundId },
    include: { members: { include: { account: true, person: true } } },
  })
  if (partnerships.length === 0) throw new Error('nobody has a partner')
  const { may, met, rule } = await ruleFor(world, roundId)
  for (const { members } of partnerships) {
    const [one = '', other = '', ...more] = members.map(({ account }) => account.externalId)
    const countries = new Set(members.map(({ person }) => person.country))
    if (members.some(({ account }) => account.leftAt !== null)) throw new Error(`${one}, ${other}: gone`)
    const left = [one, other].find((user) => world.left.has(user))
    if (left) throw new Error(`${left} was told that they have left, and has a partner`)
    if (other === '' || more.length > 0 || countries.size < 2) throw new Error(`${one}, ${other}: no pair`)
    if (!may(one, other)) throw new Error(`${one} and ${other} meet again, against the rule`)
    if (met.has(pairOf(one, other))) world.visited.note(`partners meet again, by the rule ${rule}`)
  }
}

/** Whether two of those who take part could be partners, and nothing was decided about any. */
export async function mightPair(world: WalkWorld, roundId: string): Promise<boolean> {
  const { prisma } = world.desk
  if ((await prisma.pairRule.count({ where: { roundId } })) > 0) return false
  const taking = await prisma.enrolment.findMany({
    where: { roundId, state: 'joined' },
    include: { account: true, person: true },
  })
  const { may } = await ruleFor(world, roundId)
  return taking.some(({ account: one, person }) =>
    taking.some(
      ({ account: other, person: partner }) =>
        one.workspaceId === other.workspaceId &&
        person.country !== null &&
        partner.country !== null &&
        person.country !== partner.country &&
        may(one.externalId, other.externalId),
    ),
  )
}
