import { type DestinationStream, type Logger, pino } from 'pino'
import { scrub } from '../port/scrub.ts'
import { traceInLog } from '../port/trace.ts'
import { logLine } from './log-lines.ts'

/** What must never be written, should the log ever be handed it. */
const REDACTED = ['token', '*.token', '*.botToken', '*.appToken', '*.authorization', '*.headers']
/** How far down the causes of an error are told. */
const DEEP = 4
/** A secret that is shorter would be found in words. */
const SHORTEST = 8

export interface LogOptions {
  readonly destination?: DestinationStream
  /** The settings that nobody else may read: they are written nowhere, whatever holds them. */
  readonly secrets?: readonly string[]
  /** `json`: one object a line, for programs; unless set. `lines`: sentences, for people. */
  readonly format?: 'json' | 'lines' | undefined
}

/** The log, made of ids, kinds and times. To standard output, unless told otherwise. */
export function createLog(
  level: string | undefined,
  { destination, secrets = [], format = 'json' }: LogOptions = {},
): Logger {
  const known = secrets.filter((secret) => secret.length >= SHORTEST)
  const options = {
    level: level ?? 'info',
    redact: REDACTED,
    mixin: traceInLog,
    serializers: { err: errorInLog },
    hooks: {
      // The last word: whatever came to be in a line.
      streamWrite: (line: string) => {
        const safe = known.reduce((shown, secret) => shown.replaceAll(secret, '…'), scrub(line))
        return format === 'lines' ? logLine(safe) : safe
      },
    },
  }
  return destination ? pino(options, destination) : pino(options)
}

/**
 * An error as the log may have it: what it is, where it came from and why. Whatever else hangs on it (a request with its
 * address and body, an answer) is somebody's.
 */
export function errorInLog(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  return {
    type: name,
    message: scrub(message),
    ...fact(error, 'code'),
    ...fact(error, 'status'),
    ...(stack !== undefined && depth === 0 && { stack: scrub(stack) }),
    ...(cause !== undefined && depth < DEEP && { cause: errorInLog(cause, depth + 1) }),
    ...(error instanceof AggregateError &&
      depth < DEEP && { errors: error.errors.slice(0, DEEP).map((one) => errorInLog(one, depth + 1)) }),
  }
}

function fact(error: object, name: 'code' | 'status'): object {
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' || typeof value === 'number' ? { [name]: value } : {}
}
