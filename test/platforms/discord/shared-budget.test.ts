import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { adapterWords } from '../../../src/messages/adapter-words.ts'
import { createSharedBudget } from '../../../src/outbox/shared-budget.ts'
import { createDiscordPlatform } from '../../../src/platforms/discord/discord.ts'
import { createMarks } from '../../../src/port/marks.ts'
import { DiscordControl } from '../../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../../src/sandbox/discord/server.ts'
import { freshDatabase } from '../../support/database.ts'

/** Of what a bot sends, a second. */
const PACE = 40
const EACH = 60
const log = pino({ level: 'silent' })

it('keeps two processes with one token together below the limit of all its calls', async () => {
  // Twice as quick as the bot believes, which no two of them reach that keep their own pace alone: what counts
  // here is how long it takes, and that does not get shorter on a machine that has much else to do.
  const local = await startDiscord({ rateScale: 2 })
  onTestFinished(() => local.close())
  const control = new DiscordControl(local.url)
  const app = await control.app({ name: 'Counterpart' })
  const database = await freshDatabase()
  onTestFinished(() => database.close())
  const work = async (name: string) => {
    const guild = await control.guild({ name })
    await control.install(app.id, guild.id, '8')
    const platform = createDiscordPlatform({
      words: adapterWords(),
      token: app.token,
      apiUrl: local.apiUrl,
      marks: createMarks('secret'),
      log,
      paceScale: 1,
      shared: createSharedBudget(database.prisma),
    })
    const tries = Array.from({ length: EACH }, (_, n) =>
      // Nobody is there: what counts is that it was asked.
      platform.removePost({ externalId: guild.id }, `${guild.id.slice(0, -4)}${1_000 + n}`, guild.id),
    )
    await Promise.all(tries)
  }
  const began = performance.now()
  await Promise.all([work('One'), work('Other')])
  const seconds = (performance.now() - began) / 1_000
  expect(local.stats.view().limited).toEqual({})
  expect(local.stats.view().statuses[429] ?? 0).toBe(0)
  // Each books some places at a time, the last of which it may not need.
  expect(seconds).toBeGreaterThan((2 * EACH - 2 * 8) / PACE)
  // Nothing is lost either, but what a machine's own pauses take.
  expect(seconds).toBeLessThan((10 * 2 * EACH) / PACE)
})
