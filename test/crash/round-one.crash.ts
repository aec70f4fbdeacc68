import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { numbers } from './random.ts'
import { sandboxFolder } from './sandbox-process.ts'

const KILLS = 3
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)

const LINE =
  'Round One: 392 participants, 40 countries, 196 partnerships, 196 spaces, 196 prompts, 2 forum posts, 0 missing, 0 duplicates'

/** How many private channels a line of progress tells of. */
const channels = (line: string) => Number(/^private channels: (\d+) of/.exec(line)?.[1] ?? -1)

it(`publishes everything once, killed ${KILLS} times on the way (CRASH_SEED=${seed})`, async () => {
  const random = numbers(seed)
  const folder = sandboxFolder()
  // What a failed drill leaves behind is there to be looked at.
  onTestFinished(({ task }) => (task.result?.state === 'fail' ? undefined : folder.remove()))
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
  const last = folder.start()
  const status = await last.ended()
  expect(last.lines.at(-1)).toBe(LINE)
  expect(status).toBe(0)
})
