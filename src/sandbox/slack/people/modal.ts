import { checkView } from '../blocks/check.ts'
import { deliver } from '../deliver.ts'
import { clientError, filledState } from '../element-state.ts'
import { elementsOf } from '../elements.ts'
import { isObject } from '../http.ts'
import { Refusal } from '../refusal.ts'
import type { Json, View } from '../state.ts'
import { createView, MOST_OPEN, renderView, replaceView, showStack } from '../views.ts'
import { type Actor, appOf, Impossible, type Installed } from './actor.ts'
import { interaction } from './payload.ts'
import { openView } from './surface.ts'

export interface SubmitOutcome {
  readonly ok: boolean
  /** What stands at the fields, by `block_id`. */
  readonly errors?: Readonly<Record<string, string>>
  /** What the person is told where the app did not answer, or not with sense. */
  readonly error?: string
}

/** What a person reads when a submission got no proper answer. */
const TROUBLE = 'We had some trouble connecting. Try again?'

/** Enters values into a view, by `block_id` (and `action_id`, where a block has several elements). */
export function fill(actor: Actor, viewId: string, values: Json): View {
  const view = openView(actor, viewId)
  const placed = elementsOf(view.blocks)
  for (const [key, value] of Object.entries(values)) {
    const found = placed.find(({ blockId, actionId }) => blockId === key || `${blockId}/${actionId}` === key)
    if (found === undefined) throw new Impossible(`there is no field ${key}`)
    const { blockId, actionId, element } = found
    const suggested = actor.window.suggested.get(`${view.id}/${blockId}/${actionId}`) ?? []
    view.values[blockId] = { ...view.values[blockId], [actionId]: filledState(element, value, suggested) }
  }
  actor.world.news.tell(actor.team.id, [actor.user.id])
  return view
}

/** Submits the topmost modal, as far as the client lets it pass. */
export async function submit(actor: Actor, viewId: string): Promise<SubmitOutcome> {
  const { world, team, user, window } = actor
  const view = openView(actor, viewId)
  if (view !== window.stack.at(-1)) throw new Impossible('only the topmost modal can be submitted')
  view.errors = clientErrors(view)
  if (Object.keys(view.errors).length > 0) {
    showStack(world, team.id, user.id)
    return { ok: false, errors: view.errors }
  }
  const installed = appOf(actor, view.app_id)
  const ack = await deliver(world, team, installed.app, 'interactive', {
    ...interaction(actor, installed.app, 'view_submission'),
    trigger_id: world.triggers.mint(team.id, user.id, installed.app.id),
    view: renderView(installed, view),
    response_urls: [],
  })
  if (ack.kind !== 'acked') return { ok: false, error: TROUBLE }
  try {
    return answered(actor, installed, view, ack.payload)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      ok: false,
      error: TROUBLE,
      errors: { '': JSON.stringify({ error: error.code, ...error.extra }) },
    }
  }
}

function clientErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { block, element, blockId, actionId } of elementsOf(view.blocks)) {
    if (block.type !== 'input') continue
    const error = clientError(block, element, view.values[blockId]?.[actionId])
    if (error !== undefined) errors[blockId] = error
  }
  return errors
}

/** Does what the app answered to a submission: show errors, show another view, or close. */
function answered(actor: Actor, installed: Installed, view: View, payload: Json): SubmitOutcome {
  const { world, team, user, window } = actor
  const owner = { world, team, ...installed }
  const close = () => {
    window.stack = window.stack.filter((open) => open !== view)
  }
  switch (payload.response_action) {
    case undefined:
      close()
      break
    case 'clear':
      window.stack = []
      break
    case 'errors':
      view.errors = fieldErrors(view, payload.errors)
      break
    case 'update':
      replaceView(owner, view, checkView(payload.view, 'modal'))
      break
    case 'push':
      if (window.stack.length >= MOST_OPEN) throw new Refusal('push_limit_reached')
      window.stack.push(createView(owner, checkView(payload.view, 'modal'), user.id, view))
      break
    default:
      throw new Refusal('invalid_response_action')
  }
  showStack(world, team.id, user.id)
  return payload.response_action === 'errors' ? { ok: false, errors: view.errors } : { ok: true }
}

function fieldErrors(view: View, value: unknown): Record<string, string> {
  if (!isObject(value) || Object.keys(value).length === 0) throw new Refusal('invalid_errors')
  const inputs = new Set(view.blocks.filter(({ type }) => type === 'input').map((block) => block.block_id))
  return Object.fromEntries(
    Object.entries(value).map(([block, message]) => {
      // Slack can show an error only at an input.
      if (!inputs.has(block) || typeof message !== 'string') throw new Refusal('invalid_errors')
      return [block, message]
    }),
  )
}

/** Closes the topmost modal (or all of them); the app hears of it only where it asked to. */
export async function closeView(actor: Actor, viewId: string, all: boolean): Promise<void> {
  const { world, team, user, window } = actor
  const view = openView(actor, viewId)
  const closing = all || view.clear_on_close ? [...window.stack] : [view]
  window.stack = window.stack.filter((open) => !closing.includes(open))
  showStack(world, team.id, user.id)
  for (const closed of closing.filter((open) => open.notify_on_close)) {
    const installed = appOf(actor, closed.app_id)
    await deliver(world, team, installed.app, 'interactive', {
      ...interaction(actor, installed.app, 'view_closed'),
      view: renderView(installed, closed),
      is_cleared: all || view.clear_on_close,
    })
  }
}
