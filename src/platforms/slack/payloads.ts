import { z } from 'zod'
import { viewState } from './form-values.ts'

/** What we read of what Slack sends; the rest of it is left alone. */

const user = z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() })
const team = z.object({ id: z.string(), domain: z.string().optional() })

/** docs.slack.dev, interactivity/implementing-slash-commands */
export const slashCommand = z.object({
  command: z.string(),
  text: z.string().default(''),
  response_url: z.string(),
  trigger_id: z.string(),
  user_id: z.string(),
  user_name: z.string().default(''),
  team_id: z.string(),
  channel_id: z.string(),
})

const chosen = z.object({ value: z.string() })

const view = z.object({
  id: z.string(),
  private_metadata: z.string().default(''),
  state: viewState.optional(),
})

/** reference/interaction-payloads/block_actions-payload */
export const blockActions = z.object({
  user,
  team,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  container: z.object({ channel_id: z.string().optional(), is_ephemeral: z.boolean().optional() }).optional(),
  view: view.optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        selected_option: chosen.nullish(),
        selected_options: z.array(chosen).nullish(),
      }),
    )
    .min(1),
})

/** reference/interaction-payloads/view-interactions-payload */
export const viewSubmission = z.object({ user, team, view: view.extend({ state: viewState }) })

/** reference/interaction-payloads/block_suggestion-payload */
export const blockSuggestion = z.object({ user, team, action_id: z.string(), value: z.string() })

/** reference/events/user_change */
export const userChange = z.object({ user: z.object({ id: z.string(), deleted: z.boolean().optional() }) })
