import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { refuseSocket } from '../../http/serve.ts'
import type { Ack, EnvelopeType, Retry } from './ack.ts'
import { isObject, parseObject } from './http.ts'
import type { Json } from './state.ts'
import type { Stats } from './stats.ts'

const MOST_PER_APP = 10
const PING_EVERY = 10_000
/** How long a client may take to close its side, in milliseconds. */
const FAREWELL = 100
const TICKET_LIVES = 30_000
/** An acknowledgement can hold a modal, of 250 kB at most; bytes. */
const LARGEST_MESSAGE = 1024 * 1024

interface Link {
  readonly socket: WebSocket
  /** Asked to go: gets nothing new, may still acknowledge. */
  leaving: boolean
}

/** The Socket Mode connections of all apps. */
export class Links {
  closed = false
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE })
  readonly #tickets = new Map<string, { app: string; expires: number }>()
  readonly #links = new Map<string, Link[]>()
  readonly #turns = new Map<string, number>()
  readonly #waiting = new Map<string, (payload: Json) => void>()
  readonly #pings: NodeJS.Timeout
  readonly #stats: Stats
  readonly #ackWithin: number

  constructor(stats: Stats, ackWithin: number) {
    this.#stats = stats
    this.#ackWithin = ackWithin
    this.#pings = setInterval(() => this.#ping(), PING_EVERY)
    this.#pings.unref()
  }

  /** A ticket for one connection, for the URL that `apps.connections.open` gives. */
  ticket(app: string): string {
    const now = Date.now()
    for (const [old, { expires }] of this.#tickets) if (expires < now) this.#tickets.delete(old)
    const ticket = randomUUID()
    this.#tickets.set(ticket, { app, expires: now + TICKET_LIVES })
    return ticket
  }

  count(app: string): number {
    return this.#open(app).length
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, query: URLSearchParams): void {
    const ticket = query.get('ticket') ?? ''
    const app = this.#tickets.get(ticket)?.app
    this.#tickets.delete(ticket)
    if (app === undefined) refuseSocket(socket, 401)
    else this.#server.handleUpgrade(request, socket, head, (accepted) => this.#accept(app, accepted))
  }

  #accept(app: string, socket: WebSocket): void {
    const link: Link = { socket, leaving: false }
    const links = this.#links.get(app) ?? []
    if (this.#open(app).length >= MOST_PER_APP) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: {} }))
      socket.close()
      return
    }
    links.push(link)
    this.#links.set(app, links)
    socket.on('message', (data) => this.#received(String(data)))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      const left = this.#links.get(app) ?? []
      this.#links.set(
        app,
        left.filter((other) => other !== link),
      )
    })
    socket.ping()
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open(app).length,
        debug_info: { host: 'applink-local', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: app },
      }),
    )
  }

  /** Sends an envelope over one of the app's sockets, each in its turn. */
  send(app: string, type: EnvelopeType, payload: Json, retry?: Retry): Promise<Ack> {
    const links = this.#open(app)
    const turn = this.#turns.get(app) ?? 0
    this.#turns.set(app, turn + 1)
    const link = links[turn % links.length]
    if (link === undefined) return Promise.resolve({ kind: 'failed' })
    const id = randomUUID()
    const envelope = {
      envelope_id: id,
      type,
      accepts_response_payload: type !== 'events_api',
      payload,
      ...(retry && { retry_attempt: retry.attempt, retry_reason: retry.reason }),
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id)
        resolve({ kind: 'timeout' })
      }, this.#ackWithin)
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer)
        resolve({ kind: 'acked', payload: answer })
      })
      link.socket.send(JSON.stringify(envelope))
    })
  }

  #received(text: string): void {
    const answer = parseObject(text)
    if (typeof answer?.envelope_id !== 'string') return
    const resolve = this.#waiting.get(answer.envelope_id)
    this.#waiting.delete(answer.envelope_id)
    if (resolve === undefined) this.#stats.late += 1
    else resolve(isObject(answer.payload) ? answer.payload : {})
  }

  /** Asks an app's connections to be made anew, as Slack does every few hours. */
  recycle(
    app: string,
    reason: 'refresh_requested' | 'warning' | 'link_disabled' = 'refresh_requested',
  ): void {
    for (const link of this.#open(app)) {
      link.leaving = reason !== 'warning'
      link.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-local' } }))
    }
  }

  /** Cuts an app's connections without a word. */
  cut(app: string): void {
    for (const link of this.#links.get(app) ?? []) link.socket.terminate()
  }

  close(): void {
    this.closed = true
    clearInterval(this.#pings)
    for (const { socket } of [...this.#links.values()].flat()) {
      socket.close(1001)
      setTimeout(() => socket.terminate(), FAREWELL)
    }
    this.#server.close()
  }

  #open(app: string): Link[] {
    return (this.#links.get(app) ?? []).filter((link) => !link.leaving && link.socket.readyState === 1)
  }

  #ping(): void {
    for (const links of this.#links.values()) for (const link of links) link.socket.ping()
  }
}
