import type { Logger } from 'pino'

/** How long a line may take to be written before the process ends, ms. */
const WRITE_MS = 250

type Listens = Pick<NodeJS.Process, 'on' | 'exit'>

/**
 * For what nobody else caught. A rejection that nobody waits for is a library's (discord.js 14.28 makes one of a frame
 * of the gateway that lacks what it should hold, @slack/socket-mode 3.1 of a stop while it connects anew): nothing of ours hangs on it, since whatever
 * we do is awaited, and so it is said and goes on. After an exception nobody knows how far something had come: it is said
 * and the process ends, to be started again; what it had under way is found by its marks.
 */
export function catchLast(log: Pick<Logger, 'error' | 'fatal'>, on: Listens = process): void {
  on.on('unhandledRejection', (reason: unknown) => {
    log.error({ err: asError(reason) }, 'a rejection that nobody waited for')
  })
  on.on('uncaughtException', (error: unknown) => {
    log.fatal({ err: asError(error) }, 'an exception that nobody caught: ending')
    setTimeout(() => on.exit(1), WRITE_MS)
  })
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(`not an error: ${typeof thrown}`)
