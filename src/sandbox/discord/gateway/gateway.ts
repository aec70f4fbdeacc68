import { setTimeout as sleep } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import { parseJson } from '../../../http/json.ts'
import type { Wire } from '../../wire.ts'
import type { Faults } from '../faults.ts'
import { appFlags } from '../rest/users.ts'
import type { Stats } from '../stats.ts'
import { canSee, isMember } from '../world/access.ts'
import { PRIVILEGED } from '../world/bits.ts'
import type { App } from '../world/rows.ts'
import { userViewById } from '../world/views.ts'
import type { World, WorldEvent } from '../world/world.ts'
import { guildCreateView } from './guild-create.ts'
import { memberChunks } from './member-chunks.ts'
import { Session } from './session.ts'

const HEARTBEAT_MS = 41_250
/** How long a connection may stay without saying who it is. */
const IDENTIFY_MS = 45_000
/** How long a lost session can be resumed. */
const RESUMABLE_MS = 120_000
/** The largest payload that a client may send, in bytes. */
const LARGEST_PAYLOAD = 4_096

/** The gateway: one JSON websocket a client, on whatever path. */
export function createGateway(world: World, faults: Faults, stats: Stats, wire: Wire) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 })
  const sessions = new Map<string, Session>()

  const wants = (session: Session, event: WorldEvent): boolean => {
    if (event.app === null || (event.app !== undefined && event.app !== session.app.id)) return false
    if (event.intent !== 0 && (session.intents & event.intent) === 0) return false
    if (event.app !== undefined) return true
    if (event.guild != null && !isMember(world, event.guild, session.app.bot_id)) return false
    if (event.channel === undefined) return true
    const channel = world.state.channels.get(event.channel)
    return channel !== undefined && canSee(world, channel, session.app.bot_id)
  }

  const deliver = (session: Session, event: WorldEvent): void => {
    const viewer = { app: session.app, intents: session.intents }
    const guild = event.t === 'GUILD_CREATE' ? world.state.guilds.get(event.guild ?? '') : undefined
    const d = guild ? guildCreateView(world, guild, viewer) : event.render(viewer)
    if (d === undefined) return
    stats.event(event.t)
    wire.told('discord', event.t, session.socket ? 'sent' : 'kept')
    const active = faults.forEvent(event.t)
    if (active.some((fault) => fault.action === 'lose')) return
    if (active.some((fault) => fault.action === 'invalidate')) invalidate(session)
    else if (active.some((fault) => fault.action === 'drop')) {
      session.dispatch(event.t, d, true)
      session.socket?.terminate()
    } else {
      const late = active.find((fault) => fault.action === 'delay')
      if (late) void sleep(late.ms ?? 0).then(() => session.dispatch(event.t, d))
      else session.dispatch(event.t, d)
    }
  }

  world.listen((event) => {
    const now = Date.now()
    for (const session of sessions.values()) {
      if (!session.socket && now - session.lostAt > RESUMABLE_MS) sessions.delete(session.id)
      else if (wants(session, event)) deliver(session, event)
    }
  })

  const invalidate = (session: Session) => {
    sessions.delete(session.id)
    const { socket } = session
    socket?.send('{"op":9,"d":false,"s":null,"t":null}')
    // The client is expected to close the connection itself; this is for one that does not.
    setTimeout(() => socket?.close(4009, 'Session timed out'), 1_000).unref()
  }

  const identify = (socket: WebSocket, d: Record<string, unknown>): Session | undefined => {
    const app = appOf(world, d.token)
    if (!app) {
      socket.close(4004, 'Authentication failed.')
      return undefined
    }
    const intents = Number(d.intents)
    if (!Number.isInteger(intents) || intents < 0) {
      socket.close(4013, 'Invalid intent(s).')
      return undefined
    }
    for (const [name, bit] of Object.entries(PRIVILEGED))
      if (intents & bit && !app.privileged.includes(name as keyof typeof PRIVILEGED)) {
        socket.close(4014, 'Disallowed intent(s).')
        return undefined
      }
    const session = new Session(app, intents, socket)
    sessions.set(session.id, session)
    const guilds = [...world.index.membersOfUser.of(app.bot_id)].map((key) => key.split(':')[0] ?? '')
    session.dispatch('READY', {
      v: 10,
      user: { ...userViewById(world, app.bot_id), mfa_enabled: true, verified: true, email: null },
      guilds: guilds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: world.settings.url.replace(/^http/, 'ws'),
      shard: d.shard ?? [0, 1],
      application: { id: app.id, flags: appFlags(app), flags_new: String(appFlags(app)) },
    })
    if ((intents & 1) === 0) return session
    for (const id of guilds) {
      const guild = world.state.guilds.get(id)
      if (guild) session.dispatch('GUILD_CREATE', guildCreateView(world, guild, { app, intents }))
    }
    return session
  }

  const resume = (socket: WebSocket, d: Record<string, unknown>): Session | undefined => {
    const session = sessions.get(String(d.session_id))
    if (!appOf(world, d.token)) {
      socket.close(4004, 'Authentication failed.')
      return undefined
    }
    if (!session || session.app.token !== d.token) {
      socket.send('{"op":9,"d":false,"s":null,"t":null}')
      return undefined
    }
    session.socket = socket
    if (session.replay(Number(d.seq))) {
      session.dispatch('RESUMED', {})
      return session
    }
    sessions.delete(session.id)
    socket.send('{"op":9,"d":false,"s":null,"t":null}')
    return undefined
  }

  server.on('connection', (socket) => {
    let session: Session | undefined
    socket.send(`{"op":10,"d":{"heartbeat_interval":${HEARTBEAT_MS}},"s":null,"t":null}`)
    const silent = setTimeout(() => socket.close(4009, 'Session timed out'), IDENTIFY_MS).unref()
    socket.on('message', (data) => {
      const text = String(data)
      const payload = Buffer.byteLength(text) > LARGEST_PAYLOAD ? undefined : parsePayload(text)
      if (!payload) {
        socket.close(4002, 'Error while decoding payload.')
        return
      }
      try {
        take(payload)
      } catch {
        // What it holds is not what its opcode takes.
        socket.close(4002, 'Error while decoding payload.')
      }
      if (session) clearTimeout(silent)
    })
    const take = ({ op, d }: Payload) => {
      if (op === 1) socket.send('{"op":11,"d":null,"s":null,"t":null}')
      else if (op === 2 && session) socket.close(4005, 'Already authenticated.')
      else if (op === 2) session = identify(socket, d)
      else if (op === 6) session = resume(socket, d)
      else if (!session) socket.close(4003, 'Not authenticated.')
      else if (op === 8)
        for (const chunk of memberChunks(world, session, d)) session.dispatch('GUILD_MEMBERS_CHUNK', chunk)
      else if (op !== 3 && op !== 4) socket.close(4001, 'Unknown opcode.')
    }
    socket.on('close', (code) => {
      clearTimeout(silent)
      if (session?.socket !== socket) return
      session.socket = undefined
      session.lostAt = Date.now()
      // A client that says goodbye (1000, 1001) does not come back for its session.
      if (code === 1000 || code === 1001) sessions.delete(session.id)
    })
    socket.on('error', () => socket.terminate())
  })

  const each = (app: string | undefined, act: (session: Session) => void) => {
    for (const session of [...sessions.values()])
      if (app === undefined || session.app.id === app) act(session)
  }

  return {
    server,
    connected: (app: string): boolean =>
      [...sessions.values()].some((session) => session.app.id === app && session.socket !== undefined),
    /** Cuts the connections; the clients resume. */
    drop: (app?: string) => each(app, (session) => session.socket?.terminate()),
    /** Op 7: asks the clients to reconnect and resume. */
    reconnect: (app?: string) =>
      each(app, (session) => session.socket?.send('{"op":7,"d":null,"s":null,"t":null}')),
    /** Op 9: sessions are over; the clients identify anew. */
    invalidate: (app?: string) => each(app, invalidate),
    /** Sends what lacks what it should hold. */
    garble: (app?: string) =>
      each(app, (session) => session.socket?.send('{"op":10,"d":null,"s":null,"t":null}')),
    close: (app: string, code: number, why: string) =>
      each(app, (session) => session.socket?.close(code, why)),
    stop() {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

export type Gateway = ReturnType<typeof createGateway>

function appOf(world: World, token: unknown): App | undefined {
  if (typeof token !== 'string') return undefined
  const app = world.state.apps.get(world.index.appByToken.first(token.replace(/^Bot /, '')) ?? '')
  return app?.revoked ? undefined : app
}

interface Payload {
  readonly op: number
  readonly d: Readonly<Record<string, unknown>>
}

function parsePayload(text: string): Payload | undefined {
  try {
    const { op, d } = parseJson(text) as { op?: unknown; d?: unknown }
    if (typeof op !== 'number') return undefined
    return { op, d: typeof d === 'object' && d !== null ? (d as Record<string, unknown>) : {} }
  } catch {
    return undefined
  }
}
