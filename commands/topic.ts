import { say } from '../src/chat/answer.ts'
import type { ProgrammeCommand } from '../src/interactions/context.ts'
import { currentTopicCard } from '../src/messages/topic.ts'
import { described } from '../src/messages/voice.ts'
import { Problem } from '../src/programme/problem.ts'
import { currentTopic } from '../src/programme/topics/current.ts'

export const command: ProgrammeCommand = {
  name: 'topic',
  slackName: 'this-month',
  description: described('command.topic'),
  options: [],
  rights: ['anybody'],
  run: async ({ desk, voice, here, link }) => {
    const current = await currentTopic(desk, here.programme.id, here.workspace.id)
    if (!current) throw new Problem('no-topic')
    const { forumRef, forumKind } = here.workspace
    const ref = current.forumPost?.ref
    // A forum's post is a place of its own; in a text channel it is a message.
    const where =
      !ref || !forumRef
        ? undefined
        : forumKind === 'forum'
          ? link(here.workspace, ref)
          : link(here.workspace, forumRef, ref)
    return say(currentTopicCard(current.topic, current.date, where, voice))
  },
}
