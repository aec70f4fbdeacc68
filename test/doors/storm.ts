import { connect } from 'node:net'
import { randomFrom } from '../../src/sandbox/population/random.ts'
import type { Face } from './face.ts'
import { hostileRequest, type Said } from './request.ts'

export interface StormOptions {
  readonly requests: number
  readonly seed: number
  /** How many connections are open at once. */
  readonly atOnce?: number
}

export interface Weathered {
  /** How often each status was the first answer; 0 where there was none. */
  readonly statuses: ReadonlyMap<number, number>
  /** How many connections nobody took. */
  readonly refused: number
  readonly ms: number
}

/** How long an answer is waited for, ms: a request that is not whole gets none soon. */
const PATIENCE_MS = 400

/** Says so many hostile things to a server, one connection each. The same seed says the same. */
export async function storm(face: Face, { requests, seed, atOnce = 32 }: StormOptions): Promise<Weathered> {
  const random = randomFrom(seed)
  const statuses = new Map<number, number>()
  let refused = 0
  let left = requests
  const began = performance.now()
  const visitor = async () => {
    while (left > 0) {
      left -= 1
      const heard = await say(face.port, hostileRequest(random, face))
      if (heard === 'refused') refused += 1
      else statuses.set(heard, (statuses.get(heard) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, visitor))
  return { statuses, refused, ms: performance.now() - began }
}

/** The status that was answered first, 0 where nothing was. */
function say(port: number, said: Said): Promise<number | 'refused'> {
  return new Promise((resolve) => {
    let status = 0
    let refused = false
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const leave = () => {
      if (said.leave === 'reset') socket.resetAndDestroy()
      else socket.destroy()
    }
    socket.setTimeout(PATIENCE_MS, leave)
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      refused ||= code === 'ECONNREFUSED'
    })
    socket.once('close', () => resolve(refused ? 'refused' : status))
    socket.on('data', (chunk) => {
      status ||= Number(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString('latin1', 0, 16))?.[1] ?? 0)
    })
    socket.once('connect', async () => {
      for (const part of said.parts) {
        if (socket.destroyed) return
        await new Promise<void>((done) => socket.write(part, () => done()))
      }
      if (said.leave !== 'wait') leave()
    })
  })
}
