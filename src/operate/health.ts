import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { readTarget } from '../http/path.ts'
import { type Handler, type Served, serve } from '../http/serve.ts'
import { StartError } from '../port/platform.ts'
import { lately } from './lately.ts'
import { tellRefusals } from './refusals.ts'

/**
 * Whoever asks, and how often, costs the database a question a second: an answer is a second old at most, which is
 * soon for a monitor that looks every few. Nobody waits for one longer than a monitor does.
 */
const LATELY = { servesMs: 1_000, patienceMs: 5_000, givenUpMs: 30_000 }

export interface Checks {
  readonly database: () => Promise<void>
  readonly connected: () => Record<string, boolean>
  /** What else has to be well for `/healthz`, by name. */
  readonly also?: () => Promise<Readonly<Record<string, boolean>>>
  readonly metrics: () => Promise<{ readonly type: string; readonly body: string }>
}

export interface HealthOptions {
  /** This machine alone, unless set. */
  readonly host?: string | undefined
  /** 0 picks a free one. */
  readonly port: number
  readonly log: Logger
  readonly checks: Checks
  /** Who takes the requests to a path besides, such as a platform's deliveries. */
  readonly handlers?: Readonly<Record<string, Handler>>
}

/**
 * The bot's own HTTP: `/healthz` (this process and its database do their work) and `/readyz` (people's commands
 * reach us too). Both answer 200 or 503 with a JSON object that says what is wrong. `/metrics` is for Prometheus.
 *
 * @throws StartError where it cannot be opened there
 */
export async function serveHealth(options: HealthOptions): Promise<Served> {
  const { host, port, log, checks, handlers = {} } = options
  const database = lately(() => checks.database().then(() => true), LATELY)
  const metrics = lately(checks.metrics, LATELY)
  const also = lately(checks.also ?? (async () => ({})), LATELY)

  async function ours(path: string, response: ServerResponse): Promise<void> {
    if (path === '/metrics') {
      const measured = await metrics()
      if (!measured) return answer(response, 503, { error: 'the database does not answer' })
      response.writeHead(200, { 'content-type': measured.type, 'cache-control': 'no-store' })
      return void response.end(measured.body)
    }
    const answers = (await database()) === true
    const platforms = checks.connected()
    const connected = Object.values(platforms).every(Boolean)
    const others = (await also()) ?? { known: false }
    const well = answers && Object.values(others).every(Boolean) && (path === '/healthz' || connected)
    answer(response, well ? 200 : 503, { database: answers, ...others, platforms })
  }

  const take: Handler = (request, response) => {
    const path = readTarget(request.url)?.path
    if (path === undefined) return answer(response, 400, { error: 'not a path' })
    const handler = Object.hasOwn(handlers, path) ? handlers[path] : undefined
    if (handler) return handler(request, response)
    if (!OURS.has(path)) return answer(response, 404, { error: 'not found' })
    if (request.method === 'GET' || request.method === 'HEAD') return ours(path, response)
    response.setHeader('allow', 'GET, HEAD')
    return answer(response, 405, { error: 'not that way' })
  }
  const where = { port, ...(host === undefined ? {} : { host }) }
  return serve(take, { ...where, watch: tellRefusals(log) }).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(whyNot(error, host, port))
  })
}

const OURS: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string | undefined, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: ${port} is in use by another process. Stop that one, or choose another PORT.`
    case 'EACCES':
      return `PORT: this user may not open ${port}. Choose one from 1024 on.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST: ${host} is no address of this machine. Take 127.0.0.1, or 0.0.0.0 for all that it has.`
    default:
      return `PORT: ${port} cannot be opened (${code ?? message}).`
  }
}
