import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Board, CONTROL } from './board.ts'
import { worker } from './work.ts'

/** This thread and those that help it. */
export type Crew = {
  /** Does a task (see `TASK`) for all rows, or these; what it finds is on the board. Throws if a thread failed. */
  readonly run: (task: number, keep: number, rows?: Int32Array) => void
  /** Ends the other threads. */
  readonly dismiss: () => void
}

/** A block beyond all rows, and far from what 32 bits hold, since each look counts it up. */
const NOTHING = 2 ** 30

/**
 * A crew of as many threads as the machine has cores for, `threads` at most. This one works too, so that nothing
 * waits for the others to start, and everything gets done where none can be had.
 */
export function newCrew(board: Board, threads = availableParallelism()): Crew {
  const { control } = board
  const work = worker(board)
  // A helper may begin at any moment, even before there is a first task.
  Atomics.store(control, CONTROL.next, NOTHING)
  // Only compiled code can be loaded by a thread of its own.
  const compiled = import.meta.url.endsWith('.js')
  const helpers = Array.from({ length: compiled ? threads - 1 : 0 }, () => {
    const helper = new Worker(new URL('./thread.js', import.meta.url), { workerData: board })
    helper.unref()
    return helper
  })
  return {
    run: (task, keep, rows) => {
      // Whoever comes while a task is being put on the board, part by part, finds nothing to do; whoever came
      // before is waited for.
      Atomics.store(control, CONTROL.next, NOTHING)
      waitUntilNoneIsBusy(control)
      if (rows) {
        board.listed.set(rows)
        board.counts.fill(0)
        board.worst.fill(0)
      }
      Atomics.store(control, CONTROL.listed, rows?.length ?? 0)
      Atomics.store(control, CONTROL.task, task)
      Atomics.store(control, CONTROL.keep, Math.min(keep, board.room))
      Atomics.store(control, CONTROL.next, 0)
      Atomics.add(control, CONTROL.job, 1)
      Atomics.notify(control, CONTROL.job)
      work()
      waitUntilNoneIsBusy(control)
      if (Atomics.load(control, CONTROL.failed) !== 0) throw new Error('a thread that scored pairs failed')
    },
    dismiss: () => {
      for (const helper of helpers) void helper.terminate()
    },
  }
}

function waitUntilNoneIsBusy(control: Int32Array): void {
  for (;;) {
    const busy = Atomics.load(control, CONTROL.busy)
    if (busy === 0) return
    Atomics.wait(control, CONTROL.busy, busy)
  }
}
