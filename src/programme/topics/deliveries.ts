import type { Round, Topic } from '../../database/generated/client.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { topicInForum, topicInSpace } from '../spaces/lines.ts'

/** A topic, and the round in which it has its place. */
export async function topicOfRound(
  { prisma }: Desk,
  roundTopicId: string,
): Promise<{ readonly topic: Topic; readonly round: Round }> {
  return prisma.roundTopic.findUniqueOrThrow({
    where: { id: roundTopicId },
    select: { topic: true, round: true },
  })
}

/** A topic that is to be told in a space. */
export function promptWanted(
  topic: { readonly id: string; readonly roundId: string; readonly index: number },
  space: { readonly id: string; readonly programmeId: string; readonly workspaceId: string },
): EffectWanted {
  return {
    programmeId: space.programmeId,
    workspaceId: space.workspaceId,
    roundId: topic.roundId,
    kind: 'prompt',
    key: `${topic.id}:${space.id}`,
    payload: { roundTopicId: topic.id, spaceId: space.id },
    inLine: topicInSpace(space.id, topic.index),
  }
}

/** A topic that is to be opened in a workspace's forum. */
export function forumPostWanted(
  topic: { readonly id: string; readonly index: number },
  round: { readonly id: string; readonly number: number; readonly programmeId: string },
  workspaceId: string,
): EffectWanted {
  return {
    programmeId: round.programmeId,
    workspaceId,
    roundId: round.id,
    kind: 'forum-post',
    key: `${topic.id}:${workspaceId}`,
    payload: { roundTopicId: topic.id },
    inLine: topicInForum(workspaceId, round.number, topic.index),
  }
}

/** The round's first topic in a space, which follows the introduction; none where its partnership gets none. */
export async function firstPromptIn(tx: Tx, spaceId: string): Promise<EffectWanted | undefined> {
  const { partnership, ...space } = await tx.space.findUniqueOrThrow({
    where: { id: spaceId },
    include: {
      partnership: {
        select: {
          programmeId: true,
          prompts: { where: { roundTopic: { index: 0 } }, select: { roundTopic: true } },
        },
      },
    },
  })
  const [first] = partnership.prompts
  return first && promptWanted(first.roundTopic, { ...space, programmeId: partnership.programmeId })
}

/** Notes that a partnership has a topic: `ref` is its post in the first space that has it. */
export async function keepPrompt(
  tx: Tx,
  desk: Desk,
  { roundTopicId, spaceId }: { readonly roundTopicId: string; readonly spaceId: string },
  ref: string,
): Promise<void> {
  await tx.prompt.updateMany({
    where: { roundTopicId, postedAt: null, partnership: { spaces: { some: { id: spaceId } } } },
    data: { postedAt: new Date(desk.clock.now()), ref },
  })
}

/** Notes where a topic is discussed in a workspace. */
export async function keepForumPost(
  tx: Tx,
  desk: Desk,
  where: { readonly roundTopicId: string; readonly workspaceId: string },
  ref: string,
): Promise<void> {
  const data = { postedAt: new Date(desk.clock.now()), ref }
  await tx.forumPost.updateMany({ where: { ...where }, data })
}
