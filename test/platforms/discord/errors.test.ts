import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { describe, expect, it, test } from 'vitest'
import { failureOf, isCategoryFull, isCode, readAgain } from '../../../src/platforms/discord/errors.ts'

const NOW = 1_000_000
const request = { body: undefined, files: undefined }

const said = (status: number, code: number, errors?: object) =>
  new DiscordAPIError(
    { code, message: 'said so', ...(errors ? { errors } : {}) } as never,
    code,
    status,
    'POST',
    'https://discord.com/api/v10/channels/1/messages',
    request,
  )
/** A refusal by something in between, which speaks no JSON. */
const proxy = (status: number) =>
  new DiscordAPIError({} as never, undefined as never, status, 'POST', 'https://discord.com', request)
const http = (status: number) => new HTTPError(status, 'No', 'POST', 'https://discord.com', request)
const socket = (code: string) => Object.assign(new Error(code), { code })
const limited = (retryAfter: number) =>
  new RateLimitError({
    timeToReset: retryAfter,
    limit: 5,
    method: 'POST',
    hash: 'h',
    url: 'https://discord.com',
    route: '/channels/:id/messages',
    majorParameter: '1',
    global: false,
    retryAfter,
    sublimitTimeout: 0,
    scope: 'user',
  })

describe('what happens next', () => {
  it.each<[string, unknown, object]>([
    ['a 429 that is long', limited(7_000), { kind: 'retryAt', at: NOW + 7_000 }],
    ['a 429 without more', said(429, 0), { kind: 'retryAt', why: 'rate limited' }],
    ['a 429 of a proxy', http(429), { kind: 'retryAt', why: 'rate limited' }],
    ['a 500', http(500), { kind: 'unknown', why: 'HTTP 500' }],
    ['a 502', http(502), { kind: 'unknown', why: 'HTTP 502' }],
    ['a 503 that Discord explains', said(503, 0), { kind: 'unknown', why: 'HTTP 503' }],
    ['an overload', said(503, 130_000), { kind: 'retryAt', at: NOW + 30_000 }],
    [
      'a time-out',
      Object.assign(new Error('This operation was aborted'), { name: 'AbortError' }),
      { kind: 'unknown', why: 'AbortError' },
    ],
    [
      'a time-out as the platform throws it',
      new DOMException('This operation was aborted', 'AbortError'),
      { kind: 'unknown', why: 'AbortError' },
    ],
    ['a cut connection', socket('ECONNRESET'), { kind: 'unknown', why: 'ECONNRESET' }],
    ['a closed socket', socket('UND_ERR_SOCKET'), { kind: 'unknown' }],
    ['a pipe that broke', socket('EPIPE'), { kind: 'unknown' }],
    ['an answer that is none', new SyntaxError('Unexpected end of JSON input'), { kind: 'unknown' }],
    ['something thrown that is no error', 'oops', { kind: 'unknown', why: 'no answer' }],
    ['a closed port', socket('ECONNREFUSED'), { kind: 'retryAt', why: 'ECONNREFUSED' }],
    [
      'closed ports of all addresses',
      Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
      { kind: 'retryAt' },
    ],
    [
      'a closed port, told by what was built on it',
      new TypeError('fetch failed', { cause: socket('ENOTFOUND') }),
      { kind: 'retryAt', why: 'ENOTFOUND' },
    ],
    ['no name server', socket('EAI_AGAIN'), { kind: 'retryAt' }],
    ['no way there', socket('EHOSTUNREACH'), { kind: 'retryAt' }],
    ['nobody who picks up', socket('UND_ERR_CONNECT_TIMEOUT'), { kind: 'retryAt' }],
    ['a revoked token', said(401, 0), { kind: 'denied', permission: 'token', scope: 'workspace' }],
    [
      'a token that the client has dropped',
      new Error('Expected token to be set for this request, but none was present'),
      { kind: 'denied', permission: 'token', scope: 'workspace' },
    ],
    ['a missing permission', said(403, 50_013), { kind: 'denied', permission: 'Sing', scope: 'item' }],
    ['a channel we may not see', said(403, 50_001), { kind: 'denied', permission: 'Sing', scope: 'item' }],
    ['a server that asks for two factors', said(403, 60_003), { kind: 'denied', scope: 'workspace' }],
    ['a channel that is gone', said(404, 10_003), { kind: 'gone', what: 'space' }],
    ['a server that is gone', said(404, 10_004), { kind: 'gone', what: 'workspace' }],
    ['a post that is gone', said(404, 10_008), { kind: 'gone', what: 'post' }],
    ['a member who is gone', said(404, 10_007), { kind: 'gone', what: 'member' }],
    ['an account that is gone', said(404, 10_013), { kind: 'gone', what: 'member' }],
    ['somebody banned', said(403, 40_007), { kind: 'gone', what: 'member' }],
    ['500 channels', said(400, 30_013), { kind: 'full', what: 'channels' }],
    ['1,000 active threads', said(400, 160_006), { kind: 'full', what: 'threads' }],
    ['1,000 members of a thread', said(400, 30_033), { kind: 'full', what: 'threads' }],
    ['moderation of a text', said(400, 200_000), { kind: 'refused', code: 'automod' }],
    ['moderation of a title', said(400, 200_001), { kind: 'refused', code: 'automod' }],
    ['a body that Discord does not take', said(400, 50_035), { kind: 'refused', code: '50035' }],
    ['a thread that sleeps', said(400, 50_083), { kind: 'refused', code: '50083' }],
    ['closed direct messages', said(403, 50_007), { kind: 'refused', code: '50007' }],
    ['no server in common', said(403, 50_278), { kind: 'refused', code: '50278' }],
    ['whatever else', said(400, 99_999), { kind: 'refused', code: '99999' }],
    ['a refusal in between', proxy(403), { kind: 'refused', code: 'HTTP 403' }],
  ])('after %s', (_name, error, expected) => {
    expect(failureOf(error, NOW, 'Sing')).toMatchObject(expected)
  })

  test('a denial reaches as far as the call says', () => {
    expect(failureOf(said(403, 50_013), NOW, 'Manage Channels', 'workspace')).toEqual({
      kind: 'denied',
      permission: 'Manage Channels',
      scope: 'workspace',
    })
  })

  test('a look that failed is repeated, never conclusive', () => {
    for (const error of [http(500), socket('ECONNRESET'), said(400, 50_035), said(400, 30_013)]) {
      expect(readAgain(failureOf(error, NOW, 'Sing'), NOW)).toMatchObject({ kind: 'retryAt' })
    }
    expect(readAgain(failureOf(said(403, 50_013), NOW, 'Sing'), NOW)).toMatchObject({ kind: 'denied' })
    expect(readAgain(failureOf(said(404, 10_003), NOW, 'Sing'), NOW)).toEqual({ kind: 'gone', what: 'space' })
  })

  test('a full category is known by the place in the body', () => {
    const at = (place: string, code: string) =>
      said(400, 50_035, { [place]: { _errors: [{ code, message: 'no' }] } })
    expect(isCategoryFull(at('parent_id', 'CHANNEL_PARENT_MAX_CHANNELS'))).toBe(true)
    expect(isCategoryFull(at('parent_id', 'CHANNEL_PARENT_INVALID'))).toBe(false)
    expect(isCategoryFull(socket('ECONNRESET'))).toBe(false)
    expect(isCode(said(400, 30_013), 1, 30_013)).toBe(true)
    expect(isCode(http(500), 500)).toBe(false)
  })
})
