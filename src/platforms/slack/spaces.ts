import type { Found, Outcome } from '../../port/outcome.ts'
import type { SpaceWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { decisionOn } from './decisions.ts'
import { type Failure, isFine, undone, unseen } from './errors.ts'
import type { createInvitations } from './invitations.ts'
import type { Listing } from './listing.ts'
import { nameEnds, nameWith } from './names.ts'
import { anything, channelAnswer, memberPage } from './shapes.ts'
import type { TakenNames } from './taken.ts'

/** A partnership has two or three; whoever else got in is not in the way. */
const PAGE = 200

export function createSpaces(
  bot: Bot,
  ownChannels: Listing,
  { ensureMembers, inTheWay }: ReturnType<typeof createInvitations>,
  names: TakenNames,
) {
  const { call, marks, wall } = bot

  async function ensureSpace(space: SpaceWanted): Promise<Outcome<string>> {
    const [first, second] = nameEnds(marks, space.key)
    const made = await makeChannel(space, first)
    if (made.kind !== 'taken') {
      names.found(space.key)
      return made
    }
    const wait = names.lookAgain(space.key)
    if (wait) return wait
    const again = await makeChannel(space, second)
    return again.kind === 'taken' ? { kind: 'refused', code: 'name_taken' } : again
  }

  /** The channel of that name with its members in it, new or found again; `taken` where it is not ours. */
  async function makeChannel(space: SpaceWanted, end: string): Promise<Outcome<string> | { kind: 'taken' }> {
    const name = nameWith(space.name, end)
    const created = await call('conversations.create', { name, is_private: true }, channelAnswer, {
      ticket: space.key,
    })
    if (created.ok) return ensureMembers(created.answer.channel.id, space.members, space.key)
    const { failure } = created
    if (failure.kind !== 'said') return undone(failure, wall())
    if (failure.code === 'restricted_action') return groupMessage(space, failure)
    if (failure.code !== 'name_taken') return undone(failure, wall())
    const listed = await ownChannels()
    // Nothing was made by this call; that the listing failed is no reason for doubt.
    if (!listed.ok) return unseen(listed.failure, wall())
    const ours = listed.answer.find((one) => one.name === name && one.creator === bot.me().user)
    if (!ours || ours.is_archived) return { kind: 'taken' }
    return ensureMembers(ours.id, space.members, space.key)
  }

  /**
   * Where apps may not create channels: a group message, which Slack makes once for the same people. Slack
   * lets nine people talk so; the partnership's two or three always fit.
   */
  async function groupMessage(space: SpaceWanted, refusal: Failure): Promise<Outcome<string>> {
    const users = [...new Set(space.members)]
    const args = { users: users.join(',') }
    const opened = await call('conversations.open', args, channelAnswer, { ticket: space.key })
    if (opened.ok) return { kind: 'done', ref: opened.answer.channel.id }
    const { failure } = opened
    if (failure.kind !== 'said') return undone(failure, wall())
    if (failure.code === 'missing_scope') return undone(refusal, wall())
    if (decisionOn(failure.method, failure.code)?.kind !== 'gone-or-kept-out') return undone(failure, wall())
    return (await inTheWay(users)) ?? undone(failure, wall())
  }

  /** Looks for the channel by the unguessable end of its name and its creator, and who is in it. */
  async function findSpace(key: string, wanted: readonly string[]): Promise<Found> {
    const listed = await ownChannels()
    if (!listed.ok) return unseen(listed.failure, wall())
    const ends = nameEnds(marks, key)
    const ours = listed.answer.find(
      ({ name, creator, is_archived }) =>
        creator === bot.me().user && !is_archived && ends.some((end) => name?.endsWith(end)),
    )
    if (!ours) return { kind: 'absent' }
    const members = await call('conversations.members', { channel: ours.id, limit: PAGE }, memberPage)
    if (!members.ok) return unseen(members.failure, wall())
    const whole = wanted.every((user) => members.answer.members.includes(user))
    return whole ? { kind: 'done', ref: ours.id } : { kind: 'absent' }
  }

  /**
   * Leaves. Never archives: no app can take that back, and the people would lose their conversation.
   */
  async function closeSpace(ref: string): Promise<Outcome<string>> {
    const left = await call('conversations.leave', { channel: ref }, anything, { ticket: ref })
    if (left.ok) return { kind: 'done', ref }
    const { failure } = left
    return isFine(failure) ? { kind: 'done', ref } : undone(failure, wall())
  }

  return { ensureSpace, findSpace, closeSpace }
}
