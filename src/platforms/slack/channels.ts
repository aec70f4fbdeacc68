import type { Outcome } from '../../port/outcome.ts'
import type { ChannelMade, ChannelWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { type Undone, undone, unseen } from './errors.ts'
import type { createInvitations } from './invitations.ts'
import type { Listing } from './listing.ts'
import { nameWith, slug } from './names.ts'
import { anything, channelAnswer } from './shapes.ts'
import type { TakenNames } from './taken.ts'
import { topicText } from './topic.ts'

interface Listings {
  readonly ownChannels: Listing
  readonly publicChannels: Listing
}

/** The channels that a programme needs: public ones are shared by name, the organisers' is its own. */
export function createChannels(
  bot: Bot,
  listings: Listings,
  { ensureMembers }: Pick<ReturnType<typeof createInvitations>, 'ensureMembers'>,
  names: TakenNames,
) {
  const { call, marks, wall } = bot

  async function ensureChannel(channel: ChannelWanted): Promise<Outcome<ChannelMade>> {
    const there =
      channel.purpose === 'organisers' ? await ensurePrivate(channel) : await ensurePublic(channel)
    if (there.kind !== 'done') return there
    const outcome = await ensureMembers(there.ref, channel.members, channel.key)
    const ref: ChannelMade = { ref: there.ref, kind: 'text' }
    // Who is gone or kept out is no reason for there to be no channel.
    if (outcome.kind === 'gone' && outcome.what === 'member') return { kind: 'done', ref }
    if (outcome.kind === 'refused' && outcome.members) {
      return { kind: 'done', ref: { ...ref, keptOut: outcome.members } }
    }
    return outcome.kind === 'done' ? { kind: 'done', ref } : outcome
  }

  /** The end of the name keeps the organisers of two programmes in one workspace apart. */
  async function ensurePrivate(channel: ChannelWanted): Promise<Outcome<string>> {
    const name = nameWith(channel.name, `-${marks.word(channel.key, 6)}`)
    const created = await create(channel, name, true)
    if (created.kind !== 'taken') return created
    const listed = await listings.ownChannels()
    if (!listed.ok) return unseen(listed.failure, wall())
    const ours = listed.answer.find((one) => one.name === name && one.creator === bot.me().user)
    if (!ours) return names.lookAgain(name) ?? { kind: 'refused', code: 'name_taken' }
    return { kind: 'done', ref: ours.id }
  }

  /** A public channel of that name, joined, whoever made it; else one of ours under a longer name. */
  async function ensurePublic(channel: ChannelWanted): Promise<Outcome<string>> {
    const candidates = [slug(channel.name, 80), nameWith(channel.name, `-${marks.word(channel.key, 4)}`)]
    for (const name of candidates) {
      const created = await create(channel, name, false)
      if (created.kind === 'done') return created
      const mayExist = created.kind === 'taken' || created.kind === 'denied'
      if (!mayExist) return created
      const found = await joinNamed(name)
      if (found) return found
      if (created.kind === 'denied') return created
      const wait = names.lookAgain(name)
      if (wait) return wait
    }
    return { kind: 'refused', code: 'name_taken' }
  }

  async function create(
    channel: ChannelWanted,
    name: string,
    is_private: boolean,
  ): Promise<{ kind: 'done'; ref: string } | { kind: 'taken' } | Undone> {
    const ticket = `${channel.key} ${name}`
    const created = await call('conversations.create', { name, is_private }, channelAnswer, { ticket })
    if (!created.ok) {
      const { failure } = created
      if (failure.kind === 'said' && failure.code === 'name_taken') return { kind: 'taken' }
      return undone(failure, wall())
    }
    const { id } = created.answer.channel
    const topic = topicText(channel.topic)
    // A missing topic hurts nobody, so that its fate is not the channel's.
    if (topic !== '') await call('conversations.setTopic', { channel: id, topic }, anything)
    return { kind: 'done', ref: id }
  }

  async function joinNamed(name: string): Promise<Outcome<string> | undefined> {
    const listed = await listings.publicChannels()
    if (!listed.ok) return unseen(listed.failure, wall())
    const found = listed.answer.find((one) => one.name === name && !one.is_archived)
    if (!found) return undefined
    return found.is_member ? { kind: 'done', ref: found.id } : join(found.id)
  }

  /** Enters a public channel. */
  async function join(channel: string): Promise<Outcome<string>> {
    const joined = await call('conversations.join', { channel }, anything, { ticket: channel })
    return joined.ok ? { kind: 'done', ref: channel } : undone(joined.failure, wall())
  }

  return { ensureChannel, join }
}
