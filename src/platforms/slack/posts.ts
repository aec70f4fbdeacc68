import { heading, type Message } from '../../chat/message.ts'
import type { Found, Outcome } from '../../port/outcome.ts'
import type { ForumPostWanted, PostWanted } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { type Failure, isFine, undone, unseen } from './errors.ts'
import { attachedTo, type createFiles, type Uploaded } from './files.ts'
import { render } from './render.ts'
import { anything, channelAnswer, messagePage, posted } from './shapes.ts'
import type { Reply } from './web-api.ts'

/** How our own messages are marked; anybody in the workspace can read it, so it says nothing. */
const EVENT_TYPE = 'counterpart'
const MARK = 26

/** How far Slack's clock may be behind ours, ms. */
const SKEW = 120_000
const PAGE = 200
/** After a page of a history that leads no further, ms. */
const UNREAD_AGAIN = 60_000
/** After an upload that failed, ms; nothing was posted. */
const UPLOAD_AGAIN = 5_000
/** Slack prepares a picture for a moment before a message can show it: waits before trying again, ms. */
const PICTURE_WAITS = [700, 2_000]

export interface PostsOptions {
  readonly files: ReturnType<typeof createFiles>
  /** Enters a public channel. */
  join(channel: string): Promise<Outcome<string>>
}

