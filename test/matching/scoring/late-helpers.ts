import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { TASK } from '../../../src/matching/scoring/board.ts'
import { newCrew } from '../../../src/matching/scoring/crew.ts'
import { shared } from '../../../src/matching/scoring/shared.ts'
import { boardsOf, type Found, seenOn } from './boards.ts'

/** What a crew is asked to do. */
const RUNS = [
  { task: TASK.candidates, keep: 5 },
  { task: TASK.rows, keep: 2, rows: Int32Array.of(3, 70, 129) },
  { task: TASK.pricing, keep: 8 },
]
const newBoard = boardsOf(130, 4)

/** What one thread alone finds in each run. */
export function alone(): string[][] {
  const board = newBoard()
  const crew = newCrew(board, 1)
  return RUNS.map(({ task, keep, rows }) => {
    crew.run(task, keep, rows)
    return seenOn(board, task)
  })
}

/** Ends a crew that has not come to its end in so long, ms. */
const HANGS_MS = 20_000
const HELPERS = 2

/** Places in a board's control that lie behind what the threads share. */
const [STEPS, MOMENT, HERE, COME, LENGTH] = [16, 17, 18, 19, 20]

/**
 * Atomics by which helpers begin exactly when the thread that gives tasks is about to look at, or change, what they
 * share for the so-manieth time; and then take longer over everything than it does.
 */
const TIMED = `
import { workerData } from 'node:worker_threads'
const isHelper = workerData.control !== undefined
const cell = new Int32Array(new SharedArrayBuffer(4))
const pause = (ms) => Atomics.wait(cell, 0, 0, ms)
let waited = false
function wait(control) {
  if (!waited) Atomics.add(control, ${HERE}, 1)
  waited = true
  Atomics.wait(control, ${COME}, 0)
  pause(4)
}
function step(control) {
  if (Atomics.add(control, ${STEPS}, 1) !== control[${MOMENT}]) return
  // A moment may be before there are any.
  for (let ms = 0; ms < 2000 && Atomics.load(control, ${HERE}) < ${HELPERS}; ms += 1) pause(1)
  Atomics.store(control, ${COME}, 1)
  Atomics.notify(control, ${COME})
  pause(40)
}
const timed = (name) => (control, ...rest) => {
  if (isHelper) wait(control)
  else step(control)
  return Atomics[name](control, ...rest)
}
export const Timed = {
  load: timed('load'),
  store: timed('store'),
  add: timed('add'),
  sub: timed('sub'),
  wait: Atomics.wait,
  notify: Atomics.notify,
}
`

/** Runs a crew on each board that it is given, and tells what it found. */
const PROGRAM = `
const { parentPort, workerData: { boards, runs, url } } = require('node:worker_threads')
void import(url).then(({ newCrew }) => {
  for (const board of boards) {
    const crew = newCrew(board, ${HELPERS + 1})
    const found = runs.map(({ task, keep, rows }) => {
      crew.run(task, keep, rows)
      const { counts, others, scores, worst } = board
      return { counts: counts.slice(), others: others.slice(), scores: scores.slice(), worst: worst.slice() }
    })
    crew.dismiss()
    parentPort.postMessage(found)
  }
})`

/**
 * What crews find whose helpers begin at these moments: before so many steps of the thread that gives them tasks.
 *
 * @param folder where `src/matching` lies compiled; copies of a few modules are added
 * @returns moments, and what was found in each run
 * @throws Error where a crew does not come to its end
 */
export async function lateHelpers(
  folder: string,
  moments: readonly number[],
): Promise<(readonly [number, string[][]])[]> {
  const boards = moments.map((moment) => {
    const board = newBoard()
    const control = shared(Int32Array, LENGTH)
    control.set(board.control)
    control[MOMENT] = moment
    return { ...board, control }
  })
  const workerData = { boards, runs: RUNS, url: writeTimed(folder) }
  const thread = new Worker(PROGRAM, { eval: true, workerData })
  const found: (readonly [number, string[][]])[] = []
  const hangs = setTimeout(() => void thread.terminate(), HANGS_MS)
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (byRun: Found[]) => {
        const seen = byRun.map((run, index) => seenOn(run, RUNS[index]?.task ?? 0))
        found.push([moments[found.length] ?? 0, seen])
        hangs.refresh()
        if (found.length === moments.length) resolve()
      })
      thread.once('error', reject)
      thread.once('exit', () =>
        reject(new Error(`a crew hangs whose helpers come before step ${moments[found.length]}`)),
      )
    })
    return found
  } finally {
    clearTimeout(hangs)
    await thread.terminate()
  }
}

/** The modules that look at what threads share, with other Atomics. Gives the URL of the one that makes crews. */
function writeTimed(folder: string): string {
  const at = (name: string) => join(folder, 'scoring', `${name}.js`)
  writeFileSync(at('timed'), TIMED)
  for (const name of ['crew', 'thread', 'work']) {
    const text = readFileSync(at(name), 'utf8')
      .replaceAll('Atomics.', 'Timed.')
      .replace(/'\.\/(work|thread)\.js'/g, "'./timed-$1.js'")
    writeFileSync(at(`timed-${name}`), `import { Timed } from './timed.js'\n${text}`)
  }
  return pathToFileURL(at('timed-crew')).href
}
