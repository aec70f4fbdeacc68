/**
 * A local Discord: REST v10, the gateway (v10, JSON) and the people in front of it, on 127.0.0.1, so that
 * the real discord.js can be connected to it with `rest.api` alone.
 *
 * Simulated: guilds, roles, overwrites and what follows from them; text, category and forum channels,
 * public and private threads with auto-archiving, direct messages; messages with attachments, embeds,
 * classic components and Components V2, mentions as they would notify, nonces, pins, reactions; webhooks;
 * commands, autocomplete, buttons, selects, forms, with their deadlines and tokens; intents, resuming;
 * rate limits with their headers, caps, and faults on demand.
 *
 * Stricter than Discord, on purpose: a body field that is not known is refused (50035, LOCAL_UNKNOWN_FIELD)
 * where Discord ignores it; flags beside EPHEMERAL on a deferred answer are refused; a backslash never
 * keeps a mention from counting. Chosen where Discord publishes nothing: 50 channels or threads created
 * in 10 s, 10 new direct-message channels in 10 s (then 40003), nonces remembered for 5 minutes, 10 calls
 * in 5 s on most other routes, 50024 for a forum where the guild has none.
 *
 * Left out: voice, stages, stickers, emoji of guilds, polls, scheduled events, auto moderation, audit logs,
 * invites, bans, OAuth2 flows, user installs, signed HTTP interactions, uploads in forms, compression,
 * ETF and more than one shard.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { openDoor } from '../door.ts'
import { createWire, type Wire } from '../wire.ts'
import { createFaults, type Faults } from './faults.ts'
import { createGateway } from './gateway/gateway.ts'
import { createOperations } from './people/control.ts'
import { createFeed } from './people/feed.ts'
import { serveControl } from './people/serve.ts'
import { TOKEN_MS } from './rest/followups.ts'
import { allRoutes } from './rest/routes.ts'
import { createRest } from './rest/serve.ts'
import { createStats, type Stats } from './stats.ts'
import { archiveQuietThreads } from './world/channels.ts'
import { createFiles } from './world/files.ts'
import { openJournal } from './world/journal.ts'
import { createIndexes, createState, type State } from './world/state.ts'
import { createWorld, type Settings, type World } from './world/world.ts'

export interface DiscordOptions {
  /** 0 or not given: any that is free. */
  readonly port?: number
  /** Where the state is kept; attachments go into `<file>.files/`. In memory where not given. */
  readonly file?: string
  /** How many times faster rate limits pass; 1 is real. */
  readonly rateScale?: number
  /** How many times faster tokens, nonces and auto-archiving run out; 1 is real. */
  readonly timeScale?: number
  /** How long an interaction waits for its first response, in ms (3,000). */
  readonly deadlineMs?: number
  /** How many 401, 403 and 429 in ten minutes shut a client out (10,000). */
  readonly invalidRequests?: number
  /** Who looks at what passes. */
  readonly wire?: Wire
}

export interface LocalDiscord {
  /** `http://127.0.0.1:port`: hand it to `DiscordControl`. */
  readonly url: string
  /** What `rest.api` is set to. */
  readonly apiUrl: string
  readonly port: number
  /** All rows, to be looked at. */
  readonly state: State
  readonly world: World
  readonly faults: Faults
  readonly stats: Stats
  close(): Promise<void>
}

export async function startDiscord(options: DiscordOptions = {}): Promise<LocalDiscord> {
  const { file, rateScale = 1, timeScale = 1 } = options
  const state = createState()
  const index = createIndexes(state)
  const journal = file === undefined ? undefined : openJournal(file, state)
  const settings: Settings = { url: '', rateScale, timeScale, deadlineMs: options.deadlineMs ?? 3_000 }
  const world = createWorld(state, index, createFiles(file && `${file}.files`), settings)
  const faults = createFaults()
  const stats = createStats()
  const wire = options.wire ?? createWire()
  const gateway = createGateway(world, faults, stats, wire)
  const feed = createFeed(world)
  const operations = createOperations({ world, faults, stats, gateway, feed })
  const rest = createRest({
    world,
    faults,
    stats,
    wire,
    rateScale,
    routes: allRoutes({ rateScale, timeScale }),
    invalidRequests: options.invalidRequests ?? 10_000,
  })

  const door = await openDoor({
    name: 'local Discord',
    port: options.port ?? 0,
    take(request, response, { path, query }) {
      const api = /^\/api(?:\/v10)?(\/.*)$/.exec(path)?.[1]
      if (api !== undefined) return rest.handle(request, response, api, query)
      const operation = /^\/_control\/(.*)$/.exec(path)?.[1]
      if (operation !== undefined) return serveControl(operations, request, response, operation, query)
      return serveAttachment(world, request, response, path)
    },
    upgrade: (request, socket, head) =>
      gateway.server.handleUpgrade(request, socket, head, (ws) =>
        gateway.server.emit('connection', ws, request),
      ),
  })
  const { port } = door
  settings.url = `http://127.0.0.1:${port}`

  const housekeeping = setInterval(
    () => {
      archiveQuietThreads(world)
      forgetInteractions(world)
    },
    Math.max(60_000 / timeScale, 250),
  )
  housekeeping.unref()

  return {
    url: settings.url,
    apiUrl: `${settings.url}/api`,
    port,
    state,
    world,
    faults,
    stats,
    async close() {
      clearInterval(housekeeping)
      gateway.stop()
      await door.close()
      world.close()
      journal?.close()
    },
  }
}

function forgetInteractions(world: World): void {
  const { interactions, byToken } = world.live
  const oldest = Date.now() - TOKEN_MS / world.settings.timeScale - 60_000
  for (const interaction of interactions.values()) {
    if (interaction.at > oldest) return
    interactions.delete(interaction.id)
    byToken.delete(interaction.token)
  }
}

/** `/attachments/{channel}/{id}/{filename}`, as the content network serves them. */
function serveAttachment(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  const [, root, , id = '', filename = ''] = path.split('/')
  const bytes = root === 'attachments' && /^\d+$/.test(id) ? world.files.get(id) : undefined
  if (!bytes || request.method !== 'GET') {
    response.writeHead(404).end()
    return
  }
  const type = /\.(png|jpe?g|gif|webp)$/i.exec(filename)?.[1]?.toLowerCase().replace('jpg', 'jpeg')
  response
    .writeHead(200, {
      'Content-Type': type ? `image/${type}` : 'application/octet-stream',
      'Content-Length': bytes.length,
      'X-Content-Type-Options': 'nosniff',
      ...(type ? {} : { 'Content-Disposition': 'attachment' }),
    })
    .end(bytes)
}
