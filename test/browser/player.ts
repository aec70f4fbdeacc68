/** Shows the page's recorded states: its own files, and instead of a sandbox what was told once. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { createAssets } from '../../src/sandbox/page/assets.ts'
import { SAFETY } from '../../src/sandbox/page/safety.ts'
import { type Event, type Recording, recording } from './recording.ts'

/** Counts the lines of which the page has taken all that they say. */
const COUNT_LINES = `(() => {
  const waiting = []
  let heard = 0
  window.heard = (times) => new Promise((done) => (heard >= times ? done() : waiting.push({ times, done })))
  const Line = window.EventSource
  window.EventSource = class extends Line {
    constructor(url) {
      super(url)
      this.addEventListener('end', () => {
        heard += 1
        for (const { times, done } of waiting) if (heard >= times) done()
      })
    }
  }
})()`

/** Pictures and the letters in them are there, and what was last changed is drawn. */
const DRAWN = `(async () => {
  const { style } = document.documentElement
  style.fontFamily = '"DejaVu Sans", sans-serif'
  style.caretColor = 'transparent'
  await document.fonts.ready
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
  for (const stream of document.querySelectorAll('.stream')) stream.scrollTop = stream.scrollHeight
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
})()`

export interface Player {
  /** Shows a state as it was recorded, or as `change` makes of it. */
  show(name: string, change?: (recorded: Recording) => Recording): Promise<void>
  /** Until all that is there is drawn. */
  drawn(): Promise<void>
  close(): Promise<void>
}

export async function createPlayer(page: Page): Promise<Player> {
  const assets = createAssets()
  let shown: Recording | undefined
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/api/live')
      return stream(response, lineOf(shown?.told ?? [], searchParams.has('watch')))
    if (pathname === '/api/behind') return stream(response, [...(shown?.behind ?? []), END])
    if (pathname.startsWith('/api/')) return void response.end('{}')
    void give(pathname.startsWith('/file/') ? '/world.svg' : pathname, response)
  })

  async function give(path: string, response: ServerResponse): Promise<void> {
    const asset = await assets(path)
    if (!asset) return void response.writeHead(404).end()
    const headers = { ...SAFETY, ...asset.headers, 'content-type': asset.type }
    response.writeHead(200, headers).end(asset.bytes.identity)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await page.addInitScript(COUNT_LINES)
  let times = 0
  const drawn = () => page.evaluate<void>(DRAWN)
  return {
    drawn,
    async show(name, change = (recorded) => recorded) {
      shown = change(recording(name))
      times += 1
      await page.clock.setFixedTime(shown.now)
      await page.goto(`http://127.0.0.1:${port}/?${times}#/${shown.at}`)
      await page.evaluate('window.heard(1)')
      if (shown.behind) {
        await page.getByRole('button', { name: 'Look behind' }).click()
        await page.evaluate('window.heard(2)')
      }
      await drawn()
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Whoever watches nobody yet hears only who is there, and watches somebody then. */
function lineOf(told: readonly Event[], watching: boolean): readonly Event[] {
  const seen = told.some(([name]) => name === 'seen')
  return watching || !seen ? [...told, END] : told.filter(([name]) => name !== 'seen')
}

/** After it all has been said. */
const END: Event = ['end', {}]

/** The line stays open, as the page's own does. */
function stream(response: ServerResponse, events: readonly Event[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  for (const [name, data] of events) response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}
