import { say } from '../src/chat/answer.ts'
import type { Action, Command } from '../src/chat/command.ts'
import type { Message } from '../src/chat/message.ts'
import { requireProgramme, type Visit } from '../src/interactions/context.ts'
import { guide } from '../src/messages/guide.ts'
import { standing } from '../src/programme/enrolment.ts'
import { isOrganiser } from '../src/programme/people.ts'

export const command: Command<Visit> = {
  name: 'guide',
  slackName: 'guide',
  description: 'What this is, where you stand, and what you can do now',
  options: [],
  audience: 'everybody',
  run: async (visit) => say(await guideCard(visit)),
}

/** "My news" in an announcement: what became of one's place in the round. */
const news: Action<Visit> = { name: 'news', run: async (visit) => say(await guideCard(visit)) }

export const actions = [news]

export async function guideCard(visit: Visit): Promise<Message> {
  const { desk, voice, here } = requireProgramme(visit)
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
