import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { describe, expect, it, test } from 'vitest'
import { readFailure, undone, unseen, userErrors } from '../../../src/platforms/slack/errors.ts'

const NOW = 1_000_000

const said = (error: string, more: object = {}) => new WebAPIPlatformError({ ok: false, error, ...more })
const broken = (code: string) =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))

describe('what happens next', () => {
  it.each([
    ['a 429', new WebAPIRateLimitedError(7), { kind: 'retryAt', at: NOW + 7_000, why: 'ratelimited' }],
    ['a 429 in an answer', said('ratelimited'), { kind: 'retryAt', at: NOW + 30_000 }],
    ['a 500', new WebAPIHTTPError(500, '', {}), { kind: 'unknown', why: 'http_500' }],
    ['a 503', new WebAPIHTTPError(503, '', {}), { kind: 'unknown' }],
    ['a 404 of a proxy', new WebAPIHTTPError(404, '', {}), { kind: 'refused', code: 'http_404' }],
    ['a page instead of an answer', said('<html>oops</html>'), { kind: 'unknown', why: 'unreadable answer' }],
    ['an error of Slack itself', said('internal_error'), { kind: 'unknown' }],
    ['a catastrophe', said('fatal_error'), { kind: 'unknown' }],
    ['a request cut off on its way', said('request_timeout'), { kind: 'retryAt' }],
    [
      'a time-out',
      new WebAPIRequestError(new DOMException('late', 'TimeoutError')),
      { kind: 'unknown', why: 'timeout' },
    ],
    ['a cut connection', broken('ECONNRESET'), { kind: 'unknown', why: 'ECONNRESET' }],
    ['a closed socket', broken('UND_ERR_SOCKET'), { kind: 'unknown' }],
    ['a body cut off', new TypeError('terminated'), { kind: 'unknown', why: 'connection lost' }],
    ['a closed port', broken('ECONNREFUSED'), { kind: 'retryAt', why: 'ECONNREFUSED' }],
    ['no such host', broken('ENOTFOUND'), { kind: 'retryAt' }],
    ['a revoked token', said('token_revoked'), { kind: 'denied', permission: 'token', scope: 'workspace' }],
    ['a wrong token', said('invalid_auth'), { kind: 'denied', permission: 'token', scope: 'workspace' }],
    [
      'a missing scope',
      said('missing_scope', { needed: 'groups:write' }),
      { kind: 'denied', permission: 'groups:write', scope: 'workspace' },
    ],
    ['a wrong kind of token', said('not_allowed_token_type'), { kind: 'denied', scope: 'workspace' }],
    [
      'a channel where posting is restricted',
      said('restricted_action'),
      { kind: 'denied', permission: 'posting', scope: 'item' },
    ],
    ['a channel that is gone', said('channel_not_found'), { kind: 'gone', what: 'space' }],
    ['an archived channel', said('is_archived'), { kind: 'gone', what: 'space' }],
    ['a post that is gone', said('message_not_found'), { kind: 'gone', what: 'post' }],
    ['a message too long', said('msg_too_long'), { kind: 'refused', code: 'msg_too_long' }],
    ['blocks that Slack does not take', said('invalid_blocks'), { kind: 'refused', code: 'invalid_blocks' }],
    ['whatever else', said('never_heard_of'), { kind: 'refused', code: 'never_heard_of' }],
  ])('after %s', (_name, error, expected) => {
    expect(undone(readFailure(error, 'chat.update', NOW), NOW)).toMatchObject(expected)
  })

  test('the same code means another thing where a channel was to be made', () => {
    const failure = readFailure(said('restricted_action'), 'conversations.create', NOW)
    expect(undone(failure, NOW)).toEqual({
      kind: 'denied',
      permission: 'channel creation',
      scope: 'workspace',
    })
  })

  test('a look that failed is repeated, never conclusive', () => {
    const look = (error: Error) => unseen(readFailure(error, 'conversations.history', NOW), NOW)
    for (const error of [new WebAPIHTTPError(500, '', {}), broken('ECONNRESET'), said('invalid_cursor')]) {
      expect(look(error)).toMatchObject({ kind: 'retryAt' })
    }
    expect(look(said('token_revoked'))).toMatchObject({ kind: 'denied' })
    expect(look(said('channel_not_found'))).toEqual({ kind: 'gone', what: 'space' })
  })

  test('happy eyeballs that all fail to connect sent nothing', () => {
    const each = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    const error = new WebAPIRequestError(
      new TypeError('fetch failed', { cause: new AggregateError([each, each]) }),
    )
    expect(undone(readFailure(error, 'chat.update', NOW), NOW)).toMatchObject({ kind: 'retryAt' })
  })

  test('errors of single users are read from whatever comes', () => {
    expect(userErrors([{ user: 'U1', ok: false, error: 'cant_invite' }, null, 7, {}])).toEqual({
      U1: 'cant_invite',
    })
    expect(userErrors(undefined)).toEqual({})
  })
})
