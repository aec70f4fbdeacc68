import { z } from 'zod'
import { each, flag, maybe, text } from '../../port/tolerant.ts'
import { userErrors } from './errors.ts'

/**
 * What we read of Slack's answers; whatever else is in them is none of our business. Anything that we can do
 * without may be absent or null, as it is at times, and what cannot be read in a list is left out of it: it is
 * not ours.
 */

export const anything = z.object({})

export const channelAnswer = z.object({ channel: z.object({ id: z.string() }) })

const channel = z.object({
  id: z.string(),
  name: text,
  creator: text,
  is_member: flag,
  is_archived: flag,
})
export type ListedChannel = z.infer<typeof channel>

export const channelInfo = z.object({ channel })

const paging = maybe(z.object({ next_cursor: text }))

export const channelPage = z.object({ channels: each(channel), response_metadata: paging })

export const memberPage = z.object({ members: each(z.string()), response_metadata: paging })

/** Those who could not be invited, by user id. */
export const inviteAnswer = z.object({ errors: z.unknown().optional().transform(userErrors) })

export const posted = z.object({ ts: z.string(), channel: z.string() })

const message = z.object({
  ts: z.string(),
  user: text,
  bot_id: text,
  metadata: maybe(
    z.object({
      event_type: text,
      event_payload: maybe(z.record(z.string(), z.unknown())),
    }),
  ),
})

export const messagePage = z.object({ messages: each(message), has_more: flag, response_metadata: paging })

export const userAnswer = z.object({
  user: z.object({
    id: z.string(),
    team_id: text,
    name: text,
    real_name: text,
    tz: text,
    locale: text,
    deleted: flag,
    is_bot: flag,
    is_admin: flag,
    is_owner: flag,
    is_primary_owner: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    enterprise_user: maybe(z.object({ teams: each(z.string()) })),
    profile: maybe(z.object({ display_name: text, real_name: text })),
  }),
})

export const uploadTicket = z.object({ upload_url: z.string(), file_id: z.string() })

export const authAnswer = z.object({
  url: text,
  team: text,
  team_id: z.string(),
  user_id: z.string(),
  bot_id: text,
  response_metadata: maybe(z.object({ scopes: each(z.string()) })),
})

export const botAnswer = z.object({ bot: maybe(z.object({ app_id: text })) })

export const viewAnswer = z.object({ view: z.object({ id: z.string() }) })
