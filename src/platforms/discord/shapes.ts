import { z } from 'zod'
import { each, flag, maybe, number, readable, some, text } from '../../port/tolerant.ts'

/**
 * What we read of Discord's answers; whatever else is in them is none of our business. Anything that we can do
 * without may be absent or null, and what cannot be read in a list is left out of it: it is not ours.
 */

/** Permissions travel as digits. */
const bits = z
  .union([z.string().regex(/^\d+$/), z.int().nonnegative()])
  .nullish()
  .catch(undefined)
  .transform((value) => BigInt(value ?? 0))

/** Something that was made, or that is there. */
export const made = z.object({ id: z.string() })

const overwrite = z.object({ id: z.string(), type: z.number(), allow: bits, deny: bits })

export const channel = z.object({
  id: z.string(),
  type: z.number(),
  name: text,
  topic: text,
  parent_id: text,
  owner_id: text,
  permission_overwrites: some(overwrite),
  available_tags: some(z.object({ id: z.string(), moderated: flag })),
  thread_metadata: maybe(z.object({ archived: flag, locked: flag, archive_timestamp: text })),
})
export type Channel = z.infer<typeof channel>

export const channels = each(channel)

export const threads = z.object({ threads: each(channel), has_more: flag })

export const threadMembers = each(z.object({ user_id: z.string() }))

export const message = z.object({
  id: z.string(),
  author: maybe(z.object({ id: text })),
  components: some(z.object({ id: number })),
})
export type PostedMessage = z.infer<typeof message>

/** A page of a history: how many messages there were on it, and those that can be read. */
export const messages = z
  .array(z.unknown())
  .transform((list) => ({ count: list.length, posts: readable(message, list) }))

const role = z.object({ id: z.string(), permissions: bits })

export const roles = each(role)

export const guild = z.object({ owner_id: text, roles: some(role) })

export const member = z.object({
  nick: text,
  roles: some(z.string()),
  user: maybe(z.object({ global_name: text, username: text, bot: flag })),
})

/** An application as its own bot sees it. */
export const application = z.object({
  id: z.string(),
  name: text,
  flags: number,
  bot_public: flag,
  bot_require_code_grant: flag,
  interactions_endpoint_url: text,
})

/** The servers that a bot is in, and what it may do in each. */
export const ownGuilds = each(z.object({ id: z.string(), name: text, permissions: bits }))

const option = z.object({
  name: z.string(),
  description: text,
  choices: some(z.object({ value: z.union([z.string(), z.number()]) })),
  autocomplete: flag,
  max_length: number,
})

export const commands = each(
  z.object({
    name: z.string(),
    description: text,
    contexts: maybe(z.array(z.number())),
    options: some(option),
  }),
)

/** An answer in which that is missing without which nothing can be told: what was asked may have been done. */
export class UnknownShape extends Error {
  readonly code = 'unknown shape'
}

/** Reads an answer. Throws `UnknownShape`. */
export function read<T>(shape: z.ZodType<T>, answer: unknown): T {
  const found = shape.safeParse(answer)
  if (found.success) return found.data
  throw new UnknownShape('Discord answered in an unknown shape')
}
