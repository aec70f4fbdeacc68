import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { say } from '../../../src/chat/answer.ts'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import { StartError } from '../../../src/port/platform.ts'
import { at, COMMANDS, line, scripted, TEAM, world } from './harness.ts'

let local: Awaited<ReturnType<typeof world>>
let platform: SlackPlatform

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  await platform.start(scripted())
})
afterEach(() => local.control.clearFaults())
afterAll(async () => {
  await platform.stop(2_000)
  await local.slack.close()
})

describe('stopping', () => {
  test('waits for an answer that is under way, and no longer than it may', async () => {
    let answered = false
    const stopping = local.platform()
    await stopping.syncCommands(COMMANDS)
    // The other connections of the same app go first, so that the command comes here.
    await platform.stop(2_000)
    expect(platform.connected()).toBe(false)
    await stopping.start(
      scripted({
        command: async () => {
          await new Promise((resolve) => setTimeout(resolve, 300))
          answered = true
          return say(line('Just in time.'))
        },
      }),
    )
    const ada = local.person('ADA')
    await ada.command('/join-round')
    await stopping.stop(3_000)
    expect(answered).toBe(true)
    await ada.reply()
  })

  test('is bounded, also while the connections are being made anew', async () => {
    const stopping = local.platform()
    await stopping.start(scripted({ command: () => new Promise(() => {}) }))
    await local.person('ADA').command('/join-round')
    await local.control.recycle(local.app.id)
    const began = Date.now()
    await stopping.stop(1_500)
    expect(Date.now() - began).toBeLessThan(3_000)
    platform = local.platform()
    await platform.start(scripted())
  })
})

describe('starting', () => {
  test.each([
    ['a wrong bot token', { botToken: 'xoxb-wrong' }, 'SLACK_BOT_TOKEN'],
    ['a wrong app token', { appToken: 'xapp-wrong' }, 'SLACK_APP_TOKEN'],
  ])('%s is told in one line without the token', async (_name, options, setting) => {
    const wrong = local.platform(options)
    const error = await wrong.start(scripted()).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(StartError)
    expect((error as Error).message).toContain(setting)
    expect((error as Error).message).not.toMatch(/wrong|\n/)
    await wrong.stop(1_000)
  })

  test('a revoked token denies the whole workspace', async () => {
    await local.control.revoke(local.app.id, TEAM, 'token_revoked')
    await expect(platform.findSpace(at, 'space:1', ['U0ADA', 'U0BEN'])).resolves.toEqual({
      kind: 'denied',
      permission: 'token',
      scope: 'workspace',
    })
    await local.control.revoke(local.app.id, TEAM, '')
  })
})
