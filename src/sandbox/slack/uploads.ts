import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../body.ts'
import { sendText } from './http.ts'
import type { World } from './world.ts'

/** Takes what is sent to an upload URL: the bytes themselves, or a form with one part. */
export async function takeUpload(
  world: World,
  teamId: string,
  fileId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sent = await readBody(request)
  const team = world.state.teams[teamId]
  const file = team?.files[fileId]
  if (team === undefined || file === undefined || file.state === 'complete') {
    return sendText(response, 404, 'not found')
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(
    request.headers['content-type'] ?? '',
  )?.[1]
  const bytes = boundary === undefined ? sent : firstPart(sent, boundary)
  if (bytes.length !== file.size) return sendText(response, 400, `expected ${file.size} bytes`)
  world.bytes.put(fileId, bytes)
  file.state = 'uploaded'
  world.journal.touch('file', teamId, fileId)
  sendText(response, 200, `OK - ${bytes.length}`)
}

function firstPart(sent: Buffer, boundary: string): Buffer {
  const head = sent.indexOf('\r\n\r\n')
  const end = sent.indexOf(`\r\n--${boundary}`, head + 4)
  return head < 0 || end < 0 ? Buffer.alloc(0) : sent.subarray(head + 4, end)
}

/** Shows a file. Slack wants a token here; a page on this machine that has none must show pictures too. */
export function showFile(world: World, teamId: string, fileId: string, response: ServerResponse): void {
  const file = world.state.teams[teamId]?.files[fileId]
  const bytes = file === undefined ? undefined : world.bytes.get(fileId)
  if (file === undefined || bytes === undefined) {
    sendText(response, 404, 'not found')
    return
  }
  response.writeHead(200, { 'content-type': file.mimetype, 'x-content-type-options': 'nosniff' })
  response.end(bytes)
}
