import type { Round, Workspace } from '../../database/generated/client.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import { dateAt } from '../calendar/daytime.ts'
import { forumPostWanted } from './deliveries.ts'
import { planTopics } from './plan.ts'

/**
 * The round's topics with their days. The first is due now: in each partnership right after its
 * introduction, in the forums at once.
 *
 * @param zone the programme's, IANA
 * @returns what opens it in the forums
 */
export async function startTopics(
  tx: Tx,
  round: Round,
  zone: string,
  workspaces: readonly Workspace[],
  now: Date,
): Promise<EffectWanted[]> {
  const first = await planTopics(tx, round, dateAt(now.getTime(), zone), now)
  await tx.$executeRaw`
    INSERT INTO "Prompt" ("programmeId", "roundTopicId", "partnershipId", "dueAt", "recordedAt")
    SELECT "programmeId", ${first.id}, "id", ${now}, ${now} FROM "Partnership" WHERE "roundId" = ${round.id}`
  const of = { programmeId: round.programmeId, roundTopicId: first.id, dueAt: now, recordedAt: now }
  await tx.forumPost.createMany({ data: workspaces.map(({ id }) => ({ ...of, workspaceId: id })) })
  return workspaces.map(({ id }) => forumPostWanted(first, round, id))
}
