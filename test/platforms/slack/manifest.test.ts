import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import type { CommandDefinition } from '../../../src/chat/command.ts'
import {
  BOT_EVENTS,
  BOT_SCOPES,
  BRIDGING_EVENTS,
  BRIDGING_SCOPES,
  slackManifest,
} from '../../../src/platforms/slack/manifest.ts'
import { COMMANDS } from './harness.ts'

const schemaFile = join(import.meta.dirname, '../../reference/slack/manifest.schema.json')
const named = (slackName: string): CommandDefinition => ({
  name: 'x',
  slackName,
  description: 'x',
  options: [],
})

describe('the manifest', () => {
  test('asks for these scopes and events and no others', () => {
    expect(Object.keys(BOT_SCOPES).sort()).toEqual([
      'channels:history',
      'channels:join',
      'channels:manage',
      'channels:read',
      'chat:write',
      'commands',
      'files:write',
      'groups:history',
      'groups:read',
      'groups:write',
      'im:history',
      'im:write',
      'mpim:history',
      'mpim:write',
      'users:read',
    ])
    expect(Object.keys(BOT_EVENTS)).toEqual([
      'app_home_opened',
      'user_change',
      'channel_archive',
      'channel_deleted',
      'group_archive',
      'group_deleted',
      'app_uninstalled',
      'tokens_revoked',
    ])
    expect(Object.keys(BRIDGING_SCOPES)).toEqual(['chat:write.customize'])
    expect(Object.keys(BRIDGING_EVENTS)).toEqual(['message.groups', 'message.mpim'])
  })

  test('is the same as yesterday', async () => {
    const manifest = slackManifest(COMMANDS, { socketMode: true })
    await expect(`${JSON.stringify(manifest, null, 2)}\n`).toMatchFileSnapshot('golden/manifest.golden.json')
  })

  it.each(['join', 'leave', 'topic', 'help', 'me', 'who'])("refuses Slack's own /%s", (name) => {
    expect(() => slackManifest([named(name)], { socketMode: true })).toThrow(
      `/${name} is one of Slack's own commands`,
    )
    expect(() => slackManifest([named(name)], { socketMode: true, prefix: 'cp-' })).not.toThrow()
  })

  test('refuses what Slack would: names too long, twice, or with other characters, and HTTP without a URL', () => {
    expect(() => slackManifest([named('x'.repeat(32))], { socketMode: true })).toThrow('longer than 32')
    expect(() => slackManifest([named('a'), named('a')], { socketMode: true })).toThrow('there twice')
    expect(() => slackManifest([named('Ä')], { socketMode: true })).toThrow('does not take')
    expect(() => slackManifest(COMMANDS, { socketMode: false })).toThrow('request URL')
  })

  test("fits Slack's own schema", () => {
    const schema: object = JSON.parse(readFileSync(schemaFile, 'utf8'))
    const ajv = new Ajv({ strict: false, logger: false })
    ajv.addFormat('uri', true)
    const validate = ajv.compile(schema)
    for (const options of [
      { socketMode: true },
      { socketMode: false, requestUrl: 'https://example.org/slack/events', prefix: 'cp-', bridging: true },
    ]) {
      validate(slackManifest(COMMANDS, options))
      expect(validate.errors).toBeNull()
    }
  })
})
