import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { say } from '../../../src/chat/answer.ts'
import type { Platform } from '../../../src/port/platform.ts'
import { COMMANDS, line, scripted, type World, world } from './harness.ts'

let local: World
const bots: { platform: Platform; command: ReturnType<typeof vi.fn> }[] = []

beforeAll(async () => {
  local = await world()
  for (const name of ['one', 'two']) {
    const platform = local.platform()
    const command = vi.fn(async () => say(line(`from ${name}`)))
    await platform.syncCommands(COMMANDS)
    await platform.start({ ...scripted(), command })
    bots.push({ platform, command })
  }
})
afterAll(async () => {
  await Promise.all(bots.map(({ platform }) => platform.stop(2_000)))
  await local.close()
})

test('what both of two processes hear is done by one of them, and answered once', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const answer = await local.person('ada').command('round', { do: 'publish' })
    expect(answer).toMatchObject({ kind: 'message', message: { text: expect.stringMatching(/^from /) } })
  }
  await expect.poll(() => local.discord.stats.view().events.INTERACTION_CREATE).toBe(20)
  await expect.poll(() => local.discord.stats.view().calls[CALLBACK]).toBe(20)
  expect(bots.reduce((sum, { command }) => sum + command.mock.calls.length, 0)).toBe(10)
})

const CALLBACK = 'POST /interactions/:interaction/:token/callback'
