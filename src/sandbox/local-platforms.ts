import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { bare } from '../http/serve.ts'
import { readBody } from './body.ts'
import { startDiscord } from './discord/server.ts'
import { LOCAL_BOUNDS, openDoor } from './door.ts'
import { servePage } from './page/serve.ts'
import { createStage, type Told } from './page/stage.ts'
import { startSlack } from './slack/server.ts'
import { createWire } from './wire.ts'

/**
 * The process of the local Slack and the local Discord. It outlives the bot's death, as the real ones do,
 * and keeps its state in a folder. A bot that uses it holds a connection to `holdUrl`; when nobody has
 * held one for a minute, it ends. One that is started again when it is killed says its process's number (`pid`). Over that connection it hears, a line of JSON each, what visitors of the page want;
 * what it tells of its story goes to `/tell` beside it.
 *
 * Arguments: the folder, the page's port (0 for any), how many times faster limits pass.
 */
export interface WhereTheyAre {
  readonly slackUrl: string
  readonly slackApiUrl: string
  readonly discordUrl: string
  readonly discordApiUrl: string
  readonly pageUrl: string
  readonly holdUrl: string
  readonly pid: number
}

const FORSAKEN_MS = 60_000
const [folder = '.', pagePort = '0', speed = '1'] = process.argv.slice(2)
const rateScale = Number(speed)
const wire = createWire()
const slack = await startSlack({ file: join(folder, 'slack.jsonl'), rateScale, wire })
const discord = await startDiscord({ file: join(folder, 'discord.jsonl'), rateScale, wire })
const stage = createStage()
const page = await servePage(Number(pagePort), { slack: slack.url, discord: discord.url }, stage, wire)

let holders = 0
let forsaken: NodeJS.Timeout | undefined = setTimeout(close, FORSAKEN_MS)
const hold = await openDoor({
  name: 'the hold',
  port: 0,
  // Whoever holds it says nothing for as long as they live.
  bounds: { ...LOCAL_BOUNDS, silentMs: 0 },
  async take(request, response, { path, query }) {
    const { method } = request
    if (method === 'POST' && path === '/tell') {
      // Whoever holds is a program of ours, written beside this one: what it tells is typed, and not checked.
      stage.tell(JSON.parse((await readBody(request)).toString('utf8')) as Told)
      bare(response, 200)
    } else if (method === 'POST' && path === '/stop') {
      bare(response, 200)
      void close()
    } else if (method === 'GET' && path === '/hold' && !closing) {
      holdOn(response, Number(query.get('pid') ?? 0))
    } else bare(response, 404)
  },
})

function holdOn(response: ServerResponse, pid: number): void {
  holders += 1
  clearTimeout(forsaken)
  response.writeHead(200)
  response.flushHeaders()
  const letGo = stage.listen((message) => response.write(`${JSON.stringify(message)}\n`), pid)
  response.once('close', () => {
    letGo()
    holders -= 1
    if (holders === 0) forsaken = setTimeout(close, FORSAKEN_MS)
  })
}
process.send?.({
  slackUrl: slack.url,
  slackApiUrl: slack.apiUrl,
  discordUrl: discord.url,
  discordApiUrl: discord.apiUrl,
  pageUrl: page.url,
  holdUrl: `http://127.0.0.1:${hold.port}`,
  pid: process.pid,
} satisfies WhereTheyAre)
process.disconnect?.()

let closing = false
async function close(): Promise<void> {
  if (closing) return
  closing = true
  await page.close()
  await Promise.all([slack.close(), discord.close()])
  // Whoever holds us is let go by our end alone: then the page's port is free for who comes after us.
  process.exit(0)
}
process.on('SIGTERM', close)
// A terminal's Ctrl-C reaches the whole group; the bot says when to stop.
process.on('SIGINT', () => undefined)
