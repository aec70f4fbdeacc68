import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/**
 * What a line in the log belongs to: a trace begins with what a person did or with a turn of the scheduler,
 * is kept with the effects that this records, and goes on in the requests that carry them out, also after
 * a restart.
 */
const traces = new AsyncLocalStorage<string>()

/** A new trace: 8 hexadecimal digits, short enough to be read out. */
export function newTrace(): string {
  return randomBytes(4).toString('hex')
}

/** Does `work`; whatever is logged or recorded in it belongs to that trace. */
export function withinTrace<T>(trace: string, work: () => T): T {
  return traces.run(trace, work)
}

export function currentTrace(): string | undefined {
  return traces.getStore()
}

/** For pino's `mixin`: adds the trace to each line that has one. */
export function traceInLog(): { trace?: string } {
  const trace = currentTrace()
  return trace === undefined ? {} : { trace }
}
