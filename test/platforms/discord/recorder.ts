/** Stands between a bot and Discord's REST API, passes everything on, and notes what was asked and answered. */
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { problemsOfAnswer, problemsOfCall } from './spec.ts'

export interface Call {
  readonly method: string
  /** Without the version, percent-decoded. */
  readonly path: string
  readonly body: unknown
}

interface Noted extends Call {
  /** JSON alone. */
  answer?: { readonly status: number; readonly body: unknown }
}

export interface Recorder {
  /** What a bot's API address is set to. */
  readonly apiUrl: string
  readonly calls: readonly Call[]
  /** Those that change something, as `METHOD /path`, since the last `clear`. */
  changes(): string[]
  /** What of the bodies and their answers Discord's own document does not know or refuses. */
  problems(): unknown[]
  clear(): void
  close(): Promise<void>
}

export async function record(target: string): Promise<Recorder> {
  let calls: Noted[] = []
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing))

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    const path = decodeURIComponent((incoming.url ?? '').replace(/^\/api\/v10|\?.*$/g, ''))
    const body = bodyOf(bytes, incoming.headers['content-type'])
    const call: Noted = { method: incoming.method ?? '', path, body }
    calls.push(call)
    const url = new URL(incoming.url ?? '/', target)
    const passed = forward(
      url,
      { method: incoming.method, headers: { ...incoming.headers, host: url.host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('end', () => {
          const text = Buffer.concat(parts)
          const json = answer.headers['content-type']?.includes('application/json') && text.length > 0
          if (json) call.answer = { status: answer.statusCode ?? 502, body: JSON.parse(text.toString()) }
        })
        answer.pipe(outgoing)
      },
    )
    passed.on('error', () => incoming.socket.destroy())
    passed.end(bytes)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    get calls() {
      return calls
    },
    changes: () =>
      calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
    problems: () =>
      calls.flatMap(({ method, path, body, answer }) => {
        const asked = problemsOfCall(method, path, body)
        const told = answer ? problemsOfAnswer(method, path, answer.status, answer.body) : []
        const of = `${method} ${path}`
        return [
          ...(asked.length === 0 ? [] : [{ call: of, body, found: asked }]),
          ...(told.length === 0 ? [] : [{ answer: of, body: answer?.body, found: told }]),
        ]
      }),
    clear() {
      calls = []
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The JSON of a body, which stands in a part of its own where files come with it. */
function bodyOf(bytes: Buffer, type = ''): unknown {
  if (bytes.length === 0) return undefined
  if (type.includes('application/json')) return JSON.parse(bytes.toString())
  const part = /name="payload_json"[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*?)\r\n--/.exec(bytes.toString())
  return part?.[1] === undefined ? `a body of type ${type}` : JSON.parse(part[1])
}
