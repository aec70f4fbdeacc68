import { type Client, Events, GatewayDispatchEvents, type Guild } from 'discord.js'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Happening, Inbound } from '../../port/platform.ts'

/** A channel's deletion, of which we need no more than whose it was. */
const deleted = z.object({ id: z.string(), guild_id: z.string() })

/** Hands over what becomes of channels, and of the bot's place in servers: all by the intent *Guilds*. */
export function hear(client: Client, inbound: Pick<Inbound, 'happened'>, log: Logger): void {
  const tell = (what: Happening) =>
    void inbound
      .happened(what)
      .catch((error: unknown) => log.error({ err: error, what: what.kind }, 'what Discord told was lost'))
  // Ours, since the client tells of no channel that it does not know.
  client.ws.on(GatewayDispatchEvents.ChannelDelete, (packet: unknown) => {
    const read = deleted.safeParse(packet)
    if (read.success) tell({ kind: 'channel-gone', workspace: read.data.guild_id, ref: read.data.id })
  })
  // Not where a server is only out of reach.
  client.on(Events.GuildDelete, ({ id }: Guild) => tell({ kind: 'removed', workspace: id }))
  client.on(Events.GuildCreate, ({ id }: Guild) => tell({ kind: 'arrived', workspace: id }))
}
