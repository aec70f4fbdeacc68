// A thread that helps to look through pairs. It ends with the process, or when it is terminated.
import { workerData } from 'node:worker_threads'
import { type Board, CONTROL } from './board.ts'
import { worker } from './work.ts'

const board: Board = workerData
const { control } = board
const work = worker(board)
for (;;) {
  const job = Atomics.load(control, CONTROL.job)
  Atomics.add(control, CONTROL.busy, 1)
  try {
    work()
  } catch (error) {
    Atomics.store(control, CONTROL.failed, 1)
    throw error
  } finally {
    Atomics.sub(control, CONTROL.busy, 1)
    Atomics.notify(control, CONTROL.busy)
  }
  Atomics.wait(control, CONTROL.job, job)
}
