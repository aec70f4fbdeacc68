import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client.ts'
import { ALIVE_MS, buryTheDead, joinKeepers, leaveKeepers, stayAlive, takeWorkspaces } from './keepers.ts'

/** This process among those that work on one database. */
export interface Keeping {
  /** The name under which it claims at present. Once declared dead it goes on under another. */
  name(): string
  /** Whether what was claimed under that name may still be begun. Asks no clock but this machine's. */
  holds(name: string): boolean
  /** Takes workspaces that nobody looks after and that something is to be done in; how many. */
  take(): Promise<number>
  /** Lets others have its workspaces at once; for when nothing is under way any more. */
  release(): Promise<void>
  /** Stops telling that it lives. */
  stop(): void
}

export interface KeepingOptions {
  readonly prisma: PrismaClient
  readonly log: Logger
  /** The platforms that this process is connected to. */
  readonly platforms: readonly string[]
  /** Clocks of this machine, ms: the first to run out decides. */
  readonly clocks?: readonly (() => number)[]
  /** How often it tells that it lives, ms. */
  readonly everyMs?: number
}

const BEAT_MS = 2_000
/** While a machine is asleep one stands still, and the other goes on. */
const CLOCKS = [() => performance.now(), Date.now]

/**
 * Tells the others that this process lives, and takes over from those that don't.
 *
 * Each workspace has one keeper, since what a platform allows is counted by workspace: one who sees all
 * calls knows best how many may follow. Who has not been heard of for `ALIVE_MS` sends nothing more by
 * itself (`holds`), and after a further quiet time, in which its last request comes to its end, the
 * others take its workspaces and look what it did.
 */
export async function startKeeping(options: KeepingOptions): Promise<Keeping> {
  const { prisma, log, platforms, clocks = CLOCKS, everyMs = BEAT_MS } = options
  let name = randomUUID()
  let until: number[] = []
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  /** Reckoned from before the question was sent, so never later than the database reckons. */
  const from = () => clocks.map((clock) => clock() + ALIVE_MS)

  async function beat(): Promise<void> {
    const then = from()
    if (await stayAlive(prisma, name)) until = then
    else {
      log.warn('was taken for dead, and begins anew')
      until = []
      name = randomUUID()
      await enter()
    }
    const dead = await buryTheDead(prisma)
    if (dead > 0) log.info({ dead }, 'took over from processes that are gone')
    await takeWorkspaces(prisma, name, platforms)
  }

  async function enter(): Promise<void> {
    const then = from()
    await joinKeepers(prisma, name)
    until = then
    log.info({ keeper: name }, 'works on the database beside others')
  }

  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      beat()
        .catch((error: unknown) => log.warn({ err: error }, 'the database did not hear that we live'))
        .finally(next)
    }, everyMs)
  }

  await enter()
  next()
  return {
    name: () => name,
    holds: (one) => one === name && clocks.every((clock, index) => clock() < (until[index] ?? 0)),
    take: () => takeWorkspaces(prisma, name, platforms),
    release: () => leaveKeepers(prisma, name),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
