import { type DestinationStream, type Logger, pino } from 'pino'
import { traceInLog } from '../port/trace.ts'

/** What must never be written, should the log ever be handed it. */
const REDACTED = [
  'token',
  '*.token',
  '*.botToken',
  '*.appToken',
  '*.authorization',
  'err.requestBody',
  '*.headers',
]

/** The log: one JSON object a line, made of ids, kinds and times. To standard output, unless told otherwise. */
export function createLog(level: string | undefined, destination?: DestinationStream): Logger {
  const options = { level: level ?? 'info', redact: REDACTED, mixin: traceInLog }
  return destination ? pino(options, destination) : pino(options)
}
