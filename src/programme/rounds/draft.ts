import { Temporal } from 'temporal-polyfill'
import type { MatchRun, Programme, Round } from '../../database/generated/client.ts'
import { matchAside } from '../../matching/aside.ts'
import type { Candidate, IdPair, Pool } from '../../matching/pool.ts'
import type { MatchResult } from '../../matching/result.ts'
import { weightsIn } from '../../matching/weights.ts'
import type { Tx } from '../../outbox/effect.ts'
import { type Cadence, topicDates } from '../calendar/cadence.ts'
import { firstKnown } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import { pairHash } from '../identifier.ts'
import { Problem } from '../problem.ts'
import { MENTORING } from '../profile/values.ts'
import { roundIn } from './current.ts'
import { whatCounts } from './what-counts.ts'

/** How long others wait at most while earlier couples are looked up. */
const A_TURN_MS = 20

/** A draft as it is kept: its proof stands beside it. */
export type SavedResult = Omit<MatchResult, 'proof'>

/** Computes a draft of who is paired with whom. Nobody hears of it before it is published. */
export async function computeDraft(
  desk: Desk,
  programme: Programme,
): Promise<{ round: Round; run: MatchRun; result: MatchResult }> {
  const round = await roundIn(desk, programme.id, 'matching')
  const pool = await loadPool(desk, desk.prisma, programme, round)
  if (pool.people.length === 0) throw new Problem('nobody-joined', { number: round.number })
  const result = await matchAside(pool)
  const { proof, ...said } = result
  const run = await desk.prisma.$transaction(async (tx) => {
    await tx.matchRun.deleteMany({ where: { roundId: round.id, publishedAt: null } })
    return tx.matchRun.create({
      data: {
        roundId: round.id,
        inputsHash: result.inputsHash,
        seed: result.seed,
        weight: result.weight,
        result: JSON.parse(JSON.stringify(said)),
        certificate: JSON.parse(JSON.stringify(proof)),
        createdAt: new Date(desk.clock.now()),
      },
    })
  })
  return { round, run, result }
}

/** Everybody who takes part in a round, and the programme's rules, as the matcher wants them. */
export async function loadPool(desk: Desk, tx: Tx, programme: Programme, round: Round): Promise<Pool> {
  const enrolments = await tx.enrolment.findMany({
    where: { roundId: round.id, state: 'joined' },
    include: { person: { include: { accounts: true } } },
  })
  const people: Candidate[] = enrolments.flatMap(({ accountId, person }) => {
    const account = person.accounts.find(({ id }) => id === accountId)
    if (!account || person.country === null || person.zone === null) return []
    return [
      {
        id: person.id,
        group: account.workspaceId,
        country: person.country,
        zone: firstKnown(person.zone, programme.zone),
        languages: person.languages,
        sector: person.sector,
        careerStage: person.careerStage,
        frequency: person.frequency,
        // Whom any means suits has no wish that a partner could share.
        medium: person.medium === 'any' ? null : person.medium,
        interests: person.interests,
        canTell: person.canTell,
        wantsToLearn: person.wantsToLearn,
        wishSector: person.wishSector,
        availability: person.availability,
        role: MENTORING.find((role) => role === person.mentoring) ?? 'either',
        acceptsTrio: person.acceptsTrio,
        waited: person.waited,
      },
    ]
  })
  const start = Temporal.Instant.fromEpochMilliseconds((round.closedAt ?? round.plannedAt).getTime())
  const decided = await tx.pairRule.findMany({ where: { roundId: round.id } })
  const pairs = (wanted: string): IdPair[] =>
    decided.flatMap(({ oneId, otherId, kind }) => (kind === wanted ? [[oneId, otherId]] : []))
  return {
    people,
    rules: {
      differentCountry: programme.differentCountry,
      sharedLanguage: programme.sharedLanguage,
      // A pair has one space, in the workspace where both are.
      withinGroup: true,
      roles: programme.roles === 'mentors',
      leastHours: programme.leastHours,
      never: [...(await neverPaired(desk, tx, programme.id, people)), ...pairs('forbid')],
      locked: pairs('lock'),
    },
    weights: weightsIn(whatCounts(programme)),
    seed: round.number,
    at: start.epochMilliseconds,
    until: lastTopic(start, round),
  }
}

/** Epoch ms of the day of a round's last topic, counted from its start. */
function lastTopic(start: Temporal.Instant, { cadence, topicsPerRound }: Round): number {
  const day = start.toZonedDateTimeISO('UTC')
  const dates = topicDates(day.toPlainDate().toString(), cadence as Cadence, topicsPerRound)
  const last = Temporal.PlainDate.from(dates.at(-1) ?? day.toPlainDate())
  return last.toZonedDateTime('UTC').epochMilliseconds
}

async function neverPaired(
  desk: Desk,
  tx: Tx,
  programmeId: string,
  people: readonly Candidate[],
): Promise<IdPair[]> {
  const past = new Set((await tx.pastPair.findMany({ where: { programmeId } })).map(({ hash }) => hash))
  if (past.size === 0) return []
  const never: IdPair[] = []
  let begun = performance.now()
  for (const [i, one] of people.entries()) {
    // All couples are looked at, while others wait for their answers.
    if (performance.now() - begun > A_TURN_MS) {
      await new Promise(setImmediate)
      begun = performance.now()
    }
    for (const other of people.slice(i + 1)) {
      if (past.has(pairHash(desk.secret, one.id, other.id))) never.push([one.id, other.id])
    }
  }
  return never
}
