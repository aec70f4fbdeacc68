import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { numbers } from './random.ts'
import type { RunningBot } from './running-bot.ts'
import { postgres, type Several, startSeveral } from './several-bots.ts'
import { AHEAD_MS, done, expectEverythingOnce, PEOPLE, untilPublished, untilQuiet } from './several-round.ts'

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
const SPEED = 40
/** Longer than until the others take a silent bot for dead and look what it did. */
const LONG_MS = 35_000
/** Shorter than until anybody gives anybody up. */
const SHORT_MS = 6_000

const server = await postgres()
if (server === undefined) {
  console.log('Skipped: no PostgreSQL answers at TEST_DATABASE_URL or 127.0.0.1:5432.')
}

it.runIf(server).for([
  { title: 'one of two bots for long, while the other takes over', bots: 2, cut: 1, ms: LONG_MS },
  { title: 'every bot, for a moment', bots: 2, cut: 2, ms: SHORT_MS },
])('cuts the line to the database of $title: everything once', async ({ bots, cut, ms }) => {
  const several = await startSeveral(server ?? '', { bots, people: PEOPLE, speed: SPEED })
  onTestFinished(({ task }) => several.close(task.result?.state === 'fail'))
  const random = numbers(seed + cut)
  await untilPublished(several)
  const reached = (PEOPLE / 4) * random()
  while ((await done(several, 'space')) < reached) await pause(20)
  several.tick(AHEAD_MS)
  await pause(random() * 200)
  const victims = (await keepersFirst(several)).slice(0, cut)
  for (const bot of victims) several.wireOf(bot).cut()
  // What was on the line already is through by then.
  await pause(500)
  const before = await done(several, 'space')
  await pause(ms)
  // The other takes over what the one that is cut off was at, too.
  const all = { timeout: 300_000, interval: 500 }
  if (cut < bots) await expect.poll(() => done(several, 'space'), all).toBe(PEOPLE / 2)
  const after = await done(several, 'space')
  console.log(`CRASH_SEED=${seed}: cut at ${before} of ${PEOPLE / 2} spaces, ${after} when it healed`)
  if (cut === bots) expect(after).toBe(before)
  // What was sent into the cut line comes now, long after its time.
  for (const bot of victims) several.wireOf(bot).heal()
  await untilQuiet(several)
  await expectEverythingOnce(several)
  expect(several.bots).toHaveLength(bots)
})

/** The bots, first those that look after a workspace. */
async function keepersFirst(several: Several): Promise<RunningBot[]> {
  const { rows } = await several.database.query<{ keeper: string }>(
    `SELECT DISTINCT "keeperId" AS keeper FROM "Workspace" WHERE "keeperId" IS NOT NULL`,
  )
  const keeps = (bot: RunningBot) =>
    rows.some(({ keeper }) => readFileSync(several.logOf(bot), 'utf8').includes(keeper))
  return [...several.bots].sort((a, b) => Number(keeps(b)) - Number(keeps(a)))
}
