import type { ServerResponse } from 'node:http'
import { DiscordControl } from '../discord/client.ts'
import { SlackControl } from '../slack/client.ts'
import { overview } from './overview.ts'
import type { Urls } from './proxy.ts'
import { SAFETY } from './safety.ts'
import type { Spot, Stage } from './stage.ts'

/** At most so often something new is sent, ms: when a crowd joins, there is something new all the time. */
const BREATH_MS = 150
const WAIT_MS = 25_000
/** How often a silent line shows that it is alive, ms. */
const ALIVE_MS = 15_000
/** How many of the open channel's messages. */
const LAST = { slack: 200, discord: 80 } as const
const MOST_WATCHED = 2

/**
 * Streams to a page what it shows, as it changes: the stage, the places, and what each watched person sees with
 * one channel open. It ends with the connection.
 */
export function stream(urls: Urls, stage: Stage, watched: readonly Spot[], response: ServerResponse): void {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  response.writeHead(200, { ...SAFETY, 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = (event: string, data: unknown) => {
    if (!response.destroyed) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const alive = setInterval(() => response.write(':\n\n'), ALIVE_MS)
  const { signal } = gone
  signal.addEventListener('abort', () => clearInterval(alive))
  followStage(stage, send, signal)
  void followPlaces(urls, stage, send, signal)
  watched.slice(0, MOST_WATCHED).forEach((spot, index) => {
    const follow = spot.platform === 'slack' ? followSlack : followDiscord
    follow(urls[spot.platform], spot, (seen) => send('seen', { index, seen }), signal).catch(() => {
      // Nobody of that id, or the platforms are gone: the page asks again.
      send('lost', { index })
    })
  })
}

type Send = (event: string, data: unknown) => void

function followStage(stage: Stage, send: Send, signal: AbortSignal): void {
  let waiting: NodeJS.Timeout | undefined
  const tell = () => {
    waiting = undefined
    send('stage', stage.told() ?? null)
  }
  const letGo = stage.look(() => {
    waiting ??= setTimeout(tell, BREATH_MS)
  })
  signal.addEventListener('abort', () => {
    clearTimeout(waiting)
    letGo()
  })
  tell()
}

/** Who is there and how much: again whenever the stage has changed, but not more than once in two seconds. */
async function followPlaces(urls: Urls, stage: Stage, send: Send, signal: AbortSignal): Promise<void> {
  let before = ''
  let ahead = 0
  while (!signal.aborted) {
    const change = changed(stage, signal)
    try {
      const known = await overview(urls)
      const { now, ...rest } = known
      const text = JSON.stringify(rest)
      if (text !== before || Math.abs(now - Date.now() - ahead) > 5_000) send('places', known)
      before = text
      ahead = now - Date.now()
    } catch {
      // The platforms end; the line does with them.
    }
    await change
    await pause(2_000, signal)
  }
}

/** Until the stage is told anew, or for so long: people are also made without the stage being told. */
function changed(stage: Stage, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      letGo()
      resolve()
    }
    const letGo = stage.look(done)
    const timer = setTimeout(done, WAIT_MS)
    signal.addEventListener('abort', done)
  })
}

type Tell = (seen: unknown) => void

async function followSlack(url: string, spot: Spot, tell: Tell, signal: AbortSignal): Promise<void> {
  const control = new SlackControl(url)
  const who = { team: spot.place, user: spot.person, open: spot.channel, last: LAST.slack }
  let seen = await control.post<{ sequence: number }>('sees', who)
  tell(seen)
  while (!signal.aborted) {
    const fresh = await control.post<{ sequence: number }>('wait', {
      ...who,
      after: seen.sequence,
      waitFor: WAIT_MS,
    })
    if (fresh.sequence !== seen.sequence) tell(fresh)
    seen = fresh
    await pause(BREATH_MS, signal)
  }
}

async function followDiscord(url: string, spot: Spot, tell: Tell, signal: AbortSignal): Promise<void> {
  const control = new DiscordControl(url)
  const who = { guild: spot.place, user: spot.person }
  const look = () =>
    control.call<{ seq: number }>('sees', { ...who, open: spot.channel, limit: LAST.discord })
  let seen = await look()
  tell(seen)
  while (!signal.aborted) {
    const { news } = await control.call<{ news: unknown[] }>('wait', { ...who, after: seen.seq, ms: WAIT_MS })
    if (news.length > 0 && !signal.aborted) {
      seen = await look()
      tell(seen)
    }
    await pause(BREATH_MS, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
