import { type Client, GatewayDispatchEvents } from 'discord.js'
import type { Logger } from 'pino'

/**
 * discord.js (14.28.1) makes objects of whatever comes, and what it then throws (at a command for a message without the
 * message, at a member that is null) is a rejection of nobody's, which ends the process. What people do is read by
 * ours alone and is kept from it; of the rest it may read what it can.
 */
export function bearAnyPacket(client: Client, log: Logger): void {
  const { ws } = client
  const handle: unknown = Reflect.get(ws, 'handlePacket')
  if (typeof handle !== 'function') throw new TypeError('this discord.js handles packets in another way')
  Reflect.set(ws, 'handlePacket', (packet: unknown, shard: unknown): boolean => {
    const event = eventOf(packet)
    try {
      const ours = event === GatewayDispatchEvents.InteractionCreate
      return Reflect.apply(handle, ws, [ours ? undefined : packet, shard]) === true
    } catch {
      log.warn({ event }, 'an event from Discord could not be read')
      return true
    }
  })
}

function eventOf(packet: unknown): string | undefined {
  const named = typeof packet === 'object' && packet !== null && 't' in packet ? packet.t : undefined
  return typeof named === 'string' ? named : undefined
}
