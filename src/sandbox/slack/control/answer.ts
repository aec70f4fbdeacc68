import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../../body.ts'
import { parseObject, sendJson } from '../http.ts'
import { isTrouble } from '../people/actor.ts'
import type { World } from '../world.ts'
import { ROUTES } from './routes.ts'

/** Answers `/_control/<path>`: `GET` with a query, or `POST` with a JSON object. */
export async function answerControl(
  world: World,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined
  if (route === undefined) return sendJson(response, 404, { error: `there is no /_control/${path}` })
  const text = request.method === 'POST' ? (await readBody(request)).toString('utf8') : ''
  const given = { ...Object.fromEntries(query), ...(parseObject(text || '{}') ?? {}) }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  try {
    sendJson(response, 200, (await route(world, given, gone.signal)) ?? {})
  } catch (error) {
    if (!isTrouble(error)) throw error
    sendJson(response, 400, { error: error.message })
  }
}
