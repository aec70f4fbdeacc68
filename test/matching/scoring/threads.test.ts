import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { TASK } from '../../../src/matching/scoring/board.ts'
import { newCrew } from '../../../src/matching/scoring/crew.ts'
import { compileMatching } from '../compiled.ts'
import { boardsOf, ROOM, seenOn } from './boards.ts'
import { alone, lateHelpers } from './late-helpers.ts'

let compiled: ReturnType<typeof compileMatching>
beforeAll(() => {
  compiled = compileMatching()
})
afterAll(() => compiled.remove())

it('threads find the same as one alone, again and again', async () => {
  const board = boardsOf(1500, 4)
  const [apart, together] = [board(), board()]
  const one = newCrew(apart, 1)
  const url = pathToFileURL(join(compiled.folder, 'scoring', 'crew.js')).href
  const threaded: { newCrew: typeof newCrew } = await import(/* @vite-ignore */ url)
  const many = threaded.newCrew(together, 3)
  for (const task of [TASK.candidates, TASK.pricing, TASK.candidates, TASK.pricing, TASK.pricing]) {
    one.run(task, ROOM)
    many.run(task, ROOM)
    expect(seenOn(together, task)).toEqual(seenOn(apart, task))
  }
  many.dismiss()
})

it('helpers that begin while a task is being given find the same', async () => {
  const found = await lateHelpers(compiled.folder, [1, 2, 3, 4, 5, 6, 7])
  for (const [moment, seen] of found) expect([moment, seen]).toEqual([moment, alone()])
})
