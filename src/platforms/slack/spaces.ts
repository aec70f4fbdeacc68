import type { Found, Outcome } from '../../port/outcome.ts'
import type { SpaceWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { type Failure, type UserErrors, undone, unseen, userErrors } from './errors.ts'
import type { Listing } from './listing.ts'
import { nameEnds, nameWith } from './names.ts'
import { anything, channelAnswer, inviteAnswer, memberPage } from './shapes.ts'
import type { TakenNames } from './taken.ts'

/** Channels are made more slowly than people are invited to them, so that this wait is rare. */
const INVITE_PATIENCE = 15_000

/** Errors of an invitation that leave things as they should be. */
const ALREADY = ['already_in_channel', 'cant_invite_self']

export function createSpaces(bot: Bot, ownChannels: Listing, names: TakenNames) {
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
    if (failure.code !== 'name_taken') return undone(failure, wall(), 'conversations.create')
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
    const users = [...new Set(space.members)].join(',')
    const opened = await call('conversations.open', { users }, channelAnswer, { ticket: space.key })
    if (opened.ok) return { kind: 'done', ref: opened.answer.channel.id }
    const { failure } = opened
    if (failure.kind === 'said' && failure.code === 'missing_scope') {
      return undone(refusal, wall(), 'conversations.create')
    }
    return undone(failure, wall())
  }

  async function ensureMembers(
    ref: string,
    members: readonly string[],
    ticket = ref,
  ): Promise<Outcome<string>> {
    const users = [...new Set(members)].filter((user) => user !== bot.me().user)
    if (users.length === 0) return { kind: 'done', ref }
    const args = { channel: ref, users: users.join(','), force: true }
    const options = { ticket, patienceMs: INVITE_PATIENCE }
    const invited = await call('conversations.invite', args, inviteAnswer, options)
    if (invited.ok) return settleInvitation(ref, userErrors(invited.answer.errors))
    const { failure } = invited
    if (failure.kind !== 'said') return undone(failure, wall())
    if (Object.keys(failure.users).length > 0) return settleInvitation(ref, failure.users)
    return ALREADY.includes(failure.code) ? { kind: 'done', ref } : undone(failure, wall())
  }

  /** Done, unless somebody is kept out; whoever could be let in is in then. */
  function settleInvitation(ref: string, errors: UserErrors): Outcome<string> {
    const serious = Object.values(errors).find((code) => !ALREADY.includes(code))
    if (serious === undefined) return { kind: 'done', ref }
    return undone({ kind: 'said', code: serious, users: errors }, wall())
  }

  /**
   * Looks for the channel by the unguessable end of its name and its creator. One that holds nobody but us
   * was left half made: it counts as absent, so that it is asked for again, found by its name, and filled.
   */
  async function findSpace(key: string): Promise<Found> {
    const listed = await ownChannels()
    if (!listed.ok) return unseen(listed.failure, wall())
    const me = bot.me().user
    const ends = nameEnds(marks, key)
    const ours = listed.answer.find(
      ({ name = '', creator, is_archived }) =>
        creator === me && !is_archived && ends.some((end) => name.endsWith(end)),
    )
    if (!ours) return { kind: 'absent' }
    const members = await call('conversations.members', { channel: ours.id, limit: 100 }, memberPage)
    if (!members.ok) return unseen(members.failure, wall())
    const filled = members.answer.members.some((member) => member !== me)
    return filled ? { kind: 'done', ref: ours.id } : { kind: 'absent' }
  }

  /**
   * Leaves. Never archives: no app can take that back, and the people would lose their conversation.
   */
  async function closeSpace(ref: string): Promise<Outcome<string>> {
    const left = await call('conversations.leave', { channel: ref }, anything, { ticket: ref })
    if (left.ok) return { kind: 'done', ref }
    const { failure } = left
    // A group message cannot be left, the last member cannot leave, and what is gone is left already.
    const over = ['channel_not_found', 'is_archived', 'last_member', 'method_not_supported_for_channel_type']
    if (failure.kind === 'said' && over.includes(failure.code)) return { kind: 'done', ref }
    return undone(failure, wall())
  }

  return { ensureSpace, findSpace, ensureMembers, closeSpace }
}
