import { z } from 'zod'
import type { FormValues } from '../../chat/form.ts'
import { flag, maybe, some, text } from '../../port/tolerant.ts'
import { valuesOf, viewState } from './form-values.ts'
import { sourceIn } from './form-view.ts'
import { type Kept, keptIn } from './kept.ts'
import { actionIn, isLinkIn } from './render.ts'

/**
 * What Slack sends, as far as it is for us. Anything that we can do without may be absent or null, as it is where an
 * enterprise has the app, and where somebody comes from a connected workspace.
 */
export type Sent =
  | ({ readonly kind: 'command' } & Somebody & Typed)
  | ({ readonly kind: 'action' } & Somebody & Pressed)
  | ({ readonly kind: 'submission' } & Somebody & Submitted)
  | ({ readonly kind: 'search' } & Somebody & { readonly source: string; readonly typed: string })
  /** Somebody opened their home tab. */
  | ({ readonly kind: 'home' } & Somebody)
  /** Somebody is no longer in the workspace. */
  | { readonly kind: 'left'; readonly workspace: string | undefined; readonly user: string }
  /** A channel was deleted or archived. */
  | { readonly kind: 'channel-gone'; readonly workspace: string | undefined; readonly ref: string }
  /** The app was removed from a workspace. */
  | { readonly kind: 'removed'; readonly workspace: string | undefined }
  /** A button that opened a page, a change of a profile: nothing is to be done. */
  | { readonly kind: 'nothing' }
  /** None of ours, or not to be read. `what` is a word for it that holds nothing of what was sent. */
  | { readonly kind: 'foreign'; readonly what: string; readonly readable: boolean }

interface Somebody {
  readonly user: string
  /** How Slack calls them; empty where it does not say. */
  readonly name: string
  /** The workspace in which they did it, where it can be told. */
  readonly workspace: string | undefined
}

interface Typed {
  readonly command: string
  readonly text: string
  readonly place: Kept
  readonly trigger: string | undefined
}

interface Pressed {
  readonly id: string
  readonly chosen: readonly string[]
  readonly place: Kept
  readonly trigger: string | undefined
  readonly view: string | undefined
}

interface Submitted {
  readonly kept: Kept & { readonly form: string }
  readonly values: FormValues
  /** The input blocks of the view. */
  readonly blocks: readonly string[]
  readonly trigger: string | undefined
  readonly view: string
}

/** Reads what came, whatever it is. `now` is when it came, epoch ms. */
export function readSent(body: unknown, now: number): Sent {
  const { event, command, type } = outline.parse(body)
  if (event?.type !== undefined || type === 'event_callback') return readEvent(body, event?.type)
  if (command !== undefined) return read(slashCommand, body, 'command', (one) => commandOf(one, now))
  switch (type) {
    case 'block_actions':
      return read(blockActions, body, type, (one) => actionOf(one, now))
    case 'view_submission':
      return read(viewSubmission, body, type, submissionOf)
    case 'block_suggestion':
      return read(blockSuggestion, body, type, searchOf)
    default:
      return foreign(type ?? 'nothing')
  }
}

const outline = z
  .object({ event: maybe(z.object({ type: text })), command: text, type: text })
  .catch({ event: undefined, command: undefined, type: undefined })

const user = z.object({ id: z.string().min(1), name: text, username: text })
const team = maybe(z.object({ id: text }))
const view = z.object({
  id: z.string(),
  type: text,
  private_metadata: text,
  app_installed_team_id: text,
})

/** docs.slack.dev, interactivity/implementing-slash-commands */
const slashCommand = z.object({
  command: z.string(),
  text,
  response_url: text,
  trigger_id: text,
  user_id: z.string().min(1),
  user_name: text,
  team_id: text,
  channel_id: text,
})

const chosen = z.object({ value: z.string() })

/** reference/interaction-payloads/block_actions-payload */
const blockActions = z.object({
  user,
  team,
  trigger_id: text,
  response_url: text,
  container: maybe(z.object({ channel_id: text, is_ephemeral: flag })),
  message: maybe(z.object({ team: text })),
  view: maybe(view),
  actions: some(
    z.object({ action_id: z.string(), selected_option: maybe(chosen), selected_options: some(chosen) }),
  ),
})

/** reference/interaction-payloads/view-interactions-payload */
const viewSubmission = z.object({
  user,
  team,
  trigger_id: text,
  view: view.extend({ state: maybe(viewState) }),
})

/** reference/interaction-payloads/block_suggestion-payload */
const blockSuggestion = z.object({ user, team, view: maybe(view), action_id: text, value: text })

/** reference/events/app_home_opened */
const homeOpened = z.object({
  team_id: text,
  event: z.object({ user: z.string().min(1), tab: text }),
})

/** reference/events/user_change */
const userChange = z.object({
  team_id: text,
  event: z.object({ user: z.object({ id: z.string().min(1), deleted: flag }) }),
})

function read<T>(shape: z.ZodType<T>, body: unknown, what: string, as: (one: T) => Sent): Sent {
  const found = shape.safeParse(body)
  return found.success ? as(found.data) : { kind: 'foreign', what: wordFor(what), readable: false }
}

