import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { startBotProcess } from '../crash/running-bot.ts'
import { postgres, startSeveral } from '../crash/several-bots.ts'
import { expectEverythingOnce, untilPublished, untilQuiet } from '../crash/several-round.ts'
import { startAProgramme } from '../support/acts.ts'
import { emptyDatabase } from '../support/server.ts'
import type { Somebody } from '../support/somebody.ts'
import { type Servers, startServers } from './servers.ts'

const server = await postgres()
if (server === undefined) {
  console.log('Skipped: no PostgreSQL answers at TEST_DATABASE_URL or 127.0.0.1:5432.')
}

/** Two that are enough for more than Discord's fifty calls a second each, and one that is soon done. */
const LARGE = 80
const SMALL = 4
const PROGRAMMES = [LARGE, LARGE, SMALL]
/** What counts against the limits that all bots of a token share. */
const MAKES = /^POST \/(?:guilds|channels)\//
/** Three times as many channels as Slack makes at once, and in a minute. */
const ON_SLACK = 120
/** So many times faster than real: Slack's minute in ten seconds. */
const SPEED = 6

it.runIf(server)(
  'two bots with one Discord token publish in two servers at the real limits, and a small programme does not wait',
  { timeout: 900_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'counterpart-limits-'))
    const empty = await emptyDatabase(server ?? '')
    const { local, token, servers } = await startServers(PROGRAMMES)
    const settings = { databaseUrl: empty.url, speed: 1, discordApiUrl: local.apiUrl, discordToken: token }
    const start = (name: string) => startBotProcess({ ...settings, folder: join(folder, name) })
    const bots = await Promise.all(['one', 'other'].map(start))
    const database = new Client({ connectionString: empty.url })
    await database.connect()
    onTestFinished(async ({ task }) => {
      await Promise.all(bots.map((bot) => bot.end().catch(() => undefined)))
      await database.end()
      await Promise.all([empty.drop(), local.close()])
      if (task.result?.state !== 'fail') rmSync(folder, { recursive: true, force: true })
    })
    for (const { owner, everybodyJoins } of servers) {
      await open(owner)
      await everybodyJoins()
    }
    const left = () => underWay(database, servers)
    const soon = { timeout: 120_000, interval: 50 }
    await expect.poll(left, soon).toEqual([0, 0, 0])
    for (const { owner } of servers) await draft(owner)
    // One bot looks after one of the large programmes, the other after the others.
    await share(database, servers)

    const [one, other, small] = servers
    if (!one || !other || !small) throw new Error('no servers')
    for (const { owner } of servers) await owner.click('Publish')
    await Promise.all([one, other].map(({ owner }) => owner.click('Publish now')))
    await small.owner.click('Publish now')
    await expect.poll(async () => (await left())[2], soon).toBe(0)
    expect(Math.min(...(await left()).slice(0, 2)), 'the large ones are not done yet').toBeGreaterThan(0)
    await expect.poll(left, soon).toEqual([0, 0, 0])

    // A process that stood still for a moment sends at once what it was allowed to send bit by bit: one call in a
    // hundred at most. Without a budget that the two share it is one in nine.
    const { calls, limited } = local.stats.view()
    const made = (of: Readonly<Record<string, number>>) =>
      Object.entries(of).reduce((sum, [name, times]) => sum + (MAKES.test(name) ? times : 0), 0)
    expect(made(calls)).toBeGreaterThan(250)
    expect(made(limited)).toBeLessThanOrEqual(made(calls) / 100)
    for (const [index, { spaces }] of servers.entries()) {
      const said = (await spaces()).map((posts) => posts.length)
      expect(said).toEqual(Array.from({ length: (PROGRAMMES[index] ?? 0) / 2 }, () => 2))
    }
  },
)

it.runIf(server)(
  'two bots of one Slack workspace publish no faster together than one may alone',
  { timeout: 900_000 },
  async () => {
    const several = await startSeveral(server ?? '', { bots: 2, people: ON_SLACK, speed: SPEED, on: 'slack' })
    onTestFinished(({ task }) => several.close(task.result?.state === 'fail'))
    await untilPublished(several)
    await untilQuiet(several)
    await expectEverythingOnce(several)
  },
)

async function open(owner: Somebody): Promise<void> {
  expect(await startAProgramme(owner)).toMatch(/is set up/)
  // Its channels are being made meanwhile.
  const opened = () => owner.command('round', 'open')
  await expect.poll(opened, { timeout: 60_000, interval: 500 }).toMatch(/Round 1 is open/)
}

async function draft(owner: Somebody): Promise<void> {
  expect(await owner.command('round', 'close')).toMatch(/take part/)
  expect(await owner.command('round', 'match')).toMatch(/pairs/)
}

/** How many effects of each server are not done. */
async function underWay(database: Client, servers: Servers['servers']): Promise<number[]> {
  const { rows } = await database.query<{ guild: string; left: number }>(
    `SELECT w."externalId" AS guild, count(*)::int AS left
       FROM "Effect" e JOIN "Workspace" w ON w."id" = e."workspaceId"
      WHERE e."state" IN ('ready', 'claimed', 'calling', 'unknown') GROUP BY 1`,
  )
  return servers.map(({ guild }) => rows.find((row) => row.guild === guild)?.left ?? 0)
}

/** The first server to one bot, the others to the other: chance would give both to one, now and then. */
async function share(database: Client, servers: Servers['servers']): Promise<void> {
  const { rows } = await database.query<{ id: string }>('SELECT "id" FROM "Keeper" ORDER BY "id"')
  for (const [index, { guild }] of servers.entries()) {
    await database.query('UPDATE "Workspace" SET "keeperId" = $1 WHERE "externalId" = $2', [
      rows[Math.min(index, rows.length - 1)]?.id,
      guild,
    ])
  }
}
