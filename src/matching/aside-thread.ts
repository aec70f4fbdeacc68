// Answers one question about a pool in a thread of its own; what is wrong with the pool is thrown where it was asked.
import { parentPort, workerData } from 'node:worker_threads'
import type { Question } from './aside.ts'
import { matchPool } from './match.ts'
import { alternatives, whatIf } from './what-if.ts'

const { pool, couples, others }: Question = workerData
const answer = couples
  ? whatIf(pool, couples)
  : others
    ? alternatives(pool, others.ids, others.count)
    : matchPool(pool)
parentPort?.postMessage(answer)
