import { WebAPIRateLimitedError } from '@slack/web-api'
import { expect, it } from 'vitest'
import { web, workspace } from './local.ts'

const failures = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))

it('lets twenty channels a minute be created, and says when to come again', async () => {
  const { slack } = await workspace({ rateScale: 1 })
  const client = web(slack)
  const names = Array.from({ length: 25 }, (_, index) => `pair-${index}`)
  const failed = await failures(names.map((name) => client.conversations.create({ name, is_private: true })))
  expect(failed).toHaveLength(5)
  expect(failed[0]).toBeInstanceOf(WebAPIRateLimitedError)
  expect(failed[0].retryAfter).toBeGreaterThanOrEqual(1)
  expect(slack.stats.ratelimited).toEqual({ 'conversations.create': 5 })
  expect(Object.keys(slack.state.teams.T1?.channels ?? {})).toHaveLength(21)
})

it('takes one message a second into a channel, but for a short burst', async () => {
  const { slack } = await workspace({ rateScale: 1 })
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  const texts = Array.from({ length: 10 }, (_, index) => `message ${index}`)
  expect(await failures(texts.map((text) => client.chat.postMessage({ channel, text })))).toHaveLength(6)
})

it('runs the clock faster where told to', async () => {
  const { slack } = await workspace({ rateScale: 10_000 })
  const client = web(slack)
  const names = Array.from({ length: 60 }, (_, index) => `pair-${index}`)
  expect(await failures(names.map((name) => client.conversations.create({ name })))).toEqual([])
})
