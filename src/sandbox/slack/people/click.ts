import { deliver } from '../deliver.ts'
import { filledState } from '../element-state.ts'
import type { Placed } from '../elements.ts'
import { mintTs } from '../stamp.ts'
import type { Json } from '../state.ts'
import { type Actor, Impossible } from './actor.ts'
import { interaction } from './payload.ts'
import { elementAt, type Pointer, type Surface, surfaceAt } from './surface.ts'

export interface ClickOutcome {
  readonly ok: boolean
  /** `operation_timeout` or `dispatch_failed`. */
  readonly error?: string
}

/** Presses a button, or chooses `value` in a select, date picker or the like; waits for the acknowledgement. */
export async function click(actor: Actor, pointer: Pointer, value: unknown): Promise<ClickOutcome> {
  const { world, team, user } = actor
  const surface = surfaceAt(actor, pointer)
  const placed = elementAt(surface, pointer)
  if (placed.block.type === 'input' && placed.block.dispatch_action !== true) {
    throw new Impossible('an input is filled in, not clicked')
  }
  const state = stateAfter(actor, surface, placed, value)
  const { app, view } = surface
  if (view !== undefined && state !== undefined) {
    view.values[placed.blockId] = { ...view.values[placed.blockId], [placed.actionId]: state }
  }
  const context = {
    team: team.id,
    app: app.id,
    channel: surface.channel,
    user: user.id,
    original: surface.ts,
    ephemeral: surface.ephemeral,
  }
  const ack = await deliver(world, team, app, 'interactive', {
    ...interaction(actor, app, 'block_actions'),
    ...surfaceAt(actor, pointer).described,
    trigger_id: world.triggers.mint(team.id, user.id, app.id),
    ...(view === undefined && { response_url: world.url + world.responseUrls.mint(context) }),
    actions: [described(actor, placed, state)],
  })
  if (ack.kind === 'acked') return { ok: true }
  return { ok: false, error: ack.kind === 'timeout' ? 'operation_timeout' : 'dispatch_failed' }
}

function stateAfter(actor: Actor, surface: Surface, placed: Placed, value: unknown): Json | undefined {
  if (placed.element.type === 'button') return undefined
  const key = `${surface.view?.id ?? surface.ts}/${placed.blockId}/${placed.actionId}`
  return filledState(placed.element, value, actor.window.suggested.get(key) ?? [])
}

function described({ world, team }: Actor, { element, blockId, actionId }: Placed, state?: Json): Json {
  const { text, value } = element
  return {
    type: element.type,
    action_id: actionId,
    block_id: blockId,
    ...(element.type === 'button' && { text, ...(value !== undefined && { value }) }),
    ...state,
    action_ts: mintTs(world, team),
  }
}
