import type { IncomingMessage } from 'node:http'

/** Why there is no body: it is too large, all of them together are, or its sender went. */
export type NoBody = 'too-large' | 'no-room' | 'cut-off'

export interface Bodies {
  /** The whole body of a request. Never rejects. */
  read(request: IncomingMessage): Promise<Buffer | NoBody>
  /** What is kept now for bodies that are not whole yet, bytes. */
  held(): number
}

/**
 * Reads bodies that are small each, and small together: past `all`, the one that has been coming for longest gives
 * way, so that half-sent bodies fill nothing and keep nobody out.
 *
 * @param each the most of one, bytes
 * @param all the most that is kept for all that are not whole yet, bytes
 */
export function createBodies(each: number, all: number): Bodies {
  const coming = new Set<Coming>()
  let sum = 0

  function read(request: IncomingMessage): Promise<Buffer | NoBody> {
    if (Number(request.headers['content-length'] ?? 0) > each) return Promise.resolve('too-large')
    return new Promise((resolve) => {
      const body = new Coming((what) => {
        if (!coming.delete(body)) return
        sum -= body.room
        // What still comes is thrown away, for as long as a request may take.
        request.removeAllListeners('data').resume()
        resolve(what)
      })
      coming.add(body)
      request.on('data', (part: Buffer) => {
        if (body.size + part.length > each) return body.end('too-large')
        sum += body.add(part)
        for (const oldest of coming) {
          if (sum <= all) break
          oldest.end('no-room')
        }
      })
      request.once('end', () => body.end(body.whole()))
      request.once('error', () => body.end('cut-off'))
      request.once('close', () => body.end('cut-off'))
    })
  }
  return { read, held: () => sum }
}

/** A body that is not whole yet. Its parts are copied: a thousand of one byte each weigh a hundred times that. */
class Coming {
  size = 0
  readonly end: (what: Buffer | NoBody) => void
  private kept = Buffer.alloc(0)

  constructor(end: (what: Buffer | NoBody) => void) {
    this.end = end
  }

  /** Memory that it takes, bytes. */
  get room(): number {
    return this.kept.length
  }

  /** @returns how much more memory it takes, bytes */
  add(part: Buffer): number {
    const before = this.kept.length
    const size = this.size + part.length
    if (size > before) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, 2 * before))
      this.kept.copy(larger, 0, 0, this.size)
      this.kept = larger
    }
    part.copy(this.kept, this.size)
    this.size = size
    return this.kept.length - before
  }

  whole(): Buffer {
    return this.kept.subarray(0, this.size)
  }
}
