import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebAPIPlatformError } from '@slack/web-api'
import { describe, expect, it, test } from 'vitest'
import { decisionOn, METHODS, type Method } from '../../../src/platforms/slack/decisions.ts'
import { readFailure, undone, unseen } from '../../../src/platforms/slack/errors.ts'
import { OBSTACLES, WHY_KEPT_OUT } from '../../../src/port/outcome.ts'

const reference = join(import.meta.dirname, '../../reference/slack/methods')
const sources = join(import.meta.dirname, '../../../src/platforms/slack')

interface Page {
  readonly errors?: Readonly<Record<string, unknown>>
}
const documented = (method: string): string[] => {
  const page: Page = JSON.parse(readFileSync(join(reference, `${method}.json`), 'utf8'))
  return Object.keys(page.errors ?? {})
}
const pairs = METHODS.flatMap((method) => documented(method).map((code): [Method, string] => [method, code]))

describe('every documented error of every method that is called', () => {
  it('is one of many', () => expect(pairs.length).toBeGreaterThan(200))

  it.each(pairs)('%s: %s is decided', (method, code) => {
    expect(decisionOn(method, code)).toBeDefined()
  })

  it.each(pairs)('%s: %s comes to something that can be told', (method, code) => {
    const failure = readFailure(new WebAPIPlatformError({ ok: false, error: code }), method, 0)
    const outcome = undone(failure, 0)
    if (outcome.kind === 'denied' && code !== 'missing_scope') expect(OBSTACLES).toContain(outcome.permission)
    if (outcome.kind === 'retryAt') expect(outcome.at).toBeGreaterThan(0)
    expect(['refused', 'unknown']).not.toContain(unseen(failure, 0).kind)
  })

  it('halts a workspace only where nothing there can succeed', () => {
    const halting = pairs.filter(([method, code]) => {
      const decision = decisionOn(method, code)
      return decision?.kind === 'scope' || (decision?.kind === 'denied' && decision.scope === 'workspace')
    })
    expect([...new Set(halting.map(([, code]) => code))].sort()).toEqual([
      'cannot_create_channel',
      'forbidden_team',
      'invalid_auth',
      'message_limit_exceeded',
      'missing_args',
      'missing_scope',
      'not_allowed_token_type',
      'restricted_action',
    ])
    const byOne = halting.filter(([method]) => method === 'conversations.invite').map(([, code]) => code)
    expect(byOne).toEqual(['missing_scope'])
  })
})

test('no method is decided about that nobody calls', () => {
  const text = readdirSync(sources)
    .filter((name) => name !== 'decisions.ts' && name !== 'rates.ts')
    .map((name) => readFileSync(join(sources, name), 'utf8'))
    .join('\n')
  expect(METHODS.filter((method) => !text.includes(`'${method}'`))).toEqual([])
})

describe('an invitation', () => {
  it.each([
    ['already_in_channel', 'fine'],
    ['cant_invite_self', 'fine'],
    ['user_not_found', 'gone'],
    ['user_disabled', 'gone'],
    ['cant_invite', 'gone-or-kept-out'],
    ['ura_max_channels', 'single-channel-guest'],
    ['user_is_restricted', 'guest'],
    ['no_external_invite_permission', 'stranger'],
    ['org_user_not_in_team', 'not-in-workspace'],
    ['invitee_cant_see_channel', 'not-in-workspace'],
    ['no_permission', 'not-allowed'],
    ['access_denied', 'not-allowed'],
    ['app_cannot_join_channel', 'not-allowed'],
  ])('that is refused by %s is about one person: %s', (code, expected) => {
    const decision = decisionOn('conversations.invite', code)
    expect(decision?.kind === 'person' ? decision.why : decision?.kind).toBe(expected)
  })

  it('knows a code for each reason', () => {
    const known = documented('conversations.invite').flatMap((code) => {
      const decision = decisionOn('conversations.invite', code)
      return decision?.kind === 'person' ? [decision.why] : []
    })
    expect(new Set(known)).toEqual(new Set(WHY_KEPT_OUT))
  })
})
