import type { Files } from './files.ts'
import { createLive, type Live } from './live.ts'
import type { App } from './rows.ts'
import { createSnowflakes } from './snowflake.ts'
import type { Indexes, State } from './state.ts'

/** Who a gateway event is rendered for. */
export interface Viewer {
  readonly app: App
  readonly intents: number
}

export interface WorldEvent {
  /** The gateway's name for it, such as `MESSAGE_CREATE`. */
  readonly t: string
  /** Intent bits of which the session needs one; 0: always sent. */
  readonly intent: number
  readonly guild?: string | null
  /** Only sessions whose bot can see this channel get it. */
  readonly channel?: string
  /** Only this application gets it; `null`: no application does (a private answer). */
  readonly app?: string | null
  /** The one person whom it concerns, for those who wait for what is new before a person. */
  readonly user?: string
  readonly render: (viewer: Viewer) => unknown
}

export interface Settings {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  url: string
  /** How many times faster rate limits pass. */
  readonly rateScale: number
  /** How many times faster tokens, nonces and auto-archiving run out. */
  readonly timeScale: number
  /** How long an interaction waits for its first response, in ms. */
  readonly deadlineMs: number
}

export interface World {
  readonly state: State
  readonly index: Indexes
  readonly live: Live
  readonly files: Files
  readonly settings: Settings
  id(): string
  /** Platform time, epoch ms; it can be moved forward. */
  now(): number
  iso(): string
  moveClock(ms: number): void
  emit(event: WorldEvent): void
  listen(listener: (event: WorldEvent) => void): void
  close(): void
}

export function createWorld(state: State, index: Indexes, files: Files, settings: Settings): World {
  let offset = state.meta.get('meta')?.clock ?? 0
  const now = () => Date.now() + offset
  const ids = createSnowflakes(now, newestId(state))
  const listeners: ((event: WorldEvent) => void)[] = []
  const save = () => state.meta.set('meta', { clock: offset, last_id: ids.last() })
  return {
    state,
    index,
    live: createLive(),
    files,
    settings,
    now,
    id: () => ids.next(),
    iso: () => new Date(now()).toISOString().replace('Z', '000+00:00'),
    moveClock(ms) {
      offset = Math.trunc(offset + ms)
      save()
    },
    emit: (event) => {
      for (const listener of listeners) listener(event)
    },
    listen: (listener) => void listeners.push(listener),
    close: save,
  }
}

/** After a kill the newest id was not written down; the rows themselves tell it. */
function newestId(state: State): string {
  let newest = BigInt(state.meta.get('meta')?.last_id ?? '0')
  for (const table of [
    state.channels,
    state.messages,
    state.users,
    state.guilds,
    state.commands,
    state.webhooks,
  ])
    for (const [key] of table.entries()) if (BigInt(key) > newest) newest = BigInt(key)
  return newest.toString()
}
