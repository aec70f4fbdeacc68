import { PermissionFlagsBits, Routes } from 'discord.js'
import type { Message } from '../../chat/message.ts'
import type { Found, Outcome } from '../../port/outcome.ts'
import type { PostWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { named } from './denials.ts'
import { failureOf, isCode, readAgain } from './errors.ts'
import { isId, snowflakeAt } from './ids.ts'
import { renderMessage } from './render.ts'
import { made, messages, type PostedMessage, read, UnknownShape } from './shapes.ts'
import { awake } from './threads.ts'

/** A nonce holds 25 characters. Discord remembers it for some minutes only: beyond that history is looked through. */
const NONCE_LENGTH = 25
const PAGE = 100
/** A clock of ours may be off by as much. */
export const LEEWAY_MS = 60_000
const NO_MESSAGE = 10_008
const HISTORY_NEEDS = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory
const POST_NEEDS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.AttachFiles

export async function ensurePost(bot: Bot, guild: string, post: PostWanted): Promise<Outcome<string>> {
  const { rest, marks } = bot
  const { files, ...body } = renderMessage(post.message, { mark: marks.number(post.key) })
  const { edit, space } = post
  // An edit keeps the files of before unless it says which there are.
  const attachments = files.map(({ name }, id) => ({ id: String(id), filename: name }))
  try {
    const answer =
      edit === undefined
        ? await rest.post(Routes.channelMessages(space), {
            body: { ...body, nonce: marks.word(post.key, NONCE_LENGTH), enforce_nonce: true },
            files,
          })
        : await awake(bot, space, () =>
            rest.patch(Routes.channelMessage(space, edit), { body: { ...body, attachments }, files }),
          )
    return { kind: 'done', ref: read(made, answer).id }
  } catch (error) {
    return named(bot, guild, failureOf(error, bot.wall(), 'Send Messages'), POST_NEEDS)
  }
}

/** Our post with that mark, looking back through the channel's history. */
export async function findPost(
  bot: Bot,
  guild: string,
  key: string,
  space: string,
  since: number,
): Promise<Found> {
  const mark = bot.marks.number(key)
  let after = snowflakeAt(since - LEEWAY_MS)
  try {
    for (;;) {
      const query = new URLSearchParams({ limit: String(PAGE), after })
      const page = read(messages, await bot.rest.get(Routes.channelMessages(space), { query }))
      const found = page.posts.find((message) => isMarked(bot, message, mark))
      if (found) return { kind: 'done', ref: found.id }
      const ids = page.posts.filter(({ id }) => isId(id)).map(({ id }) => BigInt(id))
      const newest = ids.sort((a, b) => (a < b ? 1 : -1))[0]
      if (page.count === 0) await requireHistory(bot, space)
      if (page.count < PAGE) return { kind: 'absent' }
      if (newest === undefined) throw new UnknownShape('no message of a page can be read')
      after = newest.toString()
    }
  } catch (error) {
    const failure = failureOf(error, bot.wall(), 'Read Message History')
    return readAgain(await named(bot, guild, failure, HISTORY_NEEDS), bot.wall())
  }
}

/**
 * Discord shows whoever may not read a channel's history an empty one, which would tell us that nothing
 * was posted. It refuses them a single message, and says that there is none to those who may. Throws
 * where it may not be read.
 */
async function requireHistory(bot: Bot, space: string): Promise<void> {
  try {
    await bot.rest.get(Routes.channelMessage(space, space))
  } catch (error) {
    if (!isCode(error, NO_MESSAGE)) throw error
  }
}

export function isMarked(bot: Bot, { author, components }: PostedMessage, mark: number): boolean {
  return author?.id === bot.self() && components.some(({ id }) => id === mark)
}

export async function removePost(bot: Bot, space: string, ref: string): Promise<Outcome<string>> {
  try {
    await awake(bot, space, () => bot.rest.delete(Routes.channelMessage(space, ref)))
    return { kind: 'done', ref }
  } catch (error) {
    if (isCode(error, NO_MESSAGE)) return { kind: 'done', ref }
    return failureOf(error, bot.wall(), 'View Channels')
  }
}

/** A message's body for a forum post, with its mark. */
export function markedBody(bot: Bot, key: string, message: Message) {
  return renderMessage(message, { mark: bot.marks.number(key) })
}
