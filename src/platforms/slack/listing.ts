import type { Bot } from './bot.ts'
import { channelPage, type ListedChannel } from './shapes.ts'
import type { Reply } from './web-api.ts'

/** All channels of a kind; never an answer that was begun before the question. */
export type Listing = () => Promise<Reply<readonly ListedChannel[]>>

const PAGE = 999

/**
 * A listing that several askers share. Whoever asks while one is on its way waits for the next: what was
 * made just before the question may be missing from a listing that began earlier.
 */
export function createListing(
  bot: Bot,
  method: 'users.conversations' | 'conversations.list',
  types: string,
): Listing {
  let running: Promise<unknown> | undefined
  let next: ReturnType<Listing> | undefined

  async function list(): ReturnType<Listing> {
    const all: ListedChannel[] = []
    let cursor = ''
    do {
      const args = { types, limit: PAGE, exclude_archived: false, ...(cursor !== '' && { cursor }) }
      const page = await bot.call(method, args, channelPage)
      if (!page.ok) return page
      all.push(...page.answer.channels)
      cursor = page.answer.response_metadata?.next_cursor ?? ''
    } while (cursor !== '')
    return { ok: true, answer: all }
  }

  function begin(): ReturnType<Listing> {
    next = undefined
    const listing = list()
    const done = listing.finally(() => {
      if (running === done) running = undefined
    })
    running = done
    return listing
  }

  return () => {
    if (!running) return begin()
    next ??= running.then(begin)
    return next
  }
}
