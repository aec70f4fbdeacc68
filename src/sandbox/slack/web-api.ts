import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../body.ts'
import { Arguments } from './arguments.ts'
import type { Fault } from './faults.ts'
import { pause, sendJson } from './http.ts'
import { type Answer, type Call, COMMON_ERRORS, type Method } from './method.ts'
import { METHODS } from './methods/all.ts'
import { withNulls } from './nulls.ts'
import { perChannel, perMethod, perWorkspace, type Quota } from './rate.ts'
import { Refusal, refusalWith } from './refusal.ts'
import { needAny } from './scopes.ts'
import { count } from './stats.ts'
import type { World } from './world.ts'

/** Answers `POST /api/<method>`. */
export async function answerCall(
  world: World,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const body = (await readBody(request)).toString('utf8')
  const args = Arguments.parse(request.headers['content-type'] ?? '', body, query)
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  // Names that are none are many: they are counted as one.
  const known = method === undefined && name !== 'api.test' ? 'unknown_method' : name
  count(world.stats.calls, known)
  const followed = world.wire.follow('slack', known, response)
  if (name === 'api.test') return answerTest(args, response)
  let after: Fault | undefined
  let dressed = (plain: Answer): Answer => plain
  try {
    if (method === undefined) throw new Refusal('unknown_method', { req_method: name })
    const call = identify(world, method, request, args)
    for (const fault of world.faults.strike(name, call.team.id, call.app.id)) {
      if (fault.kind === 'delay') await pause(fault.ms)
      else if (fault.kind === 'stale') call.staleAfter = world.now() - fault.ms
      else if (fault.kind === 'nulls') dressed = withNulls
      else if (fault.kind === '500-after' || fault.kind === 'cut-after') after = fault
      else if (failNow(world, name, fault, response)) return
    }
    const wait = world.limits.take(quotas(name, method, call))
    if (wait > 0) return tooMany(world, name, response, Math.max(1, Math.ceil(wait / 1_000)))
    const answer = dressed(await perform(method, call))
    if (after !== undefined && failNow(world, name, after, response)) return
    sendJson(response, 200, { ok: true, ...answer }, { 'x-oauth-scopes': call.install.scopes.join(',') })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    count(world.stats.errors, `${known}:${error.code}`)
    followed.says(error.code)
    if (after !== undefined && failNow(world, name, after, response)) return
    sendJson(response, 200, { ok: false, error: error.code, ...error.extra })
  }
}

/** `api.test` needs no token and gives back what it got. */
function answerTest(args: Arguments, response: ServerResponse): void {
  const given = Object.fromEntries(args.names().map((name) => [name, args.text(name)]))
  const error = args.text('error')
  sendJson(response, 200, { ok: error === '', ...(error !== '' && { error }), args: given })
}

interface OpenCall extends Call {
  staleAfter: number
}

function identify(world: World, method: Method, request: IncomingMessage, args: Arguments): OpenCall {
  const header = request.headers.authorization ?? ''
  const token = header.startsWith('Bearer ') ? header.slice(7) : args.text('token')
  if (token === '') throw new Refusal('not_authed')
  const bearer = world.index.bearer(token)
  if (bearer === undefined) throw new Refusal('invalid_auth')
  if ((method.token === 'app') !== (bearer.install === undefined)) throw new Refusal('not_allowed_token_type')
  const install = bearer.install ?? Object.values(bearer.app.installs)[0]
  const team = world.state.teams[install?.team ?? '']
  const bot = team?.users[install?.botUser ?? '']
  if (install === undefined || team === undefined || bot === undefined) throw new Refusal('invalid_auth')
  if (install.revoked !== '') throw new Refusal(install.revoked)
  return { world, team, app: bearer.app, install, bot, args, staleAfter: Number.POSITIVE_INFINITY }
}

function quotas(name: string, method: Method, call: Call): Quota[] {
  const who = `${call.app.id}/${call.team.id}`
  const list = [perMethod(`${who}/${name}`, method.tier)]
  if (name === 'chat.postMessage') {
    list.push(perChannel(`${who}/${call.args.text('channel')}`), perWorkspace(who))
  }
  return list
}

async function perform(method: Method, call: Call): Promise<Answer> {
  checkNames(method, call.args)
  needAny(call, method.scopes)
  for (const name of method.required) {
    if (call.args.text(name) !== '' || call.args.json(name) !== undefined) continue
    const code = method.missing?.[name]
    if (code !== undefined) throw new Refusal(code)
    throw refusalWith('invalid_arguments', [`[ERROR] missing required field: ${name}`])
  }
  try {
    return await method.run(call)
  } catch (error) {
    if (
      error instanceof Refusal &&
      !COMMON_ERRORS.includes(error.code) &&
      !method.errors.includes(error.code)
    ) {
      throw new Error(`a method answers an error that it does not declare: ${error.code}`)
    }
    throw error
  }
}

/** Slack ignores an argument it does not know; here that is an error, because it is nearly always a typo. */
function checkNames(method: Method, args: Arguments): void {
  const unknown = args.names().filter((name) => {
    return name !== 'token' && name !== 'team_id' && !method.args.includes(name)
  })
  if (unknown.length === 0) return
  throw refusalWith(
    'invalid_arguments',
    unknown.map((name) => `[ERROR] no such argument: ${name} [json-pointer:/${name}]`),
  )
}

/** Fails as told; false where the fault is none that ends a call. */
export function failNow(world: World, name: string, fault: Fault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case '500-before':
    case '500-after':
      sendJson(response, 500, { ok: false, error: 'internal_error' })
      return true
    case 'cut-before':
    case 'cut-after':
      response.socket?.destroy()
      return true
    case '429':
      tooMany(world, name, response, fault.retryAfter)
      return true
    case 'error':
      count(world.stats.errors, `${name}:${fault.code}`)
      sendJson(response, 200, { ok: false, error: fault.code, ...(fault.errors && { errors: fault.errors }) })
      return true
    default:
      return false
  }
}

function tooMany(world: World, name: string, response: ServerResponse, seconds: number): void {
  count(world.stats.ratelimited, name)
  sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) })
}
