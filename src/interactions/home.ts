import { say } from '../chat/answer.ts'
import type { Message } from '../chat/message.ts'
import type { Actor, Platform } from '../port/platform.ts'
import type { Desk } from '../programme/desk.ts'
import { noteHomeOpened } from '../programme/homes.ts'
import { findWorkspace, knownAt } from '../programme/people.ts'
import type { answering } from './answering.ts'
import { notSetUp } from './perform.ts'

/** Shown nowhere: the page itself is. */
const NOTHING: Message = { summary: '', blocks: [] }

/**
 * Notes that somebody opened the page that is theirs alone, which is then shown like everybody's that is outdated. Where
 * there is no programme for them, or that could not be found out, gives what to show instead.
 */
export async function openHome(
  desk: Desk,
  platform: Platform,
  actor: Actor,
  answer: ReturnType<typeof answering>['answer'],
): Promise<Message | undefined> {
  let noted = false
  const given = await answer(await named(desk, platform, actor), 'home', async (visit) => {
    if (!visit.here) throw notSetUp(visit)
    await noteHomeOpened(desk, visit.here.account.id)
    noted = true
    return say(NOTHING)
  })
  return !noted && given.kind === 'say' ? given.message : undefined
}

/** Somebody whose name did not come with what they did, and who is made known by it. */
async function named(desk: Desk, platform: Platform, actor: Actor): Promise<Actor> {
  const workspace = await findWorkspace(desk, platform.name, actor.workspace)
  if (!workspace || (await knownAt(desk, workspace, actor.user))) return actor
  const member = await platform
    .memberOf({ externalId: actor.workspace }, actor.user, 'help')
    .catch(() => undefined)
  return member ? { ...actor, name: member.name } : actor
}
