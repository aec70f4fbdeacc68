import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { BOUNDS, type Bounds } from './bounds.ts'
import { boundConnections } from './connections.ts'

/** Answers a request, now or later. Whatever it throws is the server's matter. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Who hears what became of requests that were not answered as they wished. */
export interface Watch {
  /** Answered with a status of 400 to 499; without a method where it could not be read at all. */
  refused(status: number, method: string | undefined): void
  /** A handler threw, or a connection could not be accepted. */
  failed(error: unknown): void
}

export interface ServeOptions {
  /** This machine alone, unless set. */
  readonly host?: string
  /** 0 picks a free one. */
  readonly port: number
  readonly bounds?: Bounds
  readonly watch?: Watch
  /** Takes connections that become something else. Without it, asking for that changes nothing. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export interface Served {
  readonly server: Server
  readonly port: number
  close(): Promise<void>
}

/** Connections that wait to be taken, as Node has it where nothing is said. */
const LEAST_BACKLOG = 511

/** Where nobody but this machine reaches it. */
export const LOOPBACK = '127.0.0.1'

/**
 * Serves HTTP so that no request ends the process, or takes up more of it than its bounds say: what cannot be
 * read is answered with 4xx, and what a handler throws with 500.
 *
 * @throws what `listen` gives, such as EADDRINUSE
 */
export async function serve(take: Handler, options: ServeOptions): Promise<Served> {
  const { bounds = BOUNDS, watch, upgrade } = options
  const server = createServer(
    {
      maxHeaderSize: bounds.headBytes,
      headersTimeout: bounds.headMs,
      requestTimeout: bounds.requestMs,
      keepAliveTimeout: bounds.keptMs,
      connectionsCheckingInterval: bounds.everyMs,
      // Node would answer by itself, without a word to us.
      requireHostHeader: false,
    },
    (request, response) => void answer(request, response),
  )
  server.timeout = bounds.silentMs
  if (upgrade !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      // Without a listener, the end of a connection would be an exception of nobody's.
      socket.on('error', () => undefined)
      try {
        upgrade(request, socket, head)
      } catch (error) {
        watch?.failed(error)
        socket.destroy()
      }
    })
  }
  boundConnections(server, bounds.connections)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method } = request
    // Without a listener, what is written to a connection that went would be an exception of nobody's.
    response.on('error', () => undefined)
    response.once('finish', () => {
      const { statusCode } = response
      if (statusCode >= 400 && statusCode < 500) watch?.refused(statusCode, method)
    })
    try {
      if (request.headers.host === undefined && request.httpVersion === '1.1') bare(response, 400)
      else await take(request, response)
    } catch (error) {
      watch?.failed(error)
      if (!response.headersSent) bare(response, 500)
      else if (!response.writableEnded) response.destroy()
    }
  }

  server.on('checkExpectation', ({ method }: IncomingMessage, response: ServerResponse) => {
    response.once('finish', () => watch?.refused(417, method))
    bare(response, 417)
  })
  server.on('connect', ({ method }, socket) => {
    watch?.refused(405, method)
    refuseSocket(socket, 405)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const status = UNREADABLE[error.code ?? ''] ?? 400
    watch?.refused(status, undefined)
    refuseSocket(socket, status)
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // Whoever is let in may also come all at once: Node would have the system cut them off from 511 on.
    const backlog = Math.max(bounds.connections, LEAST_BACKLOG)
    server.listen({ port: options.port, host: options.host ?? LOOPBACK, backlog }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  // A connection that cannot be accepted, such as for want of a file descriptor, is no reason to end.
  server.on('error', (error) => watch?.failed(error))
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What Node calls it when a request cannot be read; the statuses are those of its own answers. */
const UNREADABLE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers with a status and nothing else. */
export function bare(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 })
  response.end()
}

/** Answers where there is a connection and no response, and hangs up. */
export function refuseSocket(socket: Duplex, status: number): void {
  // They may be gone already, which is no news to anybody.
  socket.on('error', () => undefined)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  )
}
