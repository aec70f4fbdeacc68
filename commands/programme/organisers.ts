import { type Answer, say } from '../../src/chat/answer.ts'
import type { Context } from '../../src/interactions/context.ts'
import { sentence } from '../../src/messages/problem.ts'
import { knownAt, meet } from '../../src/programme/people.ts'
import { Problem } from '../../src/programme/problem.ts'
import { addOrganiser, removeOrganiser } from '../../src/programme/setup.ts'

/** `@U0123` on Slack, `<@123>` on Discord: the user's id, as both write a chosen mention. */
const MENTION = /^<?@!?([A-Za-z0-9]+)(?:\|[^>]*)?>?$/

/** Makes somebody who is mentioned an organiser, or takes it away. */
export async function changeOrganiser(
  context: Context,
  step: 'add' | 'remove',
  typed: string,
): Promise<Answer> {
  const { desk, voice, here, poke } = context
  const user = MENTION.exec(typed.trim())?.[1]
  const known = user ? await knownAt(desk, here.workspace, user) : null
  const account = known ?? (user && step === 'add' ? await newcomer(context, user) : undefined)
  if (!account) throw new Problem('unknown-person')
  const { name } = account.person
  if (step === 'remove') {
    const was = await removeOrganiser(desk, here.programme.id, account.personId, here.account)
    return say(sentence(was ? 'programme.organiser.removed' : 'programme.organiser.none', voice, { name }))
  }
  await addOrganiser(desk, here.workspace, account.personId, here.account)
  poke()
  return say(sentence('programme.organiser.added', voice, { name }))
}

/** Somebody who has not used a command here yet, if the workspace knows them. */
async function newcomer(context: Context, user: string) {
  const { desk, here } = context
  const member = await context.memberOf(user)
  if (!member || member.bot) return undefined
  return meet(desk, here.workspace, { user, name: member.name, locale: member.locale })
}
