import { ChannelType, PermissionFlagsBits, RateLimitError, Routes } from 'discord.js'
import type { Found, Outcome } from '../../port/outcome.ts'
import type { PrivatePlaceWanted, SpaceWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { categoryWithRoom, createCategory } from './categories.ts'
import { listChannels, markedChannel, markedTopic, NEEDED, privateTo } from './channels.ts'
import { closeChannel, closeThread, WRITING } from './closing.ts'
import { named } from './denials.ts'
import { type Failure, failureOf, isCategoryFull, isCode, readAgain } from './errors.ts'
import { letIn, SomeKeptOut } from './let-in.ts'
import { Listed } from './listed.ts'
import { MadeOnce, MayBeOnItsWay } from './made-once.ts'
import { nameOfSpace } from './names.ts'
import { type Channel, channel, read } from './shapes.ts'
import {
  areIn,
  createParent,
  createThread,
  isThread,
  knownParent,
  listThreads,
  markedThread,
} from './threads.ts'
import { Turns } from './turns.ts'

const GUILD_FULL = 30_013
/** A server holds as many channels, categories among them. */
const MOST_CHANNELS = 500
/** A server that said it is full is asked again after this, ms. */
const FULL_FOR_MS = 10 * 60_000
/** How long a space waits for its turn, ms; with what then follows, less than an effect may take. */
const PATIENCE_MS = 15_000
const THREAD_NEEDS =
  PermissionFlagsBits.ManageChannels |
  PermissionFlagsBits.CreatePrivateThreads |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ManageThreads |
  PermissionFlagsBits.ReadMessageHistory

/** The private spaces of partnerships: channels in categories while there is room, private threads beyond. */
export class Spaces {
  private readonly bot: Bot
  private readonly prefer: 'channel' | 'thread'
  /** By guild. */
  private readonly channels: Listed<Channel>
  /** By guild and parent. */
  private readonly threads: Listed<Channel>
  private readonly turns = new Turns()
  private readonly shared: MadeOnce
  /** Guilds that said they are full, and when. */
  private readonly full = new Map<string, number>()

  constructor(bot: Bot, prefer: 'channel' | 'thread') {
    this.bot = bot
    this.shared = new MadeOnce(bot)
    this.prefer = prefer
    this.channels = new Listed(bot.wall, (guild) => listChannels(bot, guild))
    this.threads = new Listed(bot.wall, (key) => {
      const [guild = '', parent = ''] = key.split(':')
      return listThreads(bot, guild, parent, 'private')
    })
  }

  /** The private space of a partnership: a channel where there is room, else a thread. */
  ensure(guild: string, space: SpaceWanted): Promise<Outcome<string>> {
    return this.inTurn(
      guild,
      async () => (await this.channel(guild, space)) ?? (await this.thread(guild, space)),
    )
  }

  /** A private thread of one person and the bot: no channel of the server is spent on it. */
  ensureForOne(guild: string, { user, ...place }: PrivatePlaceWanted): Promise<Outcome<string>> {
    const space = { ...place, topic: '', members: [user], reason: this.bot.words.forOne }
    return this.inTurn(guild, () => this.thread(guild, space))
  }

  /** One at a time in a guild: each looks what is there before it makes anything. */
  private inTurn(guild: string, make: () => Promise<string>): Promise<Outcome<string>> {
    const asked = this.bot.wall()
    return this.turns.take(guild, async () => {
      const now = this.bot.wall()
      // Whoever asked may have given up on us by now: nothing is made behind their back.
      if (now - asked > PATIENCE_MS) return { kind: 'retryAt', at: now, why: 'its turn did not come' }
      try {
        return { kind: 'done', ref: await make() }
      } catch (error) {
        // Where nothing was sent the listings are as good as before; they are limited, too. But one in which
        // something may yet appear is let go of, so that whoever waited for that looks afresh.
        if (!wasSentAway(error)) this.forget(guild, error)
        if (error instanceof MayBeOnItsWay) return { kind: 'retryAt', at: error.until, why: error.message }
        const keptOut = error instanceof InThreads ? error.cause : error
        if (keptOut instanceof SomeKeptOut) return refusalOf(keptOut)
        const failure = await this.failed(guild, error)
        // Not even threads have room: an organiser makes some, and then it is asked at once.
        if (failure.kind === 'full') this.full.delete(guild)
        if (failure.kind === 'unknown') this.shared.doubt(guild)
        return failure
      }
    })
  }

  /** Whatever was made or not: it is looked for afresh. */
  private forget(guild: string, thrown: unknown): void {
    this.channels.forget(guild)
    if (thrown instanceof InThreads) this.threads.forget(`${guild}:${thrown.parent}`)
  }

  private async failed(guild: string, thrown: unknown): Promise<Failure> {
    const inThreads = thrown instanceof InThreads
    const error = inThreads ? thrown.cause : thrown
    const permission = inThreads ? 'Create Private Threads' : 'Manage Channels'
    const failure = failureOf(error, this.bot.wall(), permission, 'workspace')
    return named(this.bot, guild, failure, inThreads ? THREAD_NEEDS : NEEDED)
  }

  /** The channel's id, there before or new; undefined where the space is to be a thread. */
  private async channel(guild: string, space: SpaceWanted): Promise<string | undefined> {
    const { bot } = this
    const full = new Set<string>()
    for (;;) {
      const channels = await this.channels.of(guild)
      const known = markedChannel(bot, channels, space.key)
      if (known) {
        await letIn(bot, known.id, false, missingIn(known, space.members))
        return known.id
      }
      if (this.prefer === 'thread' || !this.hasRoom(guild, channels)) return undefined
      let parent: string | undefined
      try {
        parent = categoryWithRoom(channels, full)
        if (parent === undefined) {
          await this.makeShared(guild, space, () => createCategory(bot, guild, channels))
          continue
        }
        const body = {
          name: nameOfSpace(space, bot.marks.word(space.key, 6), 'topic'),
          type: ChannelType.GuildText,
          topic: markedTopic(bot, space.key, space.topic),
          parent_id: parent,
          permission_overwrites: privateTo(bot, guild, space.members),
        }
        const answer = await bot.rest.post(Routes.guildChannels(guild), { body, reason: space.reason })
        const made = read(channel, answer)
        this.channels.add(guild, made)
        return made.id
      } catch (error) {
        if (isCode(error, GUILD_FULL)) {
          this.full.set(guild, bot.wall())
          return undefined
        }
        if (!isCategoryFull(error) || parent === undefined) throw error
        full.add(parent)
      }
    }
  }

  /** The id of what many spaces share, new. */
  private async makeShared(
    guild: string,
    { quietUntil }: SpaceWanted,
    make: () => Promise<Channel>,
  ): Promise<string> {
    const made = await this.shared.make(guild, { listedAt: this.channels.at(guild), quietUntil }, make)
    this.channels.add(guild, made)
    return made.id
  }

  /** The last place of a guild is kept for the channel under which threads can stand. */
  private hasRoom(guild: string, channels: readonly Channel[]): boolean {
    if ((this.full.get(guild) ?? 0) > this.bot.wall() - FULL_FOR_MS) return false
    const kept = knownParent(this.bot, guild, channels) === undefined ? 1 : 0
    return channels.length < MOST_CHANNELS - kept
  }

  /** The thread's id, there before or new. Its members are let in either way: that may have been cut off. */
  private async thread(guild: string, space: SpaceWanted): Promise<string> {
    const { bot } = this
    let parent = knownParent(bot, guild, await this.channels.of(guild))
    parent ??= await this.makeShared(guild, space, () => createParent(bot, guild))
    try {
      const key = `${guild}:${parent}`
      let thread = markedThread(bot, await this.threads.of(key), space.key)
      if (!thread) {
        thread = await createThread(bot, parent, space)
        this.threads.add(key, thread)
      }
      await letIn(bot, thread.id, true, space.members)
      return thread.id
    } catch (error) {
      throw new InThreads(parent, error)
    }
  }

  /** Where somebody is not in it, it is not done: the next try takes it and lets them in. */
  async find(guild: string, key: string, members: readonly string[]): Promise<Found> {
    const { bot } = this
    try {
      const channels = await listChannels(bot, guild)
      const found = markedChannel(bot, channels, key)
      if (found) return whole(found.id, missingIn(found, members).length === 0)
      const parent = knownParent(bot, guild, channels)
      if (parent === undefined) return { kind: 'absent' }
      const thread = markedThread(bot, await listThreads(bot, guild, parent, 'private'), key)
      return thread ? whole(thread.id, await areIn(bot, thread.id, members)) : { kind: 'absent' }
    } catch (error) {
      const failure = failureOf(error, bot.wall(), 'View Channels', 'workspace')
      return readAgain(await named(bot, guild, failure, THREAD_NEEDS), bot.wall())
    }
  }

  async ensureMembers(guild: string, ref: string, users: readonly string[]): Promise<Outcome<string>> {
    const { bot } = this
    let thread = false
    try {
      thread = isThread(read(channel, await bot.rest.get(Routes.channel(ref))))
      await letIn(bot, ref, thread, users)
      return { kind: 'done', ref }
    } catch (error) {
      if (error instanceof SomeKeptOut) return refusalOf(error)
      const failure = failureOf(error, bot.wall(), thread ? 'Send Messages in Threads' : 'Manage Roles')
      return named(bot, guild, failure, thread ? THREAD_NEEDS : PermissionFlagsBits.ManageRoles | NEEDED)
    }
  }

  /** Read-only: its members still see it and can write no more. */
  async close(guild: string, ref: string): Promise<Outcome<string>> {
    const { bot } = this
    try {
      const there = read(channel, await bot.rest.get(Routes.channel(ref)))
      if (isThread(there)) await closeThread(bot, there)
      else await closeChannel(bot, there)
      return { kind: 'done', ref }
    } catch (error) {
      const failure = failureOf(error, bot.wall(), 'Manage Roles')
      const needs = PermissionFlagsBits.ManageRoles | PermissionFlagsBits.ManageThreads | WRITING
      return named(bot, guild, failure, needs)
    }
  }
}

const whole = (ref: string, isWhole: boolean): Found => (isWhole ? { kind: 'done', ref } : { kind: 'absent' })

/** Who of these is not let into a channel. */
function missingIn({ permission_overwrites: overwrites }: Channel, members: readonly string[]): string[] {
  return members.filter((user) => !overwrites.some(({ id }) => id === user))
}

function refusalOf({ members }: SomeKeptOut): Failure {
  return { kind: 'refused', code: members[0].why, members }
}

/** Whether our own client held a request back until its limit has room. */
function wasSentAway(thrown: unknown): boolean {
  const error = thrown instanceof InThreads ? thrown.cause : thrown
  return error instanceof RateLimitError
}

/** Went wrong with a thread, below `parent`. */
class InThreads extends Error {
  readonly parent: string

  constructor(parent: string, cause: unknown) {
    super('in threads', { cause })
    this.parent = parent
  }
}
