import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startSlack } from '../../../src/sandbox/slack/server.ts'
import { later, refused, web, workspace } from './local.ts'

it('comes up again as it went down, even when the last line was torn', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-slack-'))
  later(async () => rmSync(folder, { recursive: true }))
  const file = join(folder, 'sandbox', 'slack.jsonl')
  const { slack, control } = await workspace({ file })
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  await client.conversations.invite({ channel, users: 'U1,U2' })
  const kept = String((await client.chat.postMessage({ channel, text: 'kept' })).ts)
  const gone = String((await client.chat.postMessage({ channel, text: 'gone' })).ts)
  await client.chat.delete({ channel, ts: gone })
  await client.pins.add({ channel, timestamp: kept })
  await client.filesUploadV2({ channel_id: channel, filename: 'a.txt', file: Buffer.from('bytes') })
  await control.setClock(86_400_000)
  const before = structuredClone(slack.state)
  await slack.close()
  appendFileSync(file, '["message/T1/')

  const again = await startSlack({ file, rateScale: 1_000 })
  later(() => again.close())
  expect(again.state).toEqual(before)
  const second = web(again)
  expect(await refused(second.conversations.create({ name: 'pair' }))).toBe('name_taken')
  const messages = (await second.conversations.history({ channel })).messages ?? []
  expect(messages.map(({ text }) => text)).toContain('kept')
  const newer = String((await second.chat.postMessage({ channel, text: 'later' })).ts)
  expect(Number(newer)).toBeGreaterThan(Date.now() / 1_000 + 86_000)
  expect(readFileSync(file, 'utf8')).toContain('"name":"pair"')
})
