import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../body.ts'
import { sendJson } from '../slack/http.ts'
import { SAFETY } from './safety.ts'

export type PlatformName = 'slack' | 'discord'
export type Urls = Readonly<Record<PlatformName, string>>

/** What a person does and sees; nothing that sets a platform up or makes it fail. */
const OPERATIONS: Readonly<Record<PlatformName, ReadonlySet<string>>> = {
  slack: new Set([
    ...['sees', 'wait', 'command', 'click', 'suggest', 'fill', 'submit', 'close-view', 'type-message'],
    ...['home', 'join', 'leave'],
  ]),
  discord: new Set([
    ...['sees', 'wait', 'commands', 'command', 'complete', 'click', 'select', 'fill', 'submit', 'dismiss'],
    ...['post', 'dm', 'react', 'leave'],
  ]),
}

/** Hands what a person does on to their platform; when the browser hangs up, so does this. */
export async function passOn(
  urls: Urls,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [platform = '', operation = ''] = path.split('/')
  if (!isPlatform(platform) || !OPERATIONS[platform].has(operation)) {
    return sendJson(response, 404, { error: 'there is no such operation' })
  }
  const body = await readBody(request)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const answer = await fetch(`${urls[platform]}/_control/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body.length === 0 ? '{}' : body.toString('utf8'),
    signal: gone.signal,
  })
  const text = await answer.text()
  response.writeHead(answer.status, {
    ...SAFETY,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(text)
}

const SHOWN = /^image\/(png|jpeg|gif|webp)$/

/** Fetches a picture or another file that was uploaded to a platform. Only pictures are shown in place. */
export async function fetchFile(urls: Urls, path: string, response: ServerResponse): Promise<void> {
  const where = fileUrl(urls, path)
  if (where === undefined) return sendJson(response, 404, { error: 'there is no such file' })
  const answer = await fetch(where)
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? ''
  const bytes = Buffer.from(await answer.arrayBuffer())
  response.writeHead(answer.status, {
    ...SAFETY,
    'content-type': SHOWN.test(type) ? type : 'application/octet-stream',
    ...(!SHOWN.test(type) && { 'content-disposition': 'attachment' }),
  })
  response.end(bytes)
}

/** Slack keeps files at `files/team/id/name`, Discord at `attachments/channel/id/name`. */
function fileUrl(urls: Urls, path: string): string | undefined {
  const [platform = '', owner = '', id = '', name = ''] = path.split('/')
  if (!/^\w+$/.test(owner) || !/^\w+$/.test(id) || !/^[\w.~%-]*$/.test(name)) return undefined
  if (platform === 'slack') return `${urls.slack}/files/${owner}/${id}/file`
  if (platform === 'discord') return `${urls.discord}/attachments/${owner}/${id}/${name}`
  return undefined
}

const isPlatform = (name: string): name is PlatformName => name === 'slack' || name === 'discord'
