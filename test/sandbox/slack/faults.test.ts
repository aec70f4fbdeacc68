import { expect, it } from 'vitest'
import { bolt, refused, web, workspace } from './local.ts'

const pairs = async (client: ReturnType<typeof web>) =>
  (await client.conversations.list({ types: 'private_channel' })).channels?.map(({ name }) => name)

it.each([
  ['500-before', []],
  ['500-after', ['pair']],
  ['cut-before', []],
  ['cut-after', ['pair']],
] as const)('fails with %s, and %j is there afterwards', async (kind, there) => {
  const { slack, control } = await workspace()
  const client = web(slack)
  await control.addFaults({ on: 'conversations.create', kind, times: 1 })
  const failed = await refused(client.conversations.create({ name: 'pair', is_private: true }))
  expect(failed).toBe(kind.startsWith('500') ? 'WebAPIHTTPError' : 'WebAPIRequestError')
  expect(await pairs(client)).toEqual(there)
  // Whoever only tries again finds out now.
  const again = await refused(client.conversations.create({ name: 'pair', is_private: true }))
  expect(again).toBe(there.length > 0 ? 'name_taken' : 'ok')
})

it('makes a naive caller post twice', async () => {
  const { slack, control } = await workspace()
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  await control.addFaults({ on: 'chat.postMessage', kind: '500-after', times: 1 })
  await refused(client.chat.postMessage({ channel, text: 'hello' }))
  await client.chat.postMessage({ channel, text: 'hello' })
  const texts = (await client.conversations.history({ channel })).messages?.map(({ text }) => text)
  expect(texts?.filter((text) => text === 'hello')).toHaveLength(2)
})

it('answers what it is told to, as often as it is told to', async () => {
  const { slack, control } = await workspace()
  const client = web(slack)
  await control.addFaults(
    { on: 'auth.test', kind: 'error', code: 'fatal_error', skip: 1, times: 1 },
    { on: 'team.info', kind: '429', retryAfter: 7, times: 1 },
    { on: 'users.info', kind: 'delay', ms: 120 },
    { on: 'users.list', kind: 'error', code: 'fatal_error', probability: 0.5, seed: 7 },
  )
  expect(await refused(client.auth.test())).toBe('ok')
  expect(await refused(client.auth.test())).toBe('fatal_error')
  expect(await refused(client.auth.test())).toBe('ok')
  await expect(client.team.info()).rejects.toMatchObject({ retryAfter: 7 })
  const start = Date.now()
  await client.users.info({ user: 'U1' })
  expect(Date.now() - start).toBeGreaterThanOrEqual(115)
  const draws = []
  for (let draw = 0; draw < 40; draw += 1) draws.push(await refused(client.users.list({})))
  const struck = draws.filter((one) => one === 'fatal_error').length
  expect(struck).toBeGreaterThan(8)
  expect(struck).toBeLessThan(32)
  await control.clearFaults()
  expect(await refused(client.users.list({}))).toBe('ok')
})

it('shows stale lists and histories', async () => {
  const { slack, control } = await workspace()
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  await client.chat.postMessage({ channel, text: 'fresh' })
  await control.addFaults(
    { on: 'conversations.list', kind: 'stale', ms: 60_000, times: 1 },
    { on: 'conversations.history', kind: 'stale', ms: 60_000, times: 1 },
  )
  expect(await pairs(client)).toEqual([])
  expect((await client.conversations.history({ channel })).messages).toEqual([])
  expect(await pairs(client)).toEqual(['pair'])
  expect((await client.conversations.history({ channel })).messages?.[0]?.text).toBe('fresh')
})

it('loses and doubles envelopes, and recycles sockets', async () => {
  const { slack, ada, control } = await workspace({ ackWithin: 200 })
  let heard = 0
  const app = await bolt(slack, (bot) => {
    bot.command('/join-round', async ({ ack }) => {
      heard += 1
      await ack()
    })
  })
  await control.addFaults({ on: 'slash_commands', kind: 'drop', times: 1 })
  expect(await ada.command('/join-round')).toMatchObject({ error: 'operation_timeout' })
  expect(heard).toBe(0)
  await control.addFaults({ on: 'slash_commands', kind: 'duplicate', times: 1 })
  expect(await ada.command('/join-round')).toEqual({ ok: true })
  expect(heard).toBe(2)
  expect((await control.state()).apps[0]?.sockets).toBe(1)
  await control.recycle('A1')
  expect((await control.state()).apps[0]?.sockets).toBe(0)
  expect(await ada.command('/join-round')).toMatchObject({ error: 'dispatch_failed' })
  expect(app).toBeDefined()
})
