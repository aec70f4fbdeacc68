import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Bounds } from '../http/bounds.ts'
import { againstFloods } from '../http/flood.ts'
import { readTarget, type Target } from '../http/path.ts'
import { bare, refuseSocket, type Served, serve } from '../http/serve.ts'
import { fromHere } from './guard.ts'

/**
 * For programs of this machine: thousands of invented people wait at once, some of them minutes for what a bot
 * will say, and use their connections again (`ask.ts`).
 */
export const LOCAL_BOUNDS: Bounds = {
  connections: 4_096,
  headBytes: 16 * 1024,
  headMs: 10_000,
  requestMs: 60_000,
  keptMs: 30_000,
  silentMs: 600_000,
  everyMs: 5_000,
}

export interface DoorOptions {
  /** Whose it is, for what goes wrong. */
  readonly name: string
  readonly port: number
  readonly bounds?: Bounds
  readonly take: (request: IncomingMessage, response: ServerResponse, target: Target) => void | Promise<void>
  /** Takes connections that become a WebSocket; none are taken without it. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer, target: Target) => void
}

const TOLD = 20

/** Opens a local server on 127.0.0.1 for those who are at this machine: see `fromHere`. */
export async function openDoor({
  name,
  port,
  bounds = LOCAL_BOUNDS,
  take,
  upgrade,
}: DoorOptions): Promise<Served> {
  const say = (words: string) => process.stderr.write(`${name}: ${words}\n`)
  const mayTell = againstFloods(TOLD, (count) => say(`${count} more failures`))
  const failed = (error: unknown) => {
    if (mayTell()) say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const served = await serve(
    (request, response) => {
      const target = readTarget(request.url)
      if (target === undefined) return bare(response, 400)
      if (!fromHere(request, served.port)) return bare(response, 403)
      return take(request, response, target)
    },
    {
      port,
      bounds,
      watch: { refused: () => undefined, failed },
      ...(upgrade && {
        upgrade(request, socket, head) {
          const target = readTarget(request.url)
          if (target === undefined) refuseSocket(socket, 400)
          else if (fromHere(request, served.port)) upgrade(request, socket, head, target)
          else refuseSocket(socket, 403)
        },
      }),
    },
  )
  return served
}