export function createPosts(bot: Bot, { files, join }: PostsOptions) {
  const { call, marks, wall, log } = bot

  async function ensurePost(post: PostWanted): Promise<Outcome<string>> {
    const uploaded = await files.upload(post.key, post.message)
    if (!uploaded) return { kind: 'retryAt', at: wall() + UPLOAD_AGAIN, why: 'upload failed' }
    return post.edit === undefined ? create(post, uploaded) : edit(post, post.edit, uploaded)
  }

  async function create(post: PostWanted, uploaded: Uploaded): Promise<Outcome<string>> {
    let reply = await send(post, uploaded)
    for (const wait of PICTURE_WAITS) {
      if (uploaded.size === 0 || !isSaid(reply, 'invalid_blocks')) break
      await new Promise((resolve) => setTimeout(resolve, wait))
      reply = await send(post, uploaded)
    }
    if (uploaded.size > 0 && isSaid(reply, 'invalid_blocks')) reply = await send(post, new Map())
    if (isSaid(reply, 'not_in_channel')) {
      const joined = await join(post.space)
      // Only public channels can be entered; out of a private one we were thrown.
      if (joined.kind === 'refused') return { kind: 'gone', what: 'space' }
      if (joined.kind !== 'done') return joined
      reply = await send(post, uploaded)
    }
    if (!reply.ok) return undone(reply.failure, wall())
    const { ts, channel } = reply.answer
    const attached = attachedTo(post.message, uploaded)
    if (attached.length > 0) await attach(channel, ts, attached)
    return { kind: 'done', ref: ts }
  }

  function send(post: PostWanted, uploaded: Uploaded) {
    const args = {
      channel: post.space,
      ...render(post.message, { files: uploaded }),
      metadata: { event_type: EVENT_TYPE, event_payload: { key: marks.word(post.key, MARK) } },
      unfurl_links: false,
      unfurl_media: false,
    }
    return call('chat.postMessage', args, posted, { ticket: post.key, channel: post.space })
  }

  /** Files without a picture are hung on the message afterwards: posting itself knows no files. */
  async function attach(channel: string, ts: string, files: readonly string[]): Promise<void> {
    // Slack's own SDK for Python joins the ids, too.
    const file_ids = files.join(',')
    const attached = await call('chat.update', { channel, ts, file_ids }, anything, {
      ticket: `${channel} ${ts}`,
    })
    if (!attached.ok) log.warn({ failure: attached.failure.kind }, 'a file could not be hung on its message')
  }

  /** Leaves the metadata out, with which Slack keeps the mark that the message was posted with. */
  async function edit(post: PostWanted, ts: string, uploaded: Uploaded): Promise<Outcome<string>> {
    const channel = await channelFor(post.space)
    if (!channel.ok) return undone(channel.failure, wall())
    const attached = attachedTo(post.message, uploaded)
    const args = {
      channel: channel.answer,
      ts,
      ...render(post.message, { files: uploaded }),
      ...(attached.length > 0 && { file_ids: attached.join(',') }),
    }
    const edited = await call('chat.update', args, posted, { ticket: post.key })
    return edited.ok ? { kind: 'done', ref: edited.answer.ts } : undone(edited.failure, wall())
  }

  async function findPost(key: string, space: string, since: number): Promise<Found> {
    const channel = await channelFor(space)
    if (!channel.ok) return unseen(channel.failure, wall())
    const found = await look(key, channel.answer, since)
    if (found.kind !== 'gone' || found.what !== 'membership') return found
    const joined = await join(channel.answer)
    if (joined.kind === 'done') return look(key, channel.answer, since)
    if (joined.kind === 'retryAt' || joined.kind === 'denied') return joined
    return { kind: 'gone', what: 'space' }
  }

  async function look(key: string, channel: string, since: number): Promise<Found> {
    const mark = marks.word(key, MARK)
    const { user, botId } = bot.me()
    const oldest = (Math.max(0, since - SKEW) / 1_000).toFixed(6)
    /** Where the next page begins; Slack names a place, or it is before the oldest message of this one. */
    let from: { readonly cursor?: string; readonly latest?: string | undefined } | undefined = {}
    while (from) {
      const args: Readonly<Record<string, unknown>> = {
        channel,
        oldest,
        limit: PAGE,
        include_all_metadata: true,
        ...from,
      }
      const page = await call('conversations.history', args, messagePage)
      if (!page.ok) {
        if (isSaid(page, 'not_in_channel')) return { kind: 'gone', what: 'membership' }
        return unseen(page.failure, wall())
      }
      const found = page.answer.messages.find(
        (message) =>
          (message.user === user || (botId !== undefined && message.bot_id === botId)) &&
          message.metadata?.event_type === EVENT_TYPE &&
          message.metadata.event_payload?.key === mark,
      )
      if (found) return { kind: 'done', ref: found.ts }
      const { messages, has_more, response_metadata } = page.answer
      const cursor = response_metadata?.next_cursor
      const latest = messages.at(-1)?.ts
      if (!cursor && has_more && latest === undefined)
        return { kind: 'retryAt', at: wall() + UNREAD_AGAIN, why: 'unreadable page' }
      from = cursor ? { cursor } : has_more ? { latest } : undefined
    }
    return { kind: 'absent' }
  }

  async function removePost(space: string, ref: string): Promise<Outcome<string>> {
    const channel = await channelFor(space)
    if (!channel.ok) return undone(channel.failure, wall())
    const args = { channel: channel.answer, ts: ref }
    const removed = await call('chat.delete', args, anything, { ticket: `${space} ${ref}` })
    if (removed.ok || isFine(removed.failure)) return { kind: 'done', ref }
    return undone(removed.failure, wall())
  }

  /** Slack posts to a person's id, but reads and edits only where it knows the channel. */
  async function channelFor(space: string): Promise<Reply<string>> {
    if (!/^[UW]/.test(space)) return { ok: true, answer: space }
    const opened = await call('conversations.open', { users: space }, channelAnswer, { ticket: space })
    return opened.ok ? { ok: true, answer: opened.answer.channel.id } : opened
  }

  const ensureForumPost = (post: ForumPostWanted): Promise<Outcome<string>> =>
    ensurePost({ key: post.key, space: post.forum, message: titled(post) })

  return { ensurePost, findPost, removePost, ensureForumPost }
}

/** Slack has no forums: a post's title is the heading of its message. */
function titled({ title, message }: ForumPostWanted): Message {
  return { ...message, blocks: [heading(title), ...message.blocks] }
}

function isSaid(reply: Reply<unknown>, code: string): reply is { ok: false; failure: Failure } {
  return !reply.ok && reply.failure.kind === 'said' && reply.failure.code === code
}
