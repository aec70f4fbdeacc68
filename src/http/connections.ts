import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Keeps a server's open connections to so many. At the bound, a new one takes the place of the one that has owed
 * a whole request for longest: whoever fills all places with half requests shuts nobody out. Where every other is
 * being answered, the new one is cut. Connections that become something else stay among them until they close.
 */
export function boundConnections(server: Server, most: number): void {
  /** The request that is being answered on each, the one that was heard of longest ago first. */
  const open = new Map<Socket, IncomingMessage | undefined>()

  const note = (socket: Socket, request: IncomingMessage | undefined) => {
    if (!open.delete(socket)) return
    open.set(socket, request)
  }
  server.on('connection', (socket: Socket) => {
    if (open.size >= most) {
      const owing = [...open].find(([, request]) => request === undefined || !request.complete)
      if (!owing) return void socket.destroy()
      owing[0].destroy()
      open.delete(owing[0])
    }
    open.set(socket, undefined)
    socket.once('close', () => open.delete(socket))
  })
  server.prependListener('request', (request, response) => {
    note(request.socket, request)
    response.once('close', () => note(request.socket, undefined))
  })
  // Whoever listens for these has Node hand the connection over; with nobody else, it would be left open for ever.
  if (server.listenerCount('upgrade') > 0)
    server.prependListener('upgrade', (request) => note(request.socket, request))
}
