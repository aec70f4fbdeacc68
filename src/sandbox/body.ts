import type { IncomingMessage } from 'node:http'
import { createBodies, type NoBody } from '../http/body.ts'

const MIB = 1024 * 1024

/** Files are uploaded in one piece, of 25 MB at most; this process keeps four of them at a time. */
const bodies = createBodies(26 * MIB, 104 * MIB)

/** There is no body to work with; the status says why. */
export class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly status: number

  constructor(why: NoBody) {
    super(`the body is ${why}`)
    this.status = STATUS[why]
  }
}

const STATUS: Readonly<Record<NoBody, number>> = { 'too-large': 413, 'no-room': 503, 'cut-off': 400 }

/**
 * The whole body of a request to a local server.
 *
 * @throws BodyError
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const body = await bodies.read(request)
  if (typeof body === 'string') throw new BodyError(body)
  return body
}
