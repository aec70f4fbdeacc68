import { say } from '../src/chat/answer.ts'
import type { Message } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { guide } from '../src/messages/guide.ts'
import { home } from '../src/messages/home.ts'
import { described } from '../src/messages/voice.ts'
import { partnershipOf } from '../src/programme/partnerships.ts'
import { isOrganiser } from '../src/programme/people.ts'
import { standing } from '../src/programme/standing.ts'
import { currentTopic, nextDay } from '../src/programme/topics/current.ts'
import { topicLink } from './topic.ts'

export const command: ProgrammeCommand = {
  name: 'guide',
  slackName: 'guide',
  description: described('command.guide'),
  options: [],
  rights: ['anybody'],
  run: async (context) => say(await guideCard(context)),
}

/** "My news" in an announcement: what became of one's place in the round. */
const news: ProgrammeAction = {
  name: 'news',
  rights: ['anybody'],
  run: async (context) => say(await guideCard(context)),
}

export const actions = [news]

/** What a person's own page shows: the same, and their partner, dates and topic at a glance. */
export async function homeCard(context: Context): Promise<Message> {
  const { desk, voice, here, link } = context
  const { programme, workspace, account } = here
  const partnership = await partnershipOf(desk, account.personId)
  const current = await currentTopic(desk, programme.id, workspace.id)
  const space = partnership?.spaces.find(({ workspaceId }) => workspaceId === workspace.id)
  return home(
    await guideCard(context),
    {
      partners: (partnership?.members ?? []).filter(({ person }) => person.id !== account.personId),
      since: partnership?.round.publishedAt ?? undefined,
      space: space?.ref ? link(workspace, space.ref) : undefined,
      topic: current && { title: current.topic.title, link: topicLink(current, here, link) },
      next: await nextDay(desk, programme.id),
    },
    voice,
  )
}

export async function guideCard({ desk, voice, here }: Context): Promise<Message> {
  const { programme, account } = here
  return guide(
    {
      programme: programme.name,
      ...(await standing(desk, account.person)),
      organiser: await isOrganiser(desk, programme.id, account.personId),
    },
    voice,
  )
}
