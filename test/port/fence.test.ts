import type { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { adapterWords } from '../../src/messages/adapter-words.ts'
import { createDiscordPlatform } from '../../src/platforms/discord/discord.ts'
import { createCaller } from '../../src/platforms/slack/web-api.ts'
import { HELD_BACK, maySendNow, passFence, withinFence } from '../../src/port/fence.ts'
import { createMarks } from '../../src/port/marks.ts'

const log = pino({ level: 'silent' })

it('holds a call to Slack back that may not be sent any more', async () => {
  let sent = 0
  const client = { apiCall: async () => ({ ok: true, sent: ++sent }) } as unknown as WebClient
  const call = createCaller({ client, log, wall: Date.now, team: () => 'T1' })
  const say = () => call('chat.postMessage', {}, z.object({ ok: z.literal(true) }))
  expect(await withinFence(() => false, say)).toEqual({
    ok: false,
    failure: { kind: 'unsent', method: 'chat.postMessage', why: HELD_BACK },
  })
  expect(sent).toBe(0)
  expect((await withinFence(() => true, say)).ok).toBe(true)
})

it('holds a request to Discord back that may not be sent any more, also one that waited for its turn', async () => {
  const discord = createDiscordPlatform({
    words: adapterWords(),
    token: 'a token that nobody gave out',
    apiUrl: 'http://127.0.0.1:1/api',
    marks: createMarks('secret'),
    log,
  })
  const message = { summary: 'Hello', blocks: [] }
  const post = () => discord.ensurePost({ externalId: '1' }, { key: 'k', space: '2', message })
  expect(await withinFence(() => false, post)).toMatchObject({ kind: 'retryAt', why: HELD_BACK })
  expect(await withinFence(() => true, post)).toMatchObject({ kind: 'retryAt', why: 'ECONNREFUSED' })
})

it('is no hindrance where none was put up', async () => {
  expect(maySendNow()).toBe(true)
  expect(() => passFence()).not.toThrow()
  expect(
    await withinFence(
      () => true,
      async () => maySendNow(),
    ),
  ).toBe(true)
  expect(
    await withinFence(
      () => false,
      async () => maySendNow(),
    ),
  ).toBe(false)
  await expect(
    withinFence(
      () => false,
      async () => passFence(),
    ),
  ).rejects.toThrow(/^held back$/)
})
