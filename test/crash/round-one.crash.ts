import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { numbers } from './random.ts'
import { type SandboxFolder, sandboxFolder } from './sandbox-process.ts'

const KILLS = 3
const MANY_KILLS = 200
/** By then most runs have got somewhere, and few have come to their end, ms. */
const LONGEST_RUN_MS = 12_000
const MONTHS = 5
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)

/** What the sandbox counts on both platforms at the end, when so many topics have come. */
const line = (topics: number) =>
  `Round One: 392 participants, 40 countries, 196 partnerships, 196 spaces, ${196 * topics} prompts, ${2 * topics} forum posts, 0 missing, 0 duplicates`

/** How many private channels a line of progress tells of. */
const channels = (line: string) => Number(/^private channels: (\d+) of/.exec(line)?.[1] ?? -1)

it(`publishes everything once, killed ${KILLS} times on the way (CRASH_SEED=${seed})`, async () => {
  const random = numbers(seed)
  const folder = folderOfDrill()
  const moments: string[] = []
  let reached = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const bot = folder.start()
    // Each kill later in the publication than the one before, up to its very end.
    reached += (190 - reached) * random() ** (KILLS - kill)
    await bot.line((line) => channels(line) >= reached)
    await pause(random() * 500)
    await bot.kill()
    moments.push(bot.lines.at(-1) ?? '')
    expect(
      bot.lines.some((line) => line.startsWith('Round One: ')),
      'was killed before the end',
    ).toBe(false)
  }
  console.log(`killed at: ${moments.join('; ')} in ${folder.path}`)
  await comesToItsEnd(folder, 0)
})

it.runIf(process.env.CRASH_ALL)(
  `does everything once, killed ${MANY_KILLS} times at any moment (CRASH_SEED=${seed})`,
  { timeout: 7_200_000 },
  async () => {
    const random = numbers(seed + 1)
    let kills = 0
    for (let rounds = 1; kills < MANY_KILLS; rounds += 1) {
      const folder = folderOfDrill()
      while (kills < MANY_KILLS) {
        const bot = folder.start('--months', String(MONTHS))
        if (await bot.endsWithin(random() * LONGEST_RUN_MS)) break
        await bot.kill()
        kills += 1
        if (kills % 10 === 0) console.log(`Round One ${rounds}, kill ${kills}: ${bot.lines.at(-1)}`)
      }
      await comesToItsEnd(folder, MONTHS)
    }
  },
)

function folderOfDrill(): SandboxFolder {
  const folder = sandboxFolder()
  // What a failed drill leaves behind is there to be looked at.
  onTestFinished(({ task }) => (task.result?.state === 'fail' ? undefined : folder.remove()))
  return folder
}

async function comesToItsEnd(folder: SandboxFolder, months: number): Promise<void> {
  const last = folder.start('--months', String(months))
  const status = await last.ended()
  expect(last.lines.at(-1)).toBe(line(1 + months))
  expect(status).toBe(0)
}
