/** The sandbox's page: both workspaces as their members see them, and whoever looks can be any of them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendJson } from '../slack/http.ts'
import { type Asset, readAssets } from './assets.ts'
import { fromHere, SAFETY } from './guard.ts'
import { overview } from './overview.ts'
import { fetchFile, passOn, type Urls } from './proxy.ts'

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
  const server = createServer((request, response) => {
    const at = server.address() as AddressInfo
    if (!fromHere(request, at.port)) return sendJson(response, 403, { error: 'only from this machine' })
    answer(assets, urls, request, response).catch((error: unknown) => {
      // The browser went, or the platforms are not there (any more).
      if (response.destroyed) return
      const reason = error instanceof Error ? error.message : String(error)
      sendJson(response, 502, { error: `the platform does not answer: ${reason}` })
    })
  })
  await listen(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
    return listen(server, 0)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function answer(
  assets: ReadonlyMap<string, Asset>,
  urls: Urls,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?')
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
