import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands between a bot and a platform: lets requests through, and holds the one that is waited for. */
export interface Gate {
  /** To be used in place of the platform's own, `http://127.0.0.1:PORT`. */
  readonly url: string
  hold(where: HeldWhere, which: RegExp): Held
  close(): Promise<void>
}

/** On its way to the platform, or done there and the answer on its way back. */
export type HeldWhere = 'request' | 'answer'

export interface Held {
  /** Resolves when it is held, with its method and path and its body, a line each. */
  readonly held: Promise<string>
  /** Lets it go on, whether or not anybody still waits for the answer. */
  release(): void
}

interface Trap {
  readonly where: HeldWhere
  readonly which: RegExp
  readonly caught: (words: string) => void
  readonly open: Promise<void>
  sprung: boolean
}

/**
 * @param target the platform's address; `which` of `hold` is asked about `METHOD /path` and the body, a line each
 * @param hear is told the same of each request
 */
export async function openGate(target: string, hear?: (words: string) => void): Promise<Gate> {
  const traps: Trap[] = []

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request)
    const words = wordsOf(request, body)
    hear?.(words)
    const trap = traps.find(({ sprung, which }) => !sprung && which.test(words))
    if (trap) trap.sprung = true
    if (trap?.where === 'request') await stop(trap, words)
    const answer = await forward(request, body)
    if (trap?.where === 'answer') await stop(trap, words)
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  function forward({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
      (resolve, reject) => {
        const to = new URL(url, target)
        const sent = ask(to, { method, headers: { ...headers, host: to.host } }, (answer) => {
          bytesOf(answer).then((bytes) => {
            resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes })
          }, reject)
        })
        sent.once('error', reject)
        sent.end(body)
      },
    )
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold(where, which) {
      let caught: (words: string) => void = () => {}
      let release = () => {}
      const held = new Promise<string>((resolve) => {
        caught = resolve
      })
      const open = new Promise<void>((resolve) => {
        release = resolve
      })
      traps.push({ where, which, caught: (words) => caught(words), open, sprung: false })
      return { held, release: () => release() }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function stop({ caught, open }: Trap, words: string): Promise<void> {
  caught(words)
  await open
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function wordsOf({ method, url, headers }: IncomingMessage, body: Buffer): string {
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  const text = body.toString('utf8')
  const words = form ? [...new URLSearchParams(text).values()].join('\n') : text
  return `${method} ${url}\n${words}`
}