/** reference/events/channel_archive, channel_deleted, group_archive, group_deleted */
const channelGone = z.object({ team_id: text, event: z.object({ channel: z.string().min(1) }) })

/** reference/events/app_uninstalled, tokens_revoked */
const appGone = z.object({
  team_id: text,
  event: z.object({ tokens: maybe(z.object({ bot: some(z.string()) })) }),
})

function readEvent(body: unknown, type = 'event'): Sent {
  switch (type) {
    case 'app_home_opened':
      return read(homeOpened, body, type, ({ team_id, event }) => {
        // It comes for the messages beside it as well.
        if (event.tab !== 'home') return { kind: 'nothing' }
        return { kind: 'home', user: event.user, name: '', workspace: workspaceId(team_id) }
      })
    case 'user_change':
      return read(userChange, body, type, ({ team_id, event }) => {
        if (event.user.deleted !== true) return { kind: 'nothing' }
        return { kind: 'left', workspace: workspaceId(team_id), user: event.user.id }
      })
    case 'channel_archive':
    case 'channel_deleted':
    case 'group_archive':
    case 'group_deleted':
      return read(channelGone, body, type, ({ team_id, event }) => {
        return { kind: 'channel-gone', workspace: workspaceId(team_id), ref: event.channel }
      })
    case 'app_uninstalled':
    case 'tokens_revoked':
      return read(appGone, body, type, ({ team_id, event }) => {
        // Somebody's own token is none of ours.
        if (type === 'tokens_revoked' && !event.tokens?.bot.length) return { kind: 'nothing' }
        return { kind: 'removed', workspace: workspaceId(team_id) }
      })
    default:
      return foreign(`event ${type}`)
  }
}

function commandOf(given: z.output<typeof slashCommand>, now: number): Sent {
  const { command, text: typed = '', user_id, user_name = '', team_id, channel_id, response_url } = given
  return {
    kind: 'command',
    command,
    text: typed,
    user: user_id,
    name: user_name,
    workspace: workspaceId(team_id),
    place: placeOf(channel_id, response_url, now),
    trigger: given.trigger_id,
  }
}

function actionOf(pressed: z.output<typeof blockActions>, now: number): Sent {
  const [action] = pressed.actions
  if (!action) return { kind: 'foreign', what: 'block_actions', readable: false }
  const id = actionIn(action.action_id)
  if (id === undefined) return isLinkIn(action.action_id) ? { kind: 'nothing' } : foreign('block_actions')
  const { container, message, response_url, trigger_id, view: shown } = pressed
  const place = {
    ...placeOf(container?.channel_id, response_url, now),
    ...(container?.is_ephemeral === true && { private: true }),
  }
  const atHome = shown?.type === 'home'
  return {
    kind: 'action',
    id,
    chosen: [action.selected_option, ...action.selected_options].flatMap((one) => one?.value ?? []),
    ...somebody(pressed, shown?.app_installed_team_id ?? message?.team),
    place: atHome ? { home: true } : shown ? keptIn(shown.private_metadata ?? '') : place,
    trigger: trigger_id,
    view: atHome ? undefined : shown?.id,
  }
}

function submissionOf(submitted: z.output<typeof viewSubmission>): Sent {
  const { view: shown, trigger_id } = submitted
  const kept = keptIn(shown.private_metadata ?? '')
  if (kept.form === undefined) return foreign('view_submission')
  const state = shown.state ?? { values: {} }
  return {
    kind: 'submission',
    kept: { ...kept, form: kept.form },
    values: valuesOf(state),
    blocks: Object.keys(state.values),
    ...somebody(submitted, shown.app_installed_team_id),
    trigger: trigger_id,
    view: shown.id,
  }
}

function searchOf(asked: z.output<typeof blockSuggestion>): Sent {
  const source = sourceIn(asked.action_id ?? '')
  if (source === undefined) return foreign('block_suggestion')
  const who = somebody(asked, asked.view?.app_installed_team_id)
  return { kind: 'search', ...who, source, typed: asked.value ?? '' }
}

/**
 * Who did it and where. A modal, or a message of ours, tells the workspace in which the app is installed; the person's
 * own is another where they come from a connected one, and none is named where an enterprise has the app as a whole.
 */
function somebody(
  { user: one, team: theirs }: { readonly user: z.output<typeof user>; readonly team: z.output<typeof team> },
  installed: string | undefined,
): Somebody {
  return {
    user: one.id,
    name: one.name ?? one.username ?? '',
    workspace: workspaceId(installed) ?? workspaceId(theirs?.id),
  }
}

/** A workspace's id begins with T; with E begins that of an enterprise, which is none. */
const workspaceId = (id: string | undefined): string | undefined => (id?.startsWith('E') ? undefined : id)

const placeOf = (channel: string | undefined, responseUrl: string | undefined, since: number): Kept => ({
  ...(channel !== undefined && { channel }),
  ...(responseUrl !== undefined && { responseUrl, since }),
})

const foreign = (what: string): Sent => ({ kind: 'foreign', what: wordFor(what), readable: true })

/** A kind's name as the log may have it: what somebody sends is not for the log. */
const wordFor = (what: string): string => (/^[a-z_. ]{1,60}$/.test(what) ? what : 'unknown')
