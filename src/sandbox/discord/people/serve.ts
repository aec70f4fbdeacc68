import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, TOO_LARGE } from '../rest/body.ts'
import { ApiError } from '../rest/errors.ts'
import { isObject } from '../rest/shape.ts'
import type { Operation } from './operation.ts'
import { Refusal } from './refusal.ts'

/** What only looks; everything else is posted, which no page's picture can do. */
const LOOKS: ReadonlySet<string> = new Set(['sees', 'wait', 'state', 'members', 'commands'])

/** Answers `/_control/<operation>`: input from the query and the JSON body, a refusal as 400 `{error}`. */
export async function serveControl(
  operations: Readonly<Record<string, Operation>>,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  query: URLSearchParams,
): Promise<void> {
  const send = (status: number, body: unknown) => {
    const text = JSON.stringify(body ?? null)
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(text)
  }
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) {
    send(404, { error: `no operation "${name}"` })
    return
  }
  if (request.method !== 'POST' && !(request.method === 'GET' && LOOKS.has(name))) {
    response.setHeader('allow', 'POST')
    send(405, { error: 'what changes something is posted' })
    return
  }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  try {
    const { json } = await readBody(request)
    const input = { ...Object.fromEntries(query), ...(isObject(json) ? json : {}) }
    send(200, await operation(input, gone.signal))
  } catch (error) {
    if (error instanceof ApiError && error.code === TOO_LARGE) send(error.status, { error: error.message })
    else if (error instanceof Refusal || error instanceof ApiError) send(400, { error: error.message })
    else {
      send(500, { error: String(error) })
      throw error
    }
  }
}
