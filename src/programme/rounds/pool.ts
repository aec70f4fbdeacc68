import { Temporal } from 'temporal-polyfill'
import type { Programme, Round } from '../../database/generated/client.ts'
import type { Candidate, IdPair, Pool } from '../../matching/pool.ts'
import { weightsIn } from '../../matching/weights.ts'
import type { Tx } from '../../outbox/effect.ts'
import { topicDates } from '../calendar/cadence.ts'
import { firstKnown } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import { type Identities, identitiesOf, pairedBefore } from '../past-pairs/past-pairs.ts'
import { takingPart } from './taking-part.ts'
import { whatCounts } from './what-counts.ts'

/** Everybody who takes part in a round, and the programme's rules, as the matcher wants them. */
export async function loadPool(desk: Desk, tx: Tx, programme: Programme, round: Round): Promise<Pool> {
  return poolOf(tx, programme, round, await identitiesIn(desk, tx, round))
}

/** The identities of everybody who takes part in a round. */
export function identitiesIn(desk: Desk, tx: Tx, { id }: Round): Promise<Identities> {
  return identitiesOf(desk, tx, { enrolments: { some: takingPart(id) } })
}

/** The same as `loadPool`, for whoever knows their identities. */
export async function poolOf(
  tx: Tx,
  programme: Programme,
  round: Round,
  identities: Identities,
): Promise<Pool> {
  const enrolments = await tx.enrolment.findMany({
    where: takingPart(round.id),
    select: { person: true, account: { select: { workspaceId: true } } },
  })
  const people = enrolments.map(({ person, account }): Candidate => {
    const { id, country, zone, medium, mentoring, ...said } = person
    if (country === null || zone === null) throw new TypeError('somebody takes part without country or zone')
    return {
      id,
      group: account.workspaceId,
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
      never: [...(await pairedBefore(tx, programme.id, identities)), ...pairs('forbid')],
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
