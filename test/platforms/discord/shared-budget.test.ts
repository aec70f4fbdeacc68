import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { createSharedBudget } from '../../../src/outbox/shared-budget.ts'
import { createDiscordPlatform } from '../../../src/platforms/discord/discord.ts'
import { createMarks } from '../../../src/port/marks.ts'
import { DiscordControl } from '../../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../../src/sandbox/discord/server.ts'
import { freshDatabase } from '../../support/database.ts'

const SCALE = 1
const EACH = 60
const log = pino({ level: 'silent' })

it('keeps two processes with one token together below the limit of all its calls', async () => {
  const local = await startDiscord({ rateScale: SCALE })
  onTestFinished(() => local.close())
  const control = new DiscordControl(local.url)
  const app = await control.app({ name: 'Counterpart' })
  const database = await freshDatabase()
  onTestFinished(() => database.close())
  const work = async (name: string) => {
    const guild = await control.guild({ name })
    await control.install(app.id, guild.id, '8')
    const platform = createDiscordPlatform({
      token: app.token,
      apiUrl: local.apiUrl,
      marks: createMarks('secret'),
      log,
      paceScale: SCALE,
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
  // Together 40 a second on this scale, and not much less.
  expect(seconds).toBeGreaterThan((2 * EACH - 8) / (40 * SCALE))
  expect(seconds).toBeLessThan((2 * EACH * 2) / (40 * SCALE))
})
