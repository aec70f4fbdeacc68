import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Routes } from 'discord.js'
import { expect, it, onTestFinished } from 'vitest'
import { DiscordControl } from '../../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../../src/sandbox/discord/server.ts'
import { rest, scene } from './bot.ts'

const rowsOf = (state: object) =>
  Object.fromEntries(
    Object.entries(state as Record<string, { entries(): Iterable<[string, unknown]> }>).map(
      ([name, table]) => [name, Object.fromEntries(table.entries())],
    ),
  )

it('is the same after a restart, also when the last line was cut', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-discord-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'discord.jsonl')
  const first = await scene({ file })
  const api = rest(first)
  const sent = (await api.post(Routes.channelMessages(first.general), {
    body: { content: 'kept' },
    files: [{ name: 'a.txt', data: Buffer.from('bytes') }],
  })) as { id: string }
  const gone = (await api.post(Routes.channelMessages(first.general), { body: { content: 'gone' } })) as {
    id: string
  }
  await api.delete(Routes.channelMessage(first.general, gone.id))
  await first.control.advance(3_600_000)
  await first.discord.close()
  const before = rowsOf(first.discord.state)
  appendFileSync(file, '["messages","1",{"id"')

  const discord = await startDiscord({ file })
  expect(rowsOf(discord.state)).toEqual(before)
  const seen = await new DiscordControl(discord.url).person(first.guild, 'aroha').seesChannel('general')
  expect(seen?.messages.map((message) => message.id)).toEqual([sent.id])
  const bytes = await fetch(seen?.messages[0]?.attachments[0]?.url ?? '')
  expect(await bytes.text()).toBe('bytes')
  const fresh = await new DiscordControl(discord.url).person(first.guild, 'aroha').post('newer')
  expect(BigInt(fresh.id) > BigInt(gone.id)).toBe(true)
  await discord.close()
})
