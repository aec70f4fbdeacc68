import { deliver } from '../deliver.ts'
import { asList, optionsOf } from '../elements.ts'
import { isObject } from '../http.ts'
import type { Json } from '../state.ts'
import { type Actor, Impossible } from './actor.ts'
import { interaction } from './payload.ts'
import { elementAt, type Pointer, surfaceAt } from './surface.ts'

const MOST = 100
/** Slack asks after this many letters unless the element says otherwise. */
const USUAL_LENGTH = 3

/** Types into a search-as-you-type select; gives the options that the app suggests. */
export async function suggest(actor: Actor, pointer: Pointer, typed: string): Promise<Json[]> {
  const { world, team, window } = actor
  const surface = surfaceAt(actor, pointer)
  const { element, blockId, actionId } = elementAt(surface, pointer)
  if (element.type !== 'external_select' && element.type !== 'multi_external_select') {
    throw new Impossible(`a ${element.type} suggests nothing`)
  }
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : USUAL_LENGTH
  if (typed.length < least) return []
  const ack = await deliver(world, team, surface.app, 'interactive', {
    ...interaction(actor, surface.app, 'block_suggestion'),
    ...surface.described,
    action_id: actionId,
    block_id: blockId,
    value: typed,
  })
  const options = ack.kind === 'acked' ? optionsOf(ack.payload) : []
  const groups = ack.kind === 'acked' ? asList(ack.payload.option_groups).length : 0
  if (options.length > MOST || groups > MOST || !options.every(isOption)) return []
  window.suggested.set(`${surface.view?.id ?? surface.ts}/${blockId}/${actionId}`, options)
  return options
}

const isOption = (option: Json): boolean =>
  isObject(option.text) && typeof option.value === 'string' && String(option.text.text).length <= 75
