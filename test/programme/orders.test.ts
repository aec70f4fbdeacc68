import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '../../src/programme/problem.ts'
import { cases } from '../support/thorough.ts'
import { useWorld } from '../support/world.ts'
import { DOINGS, type Stage, type Stand } from './orders/doings.ts'
import { factsOf } from './orders/facts.ts'
import { type Saved, type Shelf, shelfOf } from './orders/saved.ts'
import { setStages } from './orders/stage.ts'

const { desk, database } = useWorld()
let shelf: Shelf
let stage: Stage
let saved: ReadonlyMap<Stand, Saved>
/** What the database holds. */
let now: Saved

beforeAll(async () => {
  shelf = await shelfOf(database.prisma)
  ;({ stage, saved } = await setStages(desk, shelf))
  now = await shelf.read()
})

type Step = () => Promise<unknown>

/** What somebody is told: done, or the code of a problem. Nothing else may come of it. */
async function told(step: Step): Promise<string> {
  try {
    await step()
    return 'done'
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

async function from(stand: Stand) {
  await shelf.put(now, saved.get(stand)!)
}

async function outcome(answers: readonly string[]) {
  now = await shelf.read()
  return { answers, facts: factsOf(now) }
}

/** Both, the second once the first is done. */
async function inOrder(stand: Stand, steps: readonly [Step, Step], first: 0 | 1) {
  await from(stand)
  const answers = ['', '']
  for (const which of first === 0 ? [0, 1] : [1, 0]) answers[which] = await told(steps[which]!)
  return outcome(answers)
}

/** Both, begun so many ms apart. */
async function atOnce(stand: Stand, steps: readonly [Step, Step], delays: readonly [number, number]) {
  await from(stand)
  const begun = steps.map(async (step, which) => {
    if (delays[which]! > 0) await new Promise((resolve) => setTimeout(resolve, delays[which]))
    return told(step)
  })
  return outcome(await Promise.all(begun))
}

/** Each two of what can be done, and each of them by two people, wherever at least one of both does something. */
const names = Object.keys(DOINGS)
const pairs = names.flatMap((one, index) =>
  names.slice(index).flatMap((other) => {
    const stands = new Set([...DOINGS[one]!.at, ...DOINGS[other]!.at])
    return [...stands].map((stand) => ({ one, other, stand }))
  }),
)

/** `RACES=200`: each pair so often. */
const RACES = Number(process.env.RACES ?? 0)
const times = RACES || 1
const chosen = RACES ? pairs : pairs.filter((_, index) => index % cases(24, 1) === 0)

describe.each(chosen)('$one and $other at once ($stand)', ({ one, other, stand }) => {
  it('is one after the other, and each is told what is so', async () => {
    await shelf.sweep()
    const steps: [Step, Step] = [() => DOINGS[one]!.run(stage, 0), () => DOINGS[other]!.run(stage, 1)]
    const orders = [await inOrder(stand, steps, 0), await inOrder(stand, steps, 1)]
    for (let time = 0; time < times; time += 1) {
      const apart = (time % 5) * 2
      expect(orders).toContainEqual(await atOnce(stand, steps, time % 2 === 0 ? [0, apart] : [apart, 0]))
    }
  })
})
