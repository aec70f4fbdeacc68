import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { METHODS } from '../../../src/sandbox/slack/methods/all.ts'

const pages = join(import.meta.dirname, '../../reference/slack/methods')

interface Page {
  rate_limits?: string
  scope?: { bot?: string[] }
  args: { required?: string[]; properties?: Record<string, unknown> }
  errors?: Record<string, unknown>
}

/** Where we answer what Slack answers although its page does not say so. */
const UNWRITTEN: Record<string, string[]> = {
  'chat.postMessage': ['msg_too_long'],
  'chat.postEphemeral': ['invalid_metadata_format', 'metadata_too_large', 'msg_blocks_too_long'],
  'chat.update': ['msg_blocks_too_long'],
  'conversations.unarchive': ['not_in_channel'],
  'files.completeUploadExternal': ['invalid_blocks_format', 'msg_blocks_too_long'],
}
/** Tiers that are taken more carefully than the page says. */
const LOWER_TIER = new Set(['users.conversations'])

describe('the methods as Slack describes them', () => {
  it.each(Object.entries(METHODS))('%s', (name, method) => {
    const page: Page = JSON.parse(readFileSync(join(pages, `${name}.json`), 'utf8'))
    const known = Object.keys(page.args.properties ?? {}).filter(
      (one) => one !== 'token' && one !== 'team_id',
    )
    expect([...method.args].sort()).toEqual(known.sort())
    const required = page.args.required?.filter((one) => one !== 'token') ?? []
    expect([...method.required].sort()).toEqual(required.sort())
    const errors = new Set([...Object.keys(page.errors ?? {}), ...(UNWRITTEN[name] ?? [])])
    expect(method.errors.filter((error) => !errors.has(error))).toEqual([])
    expect([...method.scopes].sort()).toEqual([...(page.scope?.bot ?? [])].sort())
    const tier = page.rate_limits === 't5' ? 'special' : page.rate_limits
    if (!LOWER_TIER.has(name)) expect(method.tier).toBe(tier)
  })
})
