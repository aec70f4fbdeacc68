import { oneAtATime } from '../../database/one-at-a-time.ts'
import { transaction } from '../../database/transaction.ts'
import type { IdPair } from '../../matching/pool.ts'
import type { Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { pairHash } from '../identifier.ts'
import { identitiesOf, type PastPairWanted, rememberPairs } from './past-pairs.ts'

/**
 * Turns pairs as earlier versions kept them (one hash of both people's ids) into hashes of their identities. Each
 * programme's are turned whole or not at all, so that whatever ends the process meanwhile, the next start goes on.
 * With nothing to do it costs one query.
 *
 * Whom such a hash means is found among those who were partners: nobody else was ever put into one. What means
 * nobody any more (people who were erased) goes: their ids never come back.
 *
 * @returns how many were turned, and how many meant nobody
 */
export async function convertPairs(desk: Desk): Promise<{ turned: number; forgotten: number }> {
  const counts = { turned: 0, forgotten: 0 }
  const waiting = await desk.prisma.personPair.findMany({
    distinct: ['programmeId'],
    select: { programmeId: true },
  })
  for (const { programmeId } of waiting) {
    const { turned, forgotten } = await transaction(desk.prisma, (tx) => convertIn(tx, desk, programmeId))
    counts.turned += turned
    counts.forgotten += forgotten
  }
  return counts
}

async function convertIn(tx: Tx, desk: Desk, programmeId: string) {
  await oneAtATime(tx, 'convert')
  const kept = new Map(
    (await tx.personPair.findMany({ where: { programmeId } })).map((row) => [row.hash, row]),
  )
  const partnerships = await tx.partnership.findMany({
    where: { programmeId },
    select: { createdAt: true, round: { select: { number: true } }, members: { select: { personId: true } } },
  })
  const found = new Set<string>()
  const pairs = partnerships.flatMap(({ createdAt, round: { number }, members }) =>
    couples(members.map(({ personId }) => personId)).flatMap((people): PastPairWanted[] => {
      const row = kept.get(pairHash(desk.secret, ...people))
      if (!row) return []
      found.add(row.hash)
      const partners = { kind: 'partners', people, round: number, at: createdAt } as const
      // One who wants not to be paired again had taken the place of the partners.
      return row.kind === 'partners'
        ? [partners]
        : [partners, { kind: 'avoid', people, round: null, at: row.at }]
    }),
  )
  await rememberPairs(tx, programmeId, latest(pairs), await identitiesOf(desk, tx, { programmeId }))
  await tx.personPair.deleteMany({ where: { programmeId } })
  return { turned: found.size, forgotten: kept.size - found.size }
}

/** Of several that say the same of two people, the latest. */
function latest(pairs: readonly PastPairWanted[]): PastPairWanted[] {
  const inTurn = [...pairs].sort((one, other) => one.at.getTime() - other.at.getTime())
  return [
    ...new Map(inTurn.map((pair) => [`${pair.kind} ${[...pair.people].sort().join(' ')}`, pair])).values(),
  ]
}

/** Every two of some people. */
export function couples(people: readonly string[]): IdPair[] {
  return people.flatMap((a, at) => people.slice(at + 1).map((b): IdPair => [a, b]))
}
