import { say, update } from '../../src/chat/answer.ts'
import type { Message } from '../../src/chat/message.ts'
import type { Context, ProgrammeAction } from '../../src/interactions/context.ts'
import { historyCard } from '../../src/messages/history.ts'
import { historyOf } from '../../src/programme/history.ts'

/** Who of the organisers did what, and when: the latest first. */
export const showHistory = async (context: Context) => say(await history(context, 0))

/** Another page of it. */
export const turnHistory: ProgrammeAction = {
  name: 'history',
  rights: ['organiser'],
  run: async (context, [page]) => update(await history(context, Number(page))),
}

async function history({ desk, voice, here }: Context, page: number): Promise<Message> {
  const { id, zone } = here.programme
  return historyCard(await historyOf(desk, id, Number.isInteger(page) ? page : 0), zone, voice)
}
