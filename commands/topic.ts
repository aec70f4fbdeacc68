import { say } from '../src/chat/answer.ts'
import type { Context, ProgrammeCommand } from '../src/interactions/context.ts'
import { currentTopicCard } from '../src/messages/topic.ts'
import { described } from '../src/messages/voice.ts'
import { Problem } from '../src/programme/problem.ts'
import { type CurrentTopic, currentTopic } from '../src/programme/topics/current.ts'

export const command: ProgrammeCommand = {
  name: 'topic',
  slackName: 'this-month',
  description: described('command.topic'),
  options: [],
  rights: ['anybody'],
  run: async ({ desk, voice, here, link }) => {
    const current = await currentTopic(desk, here.programme.id, here.workspace.id)
    if (!current) throw new Problem('no-topic')
    return say(currentTopicCard(current.topic, current.date, topicLink(current, here, link), voice))
  },
}

/** Where a topic is discussed, once that is open. */
export function topicLink(
  { forumPost }: CurrentTopic,
  { workspace }: Context['here'],
  link: Context['link'],
): string | undefined {
  const { forumRef, forumKind } = workspace
  const ref = forumPost?.ref
  if (!ref || !forumRef) return undefined
  // A forum's post is a place of its own; in a text channel it is a message.
  return forumKind === 'forum' ? link(workspace, ref) : link(workspace, forumRef, ref)
}
