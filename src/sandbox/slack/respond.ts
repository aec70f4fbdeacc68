import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../body.ts'
import { checkMessageBlocks } from './blocks/check.ts'
import type { Fault } from './faults.ts'
import { parseObject, pause, sendJson } from './http.ts'
import { messageAt } from './messages-find.ts'
import { draftMessage, edit, post, remove } from './posting.ts'
import { Refusal } from './refusal.ts'
import type { ResponseContext } from './response-urls.ts'
import type { App, Install, Json, Message, Team } from './state.ts'
import { failNow } from './web-api.ts'
import type { World } from './world.ts'

const KNOWN = [
  ...['text', 'blocks', 'attachments', 'response_type', 'replace_original', 'delete_original', 'thread_ts'],
  ...['metadata', 'mrkdwn', 'unfurl_links', 'unfurl_media'],
]

/** Answers a `POST` to a response URL. */
export async function answerResponseUrl(
  world: World,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parseObject((await readBody(request)).toString('utf8'))
  world.stats.responseUrls += 1
  try {
    if (body === undefined) throw new Refusal('invalid_payload')
    const context = world.responseUrls.take(id)
    const after: Fault[] = []
    for (const fault of world.faults.strike('response_url', context.team, context.app)) {
      if (fault.kind === 'delay') await pause(fault.ms)
      else if (fault.kind.endsWith('-after')) after.push(fault)
      else if (failNow(world, 'response_url', fault, response)) return
    }
    say(world, context, body)
    if (after[0] !== undefined) failNow(world, 'response_url', after[0], response)
    else sendJson(response, 200, { ok: true })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const gone = error.code === 'expired_url' || error.code === 'used_url'
    sendJson(response, gone ? 404 : 400, { ok: false, error: error.code, ...error.extra })
  }
}

/** Shows what an app says through a response URL or in its acknowledgement of a command. */
export function say(world: World, context: ResponseContext, body: Json): void {
  const unknown = Object.keys(body).find((name) => !KNOWN.includes(name))
  if (unknown !== undefined)
    throw new Refusal('invalid_arguments', { response_metadata: { messages: [unknown] } })
  const team = world.state.teams[context.team]
  const app = world.state.apps[context.app]
  const install = app?.installs[context.team]
  if (team === undefined || app === undefined || install === undefined) throw new Refusal('no_team')
  const replaces = body.replace_original === true && context.original !== ''
  if (body.delete_original === true) takeAway(world, team, context)
  else if (replaces) replace(world, team, context, contentOf(body), install)
  else add(world, team, app, install, context, body)
}

function contentOf(body: Json): Pick<Message, 'text' | 'blocks'> {
  const text = typeof body.text === 'string' ? body.text : ''
  const blocks = body.blocks === undefined ? undefined : checkMessageBlocks(body.blocks)
  if (text === '' && (blocks ?? []).length === 0 && body.attachments === undefined)
    throw new Refusal('no_text')
  return { text, ...(blocks !== undefined && { blocks }) }
}

function add(
  world: World,
  team: Team,
  app: App,
  install: Install,
  context: ResponseContext,
  body: Json,
): void {
  const channel = team.channels[context.channel]
  const draft = { user: install.botUser, bot_id: install.botId, app_id: app.id, ...contentOf(body) }
  if (body.response_type === 'in_channel') {
    if (channel === undefined || channel.archived) throw new Refusal('channel_not_found')
    post(world, team, channel, draft)
    return
  }
  const message = draftMessage(world, team, draft)
  const sequence = world.news.tell(team.id, [context.user])
  const window = world.windows.of(team.id, context.user)
  world.windows.addEphemeral(window, { channel: context.channel, app: app.id, sequence, message })
}

function replace(
  world: World,
  team: Team,
  context: ResponseContext,
  content: Pick<Message, 'text' | 'blocks'>,
  install: Install,
): void {
  const channel = team.channels[context.channel]
  const held = context.ephemeral
    ? ephemeralOf(world, context)?.message
    : channel && messageAt(channel, context.original)
  if (held === undefined) throw new Refusal('message_not_found')
  delete held.blocks
  Object.assign(held, content)
  const ephemeral = ephemeralOf(world, context)
  if (ephemeral !== undefined) ephemeral.sequence = world.news.tell(team.id, [context.user])
  else if (channel !== undefined) edit(world, team, channel, held, install.botUser)
}

function takeAway(world: World, team: Team, context: ResponseContext): void {
  const channel = team.channels[context.channel]
  if (context.ephemeral) {
    const window = world.windows.of(team.id, context.user)
    window.ephemerals = window.ephemerals.filter(({ message }) => message.ts !== context.original)
    world.news.tell(team.id, [context.user])
  } else if (channel !== undefined) remove(world, team, channel, context.original)
}

function ephemeralOf(world: World, context: ResponseContext) {
  if (!context.ephemeral) return undefined
  const window = world.windows.of(context.team, context.user)
  return window.ephemerals.find(({ message }) => message.ts === context.original)
}
