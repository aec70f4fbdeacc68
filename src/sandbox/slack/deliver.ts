import type { Ack, EnvelopeType, Retry } from './ack.ts'
import { isObject, pause } from './http.ts'
import { signedPost } from './signed-post.ts'
import type { App, Json, Team } from './state.ts'
import { count } from './stats.ts'
import type { World } from './world.ts'

/** Sends a payload to an app, over its socket or to its URL, and waits for the acknowledgement. */
export async function deliver(
  world: World,
  team: Team,
  app: App,
  type: EnvelopeType,
  payload: Json,
  retry?: Retry,
): Promise<Ack> {
  count(world.stats.delivered, type)
  let copies = 1
  for (const fault of world.faults.strike(type, team.id, app.id)) {
    if (fault.kind === 'delay') await pause(fault.ms)
    else if (fault.kind === 'duplicate') copies += 1
    else if (fault.kind === 'drop') copies = 0
  }
  const send = () =>
    app.mode === 'socket'
      ? world.links.send(app.id, type, payload, retry)
      : signedPost(world, app, type, payload, retry)
  const sent = performance.now()
  const acks = await Promise.all(Array.from({ length: copies }, send))
  const ack = acks.find((one) => one.kind === 'acked') ?? acks[0] ?? (await lost(world))
  if (ack.kind === 'acked') world.stats.ackMs.push(Math.round(performance.now() - sent))
  else count(world.stats.unacknowledged, type)
  world.wire.told('slack', nameOf(type, payload), ack.kind, Math.round(performance.now() - sent))
  return ack
}

/** What it is, as apps name it: an event's own type, or the envelope's. */
function nameOf(type: EnvelopeType, { event, command }: Json): string {
  if (type === 'events_api' && isObject(event)) return `event ${String(event.type)}`
  return type === 'slash_commands' ? String(command) : type
}

async function lost(world: World): Promise<Ack> {
  await pause(world.ackWithin)
  return { kind: 'timeout' }
}
