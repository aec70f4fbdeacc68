import { type Answer, say, update } from '../../src/chat/answer.ts'
import type { Context, ProgrammeAction } from '../../src/interactions/context.ts'
import { chooseOrganiser } from '../../src/messages/organisers.ts'
import { sentence } from '../../src/messages/problem.ts'
import { addOrganiser, organisersOf, removeOrganiser } from '../../src/programme/organisers.ts'
import { type KnownAccount, knownAt, meet } from '../../src/programme/people.ts'
import { Problem } from '../../src/programme/problem.ts'

/** `@U0123` on Slack, `<@123>` on Discord: the user's id, as both write a chosen mention. */
const MENTION = /^<?@!?([A-Za-z0-9]+)(?:\|[^>]*)?>?$/
const ORGANISER = ['organiser'] as const

/** Makes somebody who is mentioned an organiser. */
export async function add(context: Context, typed: string): Promise<Answer> {
  const { desk, voice, here } = context
  const account = (await mentioned(context, typed)) ?? (await newcomer(context, typed))
  if (!account) throw new Problem('unknown-person')
  await addOrganiser(desk, here.account, account.personId)
  return say(sentence('programme.organiser.added', voice, { name: account.person.name }))
}

/** Takes it away from somebody who is mentioned; without a name there is a list to choose from, wherever they are. */
export async function remove(context: Context, typed: string): Promise<Answer> {
  if (typed.trim() === '') return say(await choice(context, 0))
  const account = await mentioned(context, typed)
  if (!account) throw new Problem('unknown-person')
  return say(await removed(context, account.person))
}

/** Shows those who can be chosen, from one on. */
export const showOrganisers: ProgrammeAction = {
  name: 'organisers',
  rights: ORGANISER,
  run: async (context, [from = '0']) => update(await choice(context, Number(from))),
}

/** Removes whoever was chosen from that list. */
export const removeChosen: ProgrammeAction = {
  name: 'organiser-out',
  rights: ORGANISER,
  run: async (context, _args, [personId = '']) => {
    const { desk, here } = context
    const found = (await organisersOf(desk, here.programme.id)).find((one) => one.personId === personId)
    if (!found) throw new Problem('stale')
    return update(await removed(context, { id: personId, name: found.name }))
  },
}

async function choice({ desk, voice, here }: Context, from: number) {
  return chooseOrganiser(await organisersOf(desk, here.programme.id), from, voice)
}

async function removed({ desk, voice, here }: Context, person: { id: string; name: string }) {
  await removeOrganiser(desk, here.account, person)
  return sentence('programme.organiser.removed', voice, { name: person.name })
}

const userIn = (typed: string): string | undefined => MENTION.exec(typed.trim())?.[1]

async function mentioned({ desk, here }: Context, typed: string): Promise<KnownAccount | undefined> {
  const user = userIn(typed)
  return user === undefined ? undefined : ((await knownAt(desk, here.workspace, user)) ?? undefined)
}

/** Somebody who has not used a command here yet, if the workspace knows them. */
async function newcomer(context: Context, typed: string): Promise<KnownAccount | undefined> {
  const { desk, here } = context
  const user = userIn(typed)
  const member = user === undefined ? undefined : await context.memberOf(user)
  if (!user || !member || member.bot) return undefined
  return meet(desk, here.workspace, { user, name: member.name, locale: member.locale })
}
