import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../rest/body.ts'
import { ApiError } from '../rest/errors.ts'
import { isObject } from '../rest/shape.ts'
import type { Operation } from './control.ts'
import { Refusal } from './refusal.ts'

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
  // A page of another origin must not drive the sandbox through a visitor's browser.
  const origin = request.headers.origin
  if (origin !== undefined && !/^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin)) {
    send(403, { error: 'only from this machine' })
    return
  }
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) {
    send(404, { error: `no operation "${name}"` })
    return
  }
  try {
    const { json } = await readBody(request)
    send(200, await operation({ ...Object.fromEntries(query), ...(isObject(json) ? json : {}) }))
  } catch (error) {
    if (error instanceof Refusal || error instanceof ApiError) send(400, { error: error.message })
    else {
      console.error('local Discord failed on', name, error)
      send(500, { error: String(error) })
    }
  }
}
