import type { PastPairKind, Prisma } from '../../database/generated/client.ts'
import type { IdPair } from '../../matching/pool.ts'
import type { Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { identityHash } from '../identifier.ts'

/** The hashes of people's identities, by person: one for each of their accounts. */
export type Identities = ReadonlyMap<string, readonly string[]>

export interface PastPairWanted {
  readonly kind: PastPairKind
  readonly people: IdPair
  /** The number of the round in which they were partners. */
  readonly round: number | null
  readonly at: Date
}

/** The identities of some people, in time that grows with how many they are. */
export async function identitiesOf(
  { secret }: Desk,
  tx: Tx,
  whose: Pick<Prisma.AccountWhereInput, 'programmeId' | 'personId'>,
): Promise<Identities> {
  const accounts = await tx.account.findMany({
    where: whose,
    select: {
      personId: true,
      externalId: true,
      workspace: { select: { platform: true, externalId: true } },
    },
  })
  const identities = new Map<string, string[]>()
  for (const { personId, externalId: user, workspace } of accounts) {
    const identity = { platform: workspace.platform, workspace: workspace.externalId, user }
    identities.set(personId, [...(identities.get(personId) ?? []), identityHash(secret, identity)])
  }
  return identities
}

/**
 * Remembers pairs, each for all accounts that the two have: whichever they come back with after an erasure, they
 * are known again. Of partners the latest round counts.
 */
export async function rememberPairs(
  tx: Tx,
  programmeId: string,
  pairs: readonly PastPairWanted[],
  identities: Identities,
): Promise<void> {
  const rows = pairs.flatMap(({ people: [a, b], ...pair }) =>
    (identities.get(a) ?? []).flatMap((one) =>
      (identities.get(b) ?? []).map((other) => ({
        ...pair,
        hashes: one < other ? [one, other] : [other, one],
      })),
    ),
  )
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "PastPair" AS p ("programmeId", "oneHash", "otherHash", "kind", "round", "at")
    SELECT ${programmeId}, one, other, kind::"PastPairKind", round, at
      FROM unnest(${rows.map(({ hashes }) => hashes[0])}::text[], ${rows.map(({ hashes }) => hashes[1])}::text[],
                  ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ round }) => round)}::int[],
                  ${rows.map(({ at }) => at)}::timestamptz[]) AS n (one, other, kind, round, at)
    ON CONFLICT ("programmeId", "oneHash", "otherHash", "kind") DO UPDATE
       SET "round" = EXCLUDED."round", "at" = EXCLUDED."at"
     WHERE p."at" < EXCLUDED."at"`
}

/** Two people who were partners, or of whom one wants never to be (again). */
export interface PastPair {
  readonly people: IdPair
  readonly kind: PastPairKind
  /** The number of the last round in which they were partners. */
  readonly round: number | null
}

/**
 * What is known of pairs among some people, each once, in time that grows with how many they and all pairs are. To want
 * not to be paired outweighs having been partners.
 */
export async function pairedBefore(tx: Tx, programmeId: string, identities: Identities): Promise<PastPair[]> {
  const personOf = new Map(
    [...identities].flatMap(([id, hashes]) => hashes.map((hash) => [hash, id] as const)),
  )
  const rows = await tx.pastPair.findMany({
    where: { programmeId },
    select: { oneHash: true, otherHash: true, kind: true, round: true },
  })
  const found = new Map<string, PastPair>()
  for (const { oneHash, otherHash, kind, round } of rows) {
    const [one, other] = [personOf.get(oneHash), personOf.get(otherHash)].sort()
    if (!one || !other || one === other) continue
    const key = `${one} ${other}`
    const pair: PastPair = { people: [one, other], kind, round }
    if (outweighs(pair, found.get(key))) found.set(key, pair)
  }
  return [...found.values()]
}

function outweighs(pair: PastPair, than: PastPair | undefined): boolean {
  if (!than) return true
  if (pair.kind !== than.kind) return pair.kind === 'avoid'
  return (pair.round ?? 0) > (than.round ?? 0)
}

/** Never pairs these two (again), whatever round. */
export async function avoidPair(desk: Desk, programmeId: string, a: string, b: string): Promise<void> {
  const identities = await identitiesOf(desk, desk.prisma, { programmeId, personId: { in: [a, b] } })
  const at = new Date(desk.clock.now())
  await rememberPairs(
    desk.prisma,
    programmeId,
    [{ kind: 'avoid', people: [a, b], round: null, at }],
    identities,
  )
}
