/**
 * A local Slack: several workspaces on 127.0.0.1 that speak Slack's own protocols, so that the real
 * `@slack/bolt` and `@slack/web-api` connect to it with `slackApiUrl` and nothing else changed.
 *
 * Simulated: the Web API methods in `methods/all.ts` with their arguments, scopes, errors and rate limits;
 * Socket Mode and signed HTTP requests with the three-second deadline; slash commands, `response_url`s,
 * `trigger_id`s, modals with their stack, buttons and selects, search-as-you-type, home tabs; events with
 * retries; uploads; Block Kit's limits; faults on demand; and people, who act through `/_control/`.
 *
 * Stricter than Slack, to catch mistakes early: an unknown argument of a method and an unknown field of a
 * block or a response are errors; a response URL answers 400 to a message it cannot show.
 *
 * Of Enterprise Grid and Slack Connect there is what an app notices: payloads without a workspace where an
 * enterprise has it as a whole, and strangers in a channel. Left out: OAuth, the rest of these two, scheduled messages, user tokens, shortcuts, Workflow
 * Builder, canvases, dialogs, legacy attachments (kept, not looked into), threads' reply counts, and the
 * blocks `video`, `file`, `table`, `card`, `carousel` and their like. Modals and ephemeral messages are a
 * client's own and do not outlive a restart; the rest is kept in `file`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Target } from '../../http/path.ts'
import { BodyError } from '../body.ts'
import { openDoor } from '../door.ts'
import { createWire, type Wire } from '../wire.ts'
import { answerControl } from './control/answer.ts'
import { Faults } from './faults.ts'
import { FileBytes } from './file-bytes.ts'
import { sendJson } from './http.ts'
import { Index } from './index-of.ts'
import { Journal } from './journal.ts'
import { Links } from './links.ts'
import { News } from './news.ts'
import { Limits } from './rate.ts'
import { answerResponseUrl } from './respond.ts'
import { ResponseUrls } from './response-urls.ts'
import type { State } from './state.ts'
import { emptyStats, type Stats } from './stats.ts'
import { Triggers } from './triggers.ts'
import { showFile, takeUpload } from './uploads.ts'
import { answerCall } from './web-api.ts'
import { Windows } from './windows.ts'
import type { World } from './world.ts'

export interface SlackOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Where the state is kept, as JSON lines; without it, in memory. Uploaded files lie beside it. */
  readonly file?: string
  /** How much faster than real the rate limits' clock and the waits between retries run. */
  readonly rateScale?: number
  /** How long apps have to acknowledge and how long a `trigger_id` is good, in ms; 3,000 as in Slack. */
  readonly ackWithin?: number
  /** Epoch milliseconds, for timestamps. */
  readonly now?: () => number
  /** Who looks at what passes. */
  readonly wire?: Wire
}

export interface LocalSlack {
  /** `http://127.0.0.1:PORT`; the control API is beneath it, at `/_control/`. */
  readonly url: string
  /** What to give to the SDKs as `slackApiUrl`. */
  readonly apiUrl: string
  /** For looking at, in the same process. */
  readonly state: State
  readonly stats: Stats
  readonly faults: Faults
  close(): Promise<void>
}

export async function startSlack(options: SlackOptions = {}): Promise<LocalSlack> {
  const world = createWorld(options)
  const door = await openDoor({
    name: 'local Slack',
    port: options.port ?? 0,
    take: async (request, response, target) => {
      try {
        await route(world, request, response, target)
      } catch (error) {
        if (!(error instanceof BodyError)) {
          sendJson(response, 500, { ok: false, error: 'internal_error' })
          throw error
        }
        sendJson(response, error.status, { ok: false, error: 'request_entity_too_large' })
      }
    },
    upgrade: (request, socket, head, { query }) => world.links.upgrade(request, socket, head, query),
  })
  world.url = `http://127.0.0.1:${door.port}`
  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    state: world.state,
    stats: world.stats,
    faults: world.faults,
    close: async () => {
      world.news.release()
      world.links.close()
      await door.close()
      world.journal.flush()
    },
  }
}

function createWorld(options: SlackOptions): World {
  const journal = new Journal(options.file)
  const stats = emptyStats()
  const ackWithin = options.ackWithin ?? 3_000
  const now = options.now ?? Date.now
  return {
    journal,
    state: journal.state,
    index: new Index(journal.state),
    news: new News(),
    limits: new Limits(options.rateScale ?? 1),
    faults: new Faults(),
    stats,
    windows: new Windows(),
    triggers: new Triggers(ackWithin),
    responseUrls: new ResponseUrls(),
    links: new Links(stats, ackWithin),
    bytes: new FileBytes(options.file),
    wire: options.wire ?? createWire(),
    lastTs: new Map(),
    url: '',
    ackWithin,
    now: () => now() + journal.state.clockOffset,
  }
}

async function route(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: Target,
): Promise<void> {
  const [, area = '', first = '', second = '', third = ''] = path.split('/')
  if (!mayCome(request.method, area, first)) {
    return sendJson(response, 405, { ok: false, error: 'method_not_supported' }, { allow: 'POST' })
  }
  switch (area) {
    case 'api':
      return answerCall(world, first, request, response, query)
    case '_control':
      return answerControl(world, first, request, response, query)
    case 'response':
      world.wire.follow('slack', 'response_url', response)
      return answerResponseUrl(world, second, request, response)
    case 'upload':
      world.wire.follow('slack', 'an upload', response)
      return takeUpload(world, second, third, request, response)
    case 'files':
      return showFile(world, first, second, response)
    default:
      sendJson(response, 404, { ok: false, error: 'not_found' })
  }
}

/** What only looks, among the methods and among what people and tests do. */
const LOOKS =
  /^(?:\w+\.(?:info|list|history|replies|members|conversations|test|get|getPermalink)|state|sees|wait)$/

/** What changes something has to be posted: Slack takes `GET` too, which any page's picture can be. */
function mayCome(method: string | undefined, area: string, what: string): boolean {
  if (method === 'POST') return true
  if (method !== 'GET') return false
  return area === 'files' || LOOKS.test(what)
}
