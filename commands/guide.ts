import { say } from '../src/chat/answer.ts'
import type { Message } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { guide } from '../src/messages/guide.ts'
import { described } from '../src/messages/voice.ts'
import { isOrganiser } from '../src/programme/people.ts'
import { standing } from '../src/programme/standing.ts'

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
