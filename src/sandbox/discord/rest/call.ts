import type { App } from '../world/rows.ts'
import type { Viewer, World } from '../world/world.ts'
import type { Body } from './body.ts'

/** One REST call, its path already taken apart. */
export interface Call {
  readonly world: World
  /** The application that calls; for calls by token in the path, the one that the token belongs to. */
  readonly app: App
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
  readonly files: Body['files']
  readonly reason: string | undefined
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly after?: () => void
}

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const created = (body: unknown): Reply => ({ status: 201, body })
export const nothing: Reply = { status: 204 }

type Handler = (call: Call) => Reply

export interface Route {
  readonly method: string
  /** Such as `/channels/:channel/messages`. */
  readonly path: string
  readonly handler: Handler
  /** No bot token is asked for (the path holds one), and the global limit does not count it. */
  readonly open?: boolean
  /** Calls per ms; 10 per 5 s where not given. */
  readonly limit?: readonly [count: number, ms: number]
}

/** What an application may read, over REST as over the gateway: by what is switched on for it. */
export function viewerOf(call: Call): Viewer {
  return { app: call.app, intents: call.app.privileged.includes('MESSAGE_CONTENT') ? 1 << 15 : 0 }
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? ''
}

/** `?limit=`, within bounds. */
export function limitOf(call: Call, usual: number, max: number): number {
  const given = Number(call.query.get('limit') ?? usual)
  return Number.isInteger(given) ? Math.min(Math.max(given, 1), max) : usual
}
