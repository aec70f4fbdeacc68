import { z } from 'zod'

/** What we read of Slack's answers; whatever else is in them is none of our business. */

export const anything = z.object({})

export const channelAnswer = z.object({ channel: z.object({ id: z.string() }) })

const channel = z.object({
  id: z.string(),
  name: z.string().optional(),
  creator: z.string().optional(),
  is_member: z.boolean().optional(),
  is_archived: z.boolean().optional(),
})
export type ListedChannel = z.infer<typeof channel>

const cursor = z.object({ next_cursor: z.string().optional() }).optional()

export const channelPage = z.object({ channels: z.array(channel), response_metadata: cursor })

export const memberPage = z.object({ members: z.array(z.string()) })

export const inviteAnswer = z.object({ errors: z.unknown().optional() })

export const posted = z.object({ ts: z.string(), channel: z.string() })

export const messagePage = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      user: z.string().optional(),
      bot_id: z.string().optional(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional(),
    }),
  ),
  response_metadata: cursor,
})

export const userAnswer = z.object({
  user: z.object({
    id: z.string(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_primary_owner: z.boolean().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
})

export const uploadTicket = z.object({ upload_url: z.string(), file_id: z.string() })

export const authAnswer = z.object({
  url: z.string(),
  team: z.string(),
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
})

export const viewAnswer = z.object({ view: z.object({ id: z.string() }) })
