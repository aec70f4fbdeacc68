import { elementsOf, type Placed } from '../elements.ts'
import { messageAt } from '../messages-find.ts'
import { renderMessage } from '../render-message.ts'
import type { Json, View } from '../state.ts'
import { renderView } from '../views.ts'
import { type Actor, appOf, channelFor, Impossible, type Installed } from './actor.ts'

/** Where a person points: a message they see, or a view. */
export interface Pointer {
  readonly view?: string
  readonly channel?: string
  readonly ts?: string
  readonly block_id?: string
  readonly action_id: string
}

export interface Surface extends Installed {
  readonly blocks: readonly Json[]
  readonly view?: View
  /** What a payload tells of it. */
  readonly described: Json
  readonly ephemeral: boolean
  readonly channel: string
  readonly ts: string
}

/** The message or view, as the person sees it and as a payload describes it. */
export function surfaceAt(actor: Actor, pointer: Pointer): Surface {
  if (pointer.view !== undefined) return viewSurface(actor, pointer.view)
  const { world, team, window } = actor
  const ts = pointer.ts ?? ''
  const private_ = window.ephemerals.find(({ message }) => message.ts === ts)
  const channel = team.channels[private_?.channel ?? ''] ?? channelFor(actor, pointer.channel ?? '')
  const message = private_?.message ?? messageAt(channel, ts)
  if (message === undefined) throw new Impossible(`there is no message ${ts}`)
  const ephemeral = private_ !== undefined
  const container = { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: ephemeral }
  return {
    ...appOf(actor, message.app_id ?? ''),
    blocks: message.blocks ?? [],
    ephemeral,
    channel: channel.id,
    ts,
    described: {
      container,
      channel: { id: channel.id, name: channel.kind === 'public' ? channel.name : 'privategroup' },
      // Of a message that only one person sees Slack tells no more than where it is.
      ...(!ephemeral && { message: renderMessage(world, team, message, false) }),
      state: { values: {} },
    },
  }
}

function viewSurface(actor: Actor, id: string): Surface {
  const view = openView(actor, id)
  const installed = appOf(actor, view.app_id)
  return {
    ...installed,
    blocks: view.blocks,
    view,
    ephemeral: false,
    channel: '',
    ts: '',
    described: { container: { type: 'view', view_id: id }, view: renderView(installed, view) },
  }
}

/** An open modal (the topmost, where `id` is empty) or the home tab. */
export function openView({ team, user, window }: Actor, id: string): View {
  const modal = id === '' ? window.stack.at(-1) : window.stack.find((view) => view.id === id)
  if (modal !== undefined) return modal
  const home = Object.values(team.homes).find((view) => view.id === id && view.user === user.id)
  if (home === undefined) throw new Impossible(id === '' ? 'no modal is open' : `view ${id} is not open`)
  return home
}

export function elementAt(surface: Surface, pointer: Pointer): Placed {
  const found = elementsOf(surface.blocks).find(({ blockId, actionId }) => {
    return actionId === pointer.action_id && (pointer.block_id === undefined || blockId === pointer.block_id)
  })
  if (found === undefined) throw new Impossible(`there is no ${pointer.action_id} there`)
  return found
}
