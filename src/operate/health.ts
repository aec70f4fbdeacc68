import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StartError } from '../port/platform.ts'

export interface Health {
  readonly port: number
  close(): Promise<void>
}

/**
 * The bot's own HTTP: `/healthz` (this process and its database do their work) and `/readyz` (people's commands
 * reach us too). Both answer 200 or 503 with a JSON object that says what is wrong. `/metrics` is for Prometheus.
 *
 * @throws StartError where the port cannot be opened
 */
export async function serveHealth(
  port: number,
  checks: {
    readonly database: () => Promise<void>
    readonly connected: () => Record<string, boolean>
    /** What else has to be well for `/healthz`, by name. */
    readonly also: () => Promise<Readonly<Record<string, boolean>>>
    readonly metrics: () => Promise<{ readonly type: string; readonly body: string }>
  },
  /** Who takes the requests to a path besides, such as a platform's deliveries. */
  handlers: Readonly<Record<string, RequestListener>> = {},
): Promise<Health> {
  const server: Server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const handler = handlers[path]
    if (handler) return handler(request, response)
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(`${JSON.stringify(body)}\n`)
    }
    if (path === '/metrics') {
      const measured = await checks.metrics().catch(() => undefined)
      if (!measured) return answer(503, { error: 'the database does not answer' })
      response.writeHead(200, { 'content-type': measured.type, 'cache-control': 'no-store' })
      return response.end(measured.body)
    }
    if (path !== '/healthz' && path !== '/readyz') return answer(404, { error: 'not found' })
    const database = await checks.database().then(
      () => true,
      () => false,
    )
    const platforms = checks.connected()
    const connected = Object.values(platforms).every(Boolean)
    const also = await checks.also()
    const well = database && Object.values(also).every(Boolean) && (path === '/healthz' || connected)
    answer(well ? 200 : 503, { database, ...also, platforms })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(whyNot(error, port))))
    server.listen(port, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: ${port} is in use by another process. Stop that one, or choose another PORT.`
    case 'EACCES':
      return `PORT: this user may not open ${port}. Choose one from 1024 on.`
    default:
      return `PORT: ${port} cannot be opened (${code ?? message}).`
  }
}
