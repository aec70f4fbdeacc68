import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { numbers } from './random.ts'
import { postgres, startSeveral } from './several-bots.ts'
import {
  AHEAD_MS,
  calling,
  done,
  expectEverythingOnce,
  PEOPLE,
  troubles,
  untilPublished,
  untilQuiet,
} from './several-round.ts'

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
const PAIRS = PEOPLE / 2
const SPEED = 40

let server: string | undefined
beforeAll(async () => {
  server = await postgres()
})

it.for([
  { bots: 2, kills: 1 },
  { bots: 4, kills: 2 },
])(
  '$bots bots on one PostgreSQL, $kills killed while publishing with a topic due: everything once',
  async ({ bots, kills }, { skip }) => {
    if (server === undefined) {
      console.log('Skipped: no PostgreSQL answers at TEST_DATABASE_URL or 127.0.0.1:5432.')
      return skip()
    }
    const random = numbers(seed + bots)
    const several = await startSeveral(server, { bots, people: PEOPLE, speed: SPEED })
    onTestFinished(({ task }) => several.close(task.result?.state === 'fail'))
    await untilPublished(several)
    const killed: string[] = []
    let reached = 0
    for (let kill = 0; kill < kills; kill += 1) {
      reached += (PAIRS - 4 - reached) * random()
      while ((await done(several, 'space')) < reached) await pause(20)
      // Every bot sees that a further topic is due while the publication is under way.
      several.tick(AHEAD_MS)
      await pause(random() * 200)
      const victim = several.bots[Math.floor(random() * several.bots.length)]
      if (!victim) throw new Error('nobody left')
      await several.kill(victim)
      killed.push(
        `at ${await done(several, 'space')} of ${PAIRS} spaces with ${await calling(several)} calls under way`,
      )
    }
    console.log(`CRASH_SEED=${seed}: killed ${killed.join(', ')}; logs in ${several.folder}`)
    await untilQuiet(several)
    await expectEverythingOnce(several)
    expect(troubles(several)).toEqual([])
  },
)
