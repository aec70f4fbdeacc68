import { Temporal } from 'temporal-polyfill'
import type { Programme, Round } from '../../database/generated/client.ts'
import type { Candidate, IdPair, Pool } from '../../matching/pool.ts'
import { weightsIn } from '../../matching/weights.ts'
import type { Tx } from '../../outbox/effect.ts'
import { topicDates } from '../calendar/cadence.ts'
import { firstKnown } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import { type Identities, identitiesOf, pairedBefore } from '../past-pairs/past-pairs.ts'
import { reunions, roundsBefore } from '../past-pairs/reunion.ts'
import { type TakingPart, takingPart } from './taking-part.ts'
import { whatCounts } from './what-counts.ts'

/** Everybody who takes part in a round, and the programme's rules, as the matcher wants them. */
export async function loadPool(desk: Desk, tx: Tx, programme: Programme, round: Round): Promise<Pool> {
  const taking = await takingPart(tx, round.id)
  return poolOf(tx, programme, round, taking, await identitiesAmong(desk, tx, taking))
}

/** The identities of everybody among those who take part. */
export function identitiesAmong(desk: Desk, tx: Tx, taking: readonly TakingPart[]): Promise<Identities> {
  return identitiesOf(desk, tx, { personId: { in: taking.map(({ personId }) => personId) } })
}

/** The same as `loadPool`, for whoever knows who takes part. */
export async function poolOf(
  tx: Tx,
  programme: Programme,
  round: Round,
  taking: readonly TakingPart[],
  identities: Identities,
): Promise<Pool> {
  const persons = await tx.person.findMany({
    where: { id: { in: taking.map(({ personId }) => personId) } },
  })
  const workspaceOf = new Map(taking.map(({ personId, workspaceId }) => [personId, workspaceId]))
  const people = persons.map(({ id, country, zone, medium, mentoring, ...said }): Candidate => {
    const group = workspaceOf.get(id)
    if (!group || country === null || zone === null) throw new TypeError('they do not take part')
    return {
      id,
      group,
      country,
      zone: firstKnown(zone, programme.zone),
      languages: said.languages,
      sector: said.sector,
      careerStage: said.careerStage,
      frequency: said.frequency,
      // Whom any means suits has no wish that a partner could share.
      medium: medium === 'any' ? null : medium,
      interests: said.interests,
      canTell: said.canTell,
      wantsToLearn: said.wantsToLearn,
      wishSector: said.wishSector,
      availability: said.availability,
      role: mentoring,
      acceptsTrio: said.acceptsTrio,
      waited: said.waited,
    }
  })
  const start = Temporal.Instant.fromEpochMilliseconds(
    (round.registrationClosedAt ?? round.plannedAt).getTime(),
  )
  const decided = await tx.pairRule.findMany({ where: { roundId: round.id } })
  const pairs = (wanted: string): IdPair[] =>
    decided.flatMap(({ oneId, otherId, kind }) => (kind === wanted ? [[oneId, otherId]] : []))
  const past = await pairedBefore(tx, programme.id, identities)
  const { never, apart, again } = reunions(programme, past, await roundsBefore(tx, round))
  return {
    people,
    rules: {
      differentCountry: programme.differentCountry,
      sharedLanguage: programme.sharedLanguage,
      // A pair has one space, in the workspace where both are.
      withinGroup: true,
      roles: programme.roles === 'mentors',
      leastHours: programme.leastHours,
      never,
      apart: [...apart, ...pairs('forbid')],
      again,
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
  const dates = topicDates(day.toPlainDate().toString(), cadence, topicsPerRound)
  const last = Temporal.PlainDate.from(dates.at(-1) ?? day.toPlainDate())
  return last.toZonedDateTime('UTC').epochMilliseconds
}
