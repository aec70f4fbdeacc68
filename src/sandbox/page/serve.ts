/** The sandbox's page: both workspaces as their members see them, and whoever looks can be any of them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyError } from '../body.ts'
import { openDoor } from '../door.ts'
import { sendJson } from '../slack/http.ts'
import { type Asset, readAssets } from './assets.ts'
import { overview } from './overview.ts'
import { fetchFile, passOn, type Urls } from './proxy.ts'
import { SAFETY } from './safety.ts'

/**
 * Serves the page on 127.0.0.1 alone.
 *
 * @param port 0 takes any free port, and so does one that is taken
 * @param urls where the local platforms are
 */
export async function servePage(
  port: number,
  urls: { slack: string; discord: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const assets = readAssets()
  const open = (at: number) =>
    openDoor({
      name: 'the page',
      port: at,
      take: (request, response, { path }) =>
        answer(assets, urls, path, request, response).catch((error: unknown) => {
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
  assets: ReadonlyMap<string, Asset>,
  urls: Urls,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST' && path.startsWith('/api/')) {
    return passOn(urls, path.slice('/api/'.length), request, response)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendJson(response, 405, { error: 'not that way' })
  }
  if (path === '/api/overview') return sendJson(response, 200, await overview(urls), SAFETY)
  if (path.startsWith('/file/')) return fetchFile(urls, path.slice('/file/'.length), response)
  const asset = assets.get(path)
  if (asset === undefined) return sendJson(response, 404, { error: 'not found' })
  response.writeHead(200, { ...SAFETY, 'content-type': asset.type, 'cache-control': 'no-cache' })
  response.end(asset.bytes)
}
