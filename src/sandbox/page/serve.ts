/** The sandbox's page: the stage, and both workspaces as their members see them; whoever looks can be any of them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Target } from '../../http/path.ts'
import { BodyError, readBody } from '../body.ts'
import { openDoor } from '../door.ts'
import { parseObject, sendJson } from '../slack/http.ts'
import { createWire, type Wire } from '../wire.ts'
import { createAssets, encodingFor } from './assets.ts'
import { type Behind, createBehind } from './behind.ts'
import { stream } from './live.ts'
import { newcomer } from './newcomer.ts'
import { overview } from './overview.ts'
import { fetchFile, passOn, type Urls } from './proxy.ts'
import { SAFETY } from './safety.ts'
import { createStage, type Spot, type Stage, WISHES } from './stage.ts'
import { TROUBLES } from './troubles.ts'

interface Parts {
  readonly assets: ReturnType<typeof createAssets>
  readonly urls: Urls
  readonly stage: Stage
  readonly behind: Behind
}

/**
 * Serves the page on 127.0.0.1 alone.
 *
 * @param port 0 takes any free port, and so does one that is taken
 * @param urls where the local platforms are
 * @param stage what the page opens on; without one nobody tells a story
 * @param wire where what passes between bot and platforms is told
 */
export async function servePage(
  port: number,
  urls: { slack: string; discord: string },
  stage: Stage = createStage(),
  wire: Wire = createWire(),
): Promise<{ url: string; close(): Promise<void> }> {
  const parts = { assets: createAssets(), urls, stage, behind: createBehind(urls, stage, wire) }
  const open = (at: number) =>
    openDoor({
      name: 'the page',
      port: at,
      take: (request, response, target) =>
        answer(parts, target, request, response).catch((error: unknown) => {
          // The browser went, or the platforms are not there (any more).
          if (response.destroyed) return
          if (error instanceof BodyError) return sendJson(response, error.status, { error: error.message })
          const reason = error instanceof Error ? error.message : String(error)
          sendJson(response, 502, { error: `the platform does not answer: ${reason}` })
        }),
    })
  const door = await open(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
    return open(0)
  })
  return { url: `http://127.0.0.1:${door.port}`, close: door.close }
}

async function answer(
  parts: Parts,
  { path, query }: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { urls, stage } = parts
  if (request.method === 'POST' && path === '/api/wish') return wish(stage, request, response)
  if (request.method === 'POST' && path === '/api/trouble') return trouble(parts, request, response)
  if (request.method === 'POST' && path === '/api/kill') return kill(parts, response)
  if (request.method === 'POST' && path === '/api/newcomer') return enter(parts, request, response)
  if (request.method === 'POST' && path.startsWith('/api/')) {
    return passOn(urls, path.slice('/api/'.length), request, response)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendJson(response, 405, { error: 'not that way' })
  }
  if (path === '/api/live' && request.method === 'GET') {
    const watched = query.getAll('watch').map(spotIn)
    return stream(urls, stage, watched, response)
  }
  if (path === '/api/behind' && request.method === 'GET') return parts.behind.stream(response)
  if (path === '/api/overview') return sendJson(response, 200, await overview(urls), SAFETY)
  if (path.startsWith('/file/')) return fetchFile(urls, path.slice('/file/'.length), response)
  await give(parts, path, request, response)
}

async function give(
  { assets }: Parts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asset = await assets(path)
  if (asset === undefined) return sendJson(response, 404, { error: 'not found' })
  const common = {
    ...SAFETY,
    ...asset.headers,
    etag: asset.tag,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
  }
  if (request.headers['if-none-match'] === asset.tag) {
    response.writeHead(304, common)
    return void response.end()
  }
  const encoding = encodingFor(request.headers['accept-encoding'])
  response.writeHead(200, {
    ...common,
    'content-type': asset.type,
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  })
  response.end(asset.bytes[encoding])
}

/** `slack/T1/U1/C1`, as the page's addresses say it. */
function spotIn(text: string): Spot {
  const [platform, place = '', person = '', channel = ''] = text.split('/')
  return { platform: platform === 'discord' ? 'discord' : 'slack', place, person, channel }
}

const bodyOf = async (request: IncomingMessage) =>
  parseObject((await readBody(request)).toString('utf8')) ?? {}

async function wish(stage: Stage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  const wanted = WISHES.find((one) => one === body.wish)
  if (wanted === undefined) return sendJson(response, 404, { error: 'there is no such wish' })
  if (stage.say({ wish: wanted })) return sendJson(response, 200, {})
  sendJson(response, 409, { error: 'The bot is not running, so that nothing happens by itself.' })
}

async function trouble({ behind }: Parts, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request)
  const which = TROUBLES.find((one) => one === body.trouble)
  if (which === undefined) return sendJson(response, 404, { error: 'there is no such trouble' })
  await behind.trouble(which, body.on === true)
  sendJson(response, 200, {})
}

function kill({ behind }: Parts, response: ServerResponse) {
  if (behind.kill()) sendJson(response, 200, {})
  else sendJson(response, 409, { error: 'The bot is not running here, or nobody would start it again.' })
}

async function enter({ urls, stage }: Parts, request: IncomingMessage, response: ServerResponse) {
  const { platform, zone } = await bodyOf(request)
  if (platform !== 'slack' && platform !== 'discord') {
    return sendJson(response, 404, { error: 'there is no such door' })
  }
  const spot = await newcomer(urls, platform, typeof zone === 'string' && isZone(zone) ? zone : 'Etc/UTC')
  stage.say({ guest: { platform, person: spot.person } })
  sendJson(response, 200, spot)
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
