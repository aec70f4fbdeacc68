import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Wire } from '../../wire.ts'
import type { Fault, Faults } from '../faults.ts'
import type { Stats } from '../stats.ts'
import type { App } from '../world/rows.ts'
import { isSnowflake, snowflakeTime } from '../world/snowflake.ts'
import type { World } from '../world/world.ts'
import { readBody } from './body.ts'
import type { Call, Reply, Route } from './call.ts'
import { ApiError, errors } from './errors.ts'
import { createInvalidCounter, createLimits } from './limits.ts'
import { withNulls } from './nulls.ts'
import { createRouter } from './router.ts'

export interface RestOptions {
  readonly world: World
  readonly routes: readonly Route[]
  readonly faults: Faults
  readonly stats: Stats
  readonly wire: Wire
  readonly rateScale: number
  /** How many 401, 403 and 429 in ten minutes shut a client out. */
  readonly invalidRequests: number
}

/** Answers `/api/v10/…`. `path` is without that prefix, still percent-encoded. */
export function createRest(options: RestOptions) {
  const { world, faults, stats, wire } = options
  const router = createRouter(options.routes)
  const limits = createLimits(options.rateScale)
  const invalid = createInvalidCounter(options.rateScale, options.invalidRequests)

  const send = (response: ServerResponse, status: number, body: unknown, headers: Headers = {}) => {
    stats.status(status)
    invalid.count(headers['X-RateLimit-Scope'] === 'shared' ? 200 : status)
    if (body === undefined) {
      response.writeHead(status, headers).end()
      return
    }
    const text = JSON.stringify(body)
    response
      .writeHead(status, {
        ...headers,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
      })
      .end(text)
  }

  const limited = (response: ServerResponse, retryAfter: number, scope: string, headers: Headers) =>
    send(
      response,
      429,
      { message: 'You are being rate limited.', retry_after: retryAfter, global: scope === 'global' },
      { ...headers, 'Retry-After': String(Math.ceil(retryAfter)), 'X-RateLimit-Scope': scope },
    )

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ) {
    if (invalid.banned()) {
      stats.status(429)
      response.writeHead(429, { 'Content-Type': 'text/plain', 'Retry-After': '600' }).end('error code: 1015')
      return
    }
    const method = request.method ?? 'GET'
    const match = router.find(method, path)
    if (match === 'path') throw errors.notFound()
    if (match === 'method') throw errors.method()
    const { route } = match
    const name = `${method} ${route.path}`
    const params = Object.fromEntries(Object.entries(match.params).map(([k, v]) => [k, decodePart(v)]))
    stats.call(name)
    const followed = wire.follow('discord', name, response)
    const active = faults.forCall(method, route.path, path)
    const body = await readBody(request)
    for (const fault of active) if (fault.action === 'delay') await sleep(fault.ms ?? 0)
    if (active.some((fault) => fault.action === 'cut-before')) {
      request.socket.destroy()
      return
    }
    for (const fault of active) {
      if (fault.action === 'fail-before') throw serverError(fault)
      if (fault.action === 'error')
        throw new ApiError(fault.status ?? 400, fault.code ?? 0, fault.message ?? 'Injected error')
      if (fault.action === 'limit') {
        stats.limit(name)
        limited(response, fault.retryAfter ?? 1, 'user', {})
        return
      }
    }
    const app = authenticate(world, request, route)
    const verdict = limits.check(route, params, app.id)
    if (verdict.kind === 'limited') {
      stats.limit(name)
      limited(response, verdict.retryAfter, verdict.scope, verdict.headers)
      return
    }
    const reason = request.headers['x-audit-log-reason']
    const call: Call = {
      world,
      app,
      params,
      query,
      body: body.json,
      files: body.files,
      reason: typeof reason === 'string' ? decodePart(reason) : undefined,
    }
    let reply: Reply
    try {
      reply = route.handler(call)
    } catch (error) {
      if (error instanceof ApiError) {
        followed.says(String(error.code))
        send(response, error.status, error.body(), verdict.headers)
        return
      }
      if (!(error instanceof ChannelLimited)) throw error
      stats.limit(name)
      limited(response, error.retryAfter, 'user', verdict.headers)
      return
    }
    if (active.some((fault) => fault.action === 'cut-after')) {
      request.socket.destroy()
    } else {
      const failing = active.find((fault) => fault.action === 'fail-after')
      const stale = active.find((fault) => fault.action === 'stale')
      const seen = stale ? withoutNew(world, reply.body, stale) : reply.body
      const nulls = active.some((fault) => fault.action === 'nulls')
      if (failing) send(response, failing.status ?? 500, serverError(failing).body(), verdict.headers)
      else send(response, reply.status, nulls ? withNulls(seen) : seen, verdict.headers)
    }
    reply.after?.()
  }

  return {
    invalid,
    async handle(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams) {
      try {
        await answer(request, response, path, query)
      } catch (error) {
        if (error instanceof ApiError) send(response, error.status, error.body())
        else {
          send(response, 500, { code: 0, message: `500: Internal Server Error (${String(error)})` })
          throw error
        }
      }
    },
  }
}

type Headers = Readonly<Record<string, string>>

/** A limit that the buckets do not announce: a channel's name and topic, twice in ten minutes. */
export class ChannelLimited extends Error {
  /** Seconds. */
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super('limited')
    this.retryAfter = retryAfter
  }
}

/** The calls without a token in the header belong to whoever owns the token in the path. */
const NOBODY: App = {
  id: '0',
  name: '',
  bot_id: '0',
  token: '',
  owner_id: '0',
  public_key: '',
  privileged: [],
  revoked: false,
}

function authenticate(world: World, request: IncomingMessage, route: Route): App {
  const token = /^Bot (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const id = token === undefined ? undefined : world.index.appByToken.first(token)
  const app = id === undefined ? undefined : world.state.apps.get(id)
  if (app && !app.revoked) return app
  if (route.open) return NOBODY
  throw errors.unauthorized()
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function serverError(fault: Fault): ApiError {
  const status = fault.status ?? 500
  return new ApiError(status, 0, fault.message ?? `${status}: Internal Server Error`)
}

/** A list as a replica that lags would give it: without what is younger than the fault says. */
function withoutNew(world: World, body: unknown, fault: Fault): unknown {
  const limit = world.now() - (fault.ms ?? 0)
  const old = (entry: unknown) => {
    const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined
    return !isSnowflake(id) || snowflakeTime(id) <= limit
  }
  if (Array.isArray(body)) return body.filter(old)
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? value.filter(old) : value]),
  )
}
