// Answers one question about a pool in a thread of its own; what is wrong with the pool is thrown where it was asked.
import { parentPort, workerData } from 'node:worker_threads'
import type { Question } from './aside.ts'
import { matchPool, whatIf } from './match.ts'

const { pool, couples }: Question = workerData
parentPort?.postMessage(couples ? whatIf(pool, couples) : matchPool(pool))
