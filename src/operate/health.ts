import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { pathOf } from '../http/path.ts'

/** Answers a request, now or later. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

export interface Health {
  readonly port: number
  close(): Promise<void>
}

/**
 * The bot's own HTTP: `/healthz` (this process and its database answer) and `/readyz` (people's commands
 * reach us too). Both answer 200 or 503 with a JSON object that says what is wrong. `/metrics` is for Prometheus.
 */
export async function serveHealth(
  port: number,
  log: Logger,
  checks: {
    readonly database: () => Promise<void>
    readonly connected: () => Record<string, boolean>
    readonly metrics: () => Promise<{ readonly type: string; readonly body: string }>
  },
  /** Who takes the requests to a path besides, such as a platform's deliveries. */
  handlers: Readonly<Record<string, Handler>> = {},
): Promise<Health> {
  const ours = async (path: string, response: ServerResponse) => {
    if (path === '/metrics') {
      const measured = await checks.metrics().catch(() => undefined)
      if (!measured) return answer(response, 503, { error: 'the database does not answer' })
      response.writeHead(200, { 'content-type': measured.type, 'cache-control': 'no-store' })
      return void response.end(measured.body)
    }
    if (path !== '/healthz' && path !== '/readyz') return answer(response, 404, { error: 'not found' })
    const database = await checks.database().then(
      () => true,
      () => false,
    )
    const platforms = checks.connected()
    const connected = Object.values(platforms).every(Boolean)
    const well = database && (path === '/healthz' || connected)
    answer(response, well ? 200 : 503, { database, platforms })
  }
  const take: Handler = (request, response) => {
    const path = pathOf(request.url)
    if (path === undefined) return answer(response, 400, { error: 'not a path' })
    const handler = Object.hasOwn(handlers, path) ? handlers[path] : undefined
    return handler ? handler(request, response) : ours(path, response)
  }
  const server: Server = createServer(async (request, response) => {
    response.once('finish', () => {
      const { method } = request
      const status = response.statusCode
      if (status >= 400 && status < 500) log.warn({ method, status }, 'a request was refused')
    })
    try {
      await take(request, response)
    } catch (error) {
      log.error({ err: error }, 'a request could not be answered')
      answer(response, 500, { error: 'it could not be answered' })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
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

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return void response.end()
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}
