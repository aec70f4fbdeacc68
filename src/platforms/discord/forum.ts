import { ChannelType, DiscordAPIError, PermissionFlagsBits, Routes } from 'discord.js'
import { heading, type Message } from '../../chat/message.ts'
import { label } from '../../port/clean.ts'
import type { Found, Outcome } from '../../port/outcome.ts'
import type { ForumPostWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { named } from './denials.ts'
import { failureOf, isCode, readAgain } from './errors.ts'
import { isId, snowflakeAt } from './ids.ts'
import { ensurePost, findPost, isMarked, LEEWAY_MS, markedBody } from './posts.ts'
import { type Channel, channel, made, message, read } from './shapes.ts'
import { listThreads } from './threads.ts'

const MOST_TITLE = 100
/** The forum wants every post to have a tag. */
const TAG_REQUIRED = 40_067
/** Discord makes a thread's first message with the thread's own id; elsewhere there is none. */
const NO_MESSAGE = 10_008
const HAS_THREAD = 160_004
/** Whoever asks again does so within this; older posts are not looked through. */
const AGAIN_MS = 24 * 60 * 60_000
const NEEDS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory

/** Forum posts have no nonce: it is looked for before it is made. */
export async function ensureForumPost(
  bot: Bot,
  guild: string,
  post: ForumPostWanted,
): Promise<Outcome<string>> {
  try {
    const since = bot.wall() - AGAIN_MS
    const forum = read(channel, await bot.rest.get(Routes.channel(post.forum)))
    if (forum.type !== ChannelType.GuildForum) return await inTextChannel(bot, guild, post, since)
    const there = await markedIn(bot, guild, post.key, post.forum, since)
    return { kind: 'done', ref: there ?? (await inForum(bot, post, forum)) }
  } catch (error) {
    return named(bot, guild, failureOf(error, bot.wall(), 'Send Messages'), NEEDS)
  }
}

async function inForum(bot: Bot, post: ForumPostWanted, forum: Channel): Promise<string> {
  const { files, ...body } = markedBody(bot, post.key, post.message)
  const name = label(post.title, MOST_TITLE)
  const send = (more: object) =>
    bot.rest.post(Routes.threads(post.forum), { body: { name, message: body, ...more }, files })
  // Those for moderators are theirs, where there is another one.
  const tag = (forum.available_tags.find(({ moderated }) => !moderated) ?? forum.available_tags[0])?.id
  const answer = await send({}).catch((error: unknown) => {
    if (!isCode(error, TAG_REQUIRED) || tag === undefined) throw error
    return send({ applied_tags: [tag] })
  })
  return read(made, answer).id
}

/** A message, and under it a thread where everybody can answer. Without the thread it is still a post. */
async function inTextChannel(
  bot: Bot,
  guild: string,
  { key, forum, title, message }: ForumPostWanted,
  since: number,
): Promise<Outcome<string>> {
  const found = await findPost(bot, guild, key, forum, since)
  const outcome =
    found.kind === 'absent'
      ? await ensurePost(bot, guild, { key, space: forum, message: titled(title, message) })
      : found
  if (outcome.kind !== 'done') return outcome
  const body = { name: label(title, MOST_TITLE) }
  await bot.rest.post(Routes.threads(forum, outcome.ref), { body }).catch((error: unknown) => {
    if (isCode(error, HAS_THREAD)) return
    const code = error instanceof DiscordAPIError ? error.code : 'no answer'
    bot.log.warn({ code }, 'a topic in a text channel got no thread')
  })
  return outcome
}

/** Where no forum shows it, a post's title is the heading of its message. */
const titled = (title: string, message: Message): Message => ({
  ...message,
  blocks: [heading(title), ...message.blocks],
})

export async function findForumPost(
  bot: Bot,
  guild: string,
  key: string,
  forum: string,
  since: number,
): Promise<Found> {
  try {
    const { type } = read(channel, await bot.rest.get(Routes.channel(forum)))
    if (type !== ChannelType.GuildForum) return await findPost(bot, guild, key, forum, since)
    const ref = await markedIn(bot, guild, key, forum, since)
    return ref === undefined ? { kind: 'absent' } : { kind: 'done', ref }
  } catch (error) {
    const failure = failureOf(error, bot.wall(), 'Read Message History')
    return readAgain(await named(bot, guild, failure, NEEDS), bot.wall())
  }
}

/** Our post with that mark in a forum, not looking back beyond `since`. */
async function markedIn(
  bot: Bot,
  guild: string,
  key: string,
  forum: string,
  since: number,
): Promise<string | undefined> {
  const oldest = BigInt(snowflakeAt(since - LEEWAY_MS))
  const threads = await listThreads(bot, guild, forum, 'public')
  for (const { id, owner_id } of threads) {
    if (owner_id !== bot.self() || !isId(id) || BigInt(id) < oldest) continue
    if (await startsWithMark(bot, id, bot.marks.number(key))) return id
  }
  return undefined
}

async function startsWithMark(bot: Bot, thread: string, mark: number): Promise<boolean> {
  try {
    const first = read(message, await bot.rest.get(Routes.channelMessage(thread, thread)))
    return isMarked(bot, first, mark)
  } catch (error) {
    if (isCode(error, NO_MESSAGE)) return false
    throw error
  }
}
