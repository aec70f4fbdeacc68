import { clean } from '../port/clean.ts'

/** A line of the log, as pino writes it. */
type Entry = Readonly<Record<string, unknown>>

const WARN = 40
const ERROR = 50
const FATAL = 60

/** What is said in words of its own: by the log's message, from its facts. All else is said as it stands. */
const SENTENCES: Readonly<Record<string, (entry: Entry) => string>> = {
  started: ({ port, database, platforms }) =>
    `Started: connected to ${list(platforms, named)}, with ${database === 'embedded' ? 'the embedded database' : 'PostgreSQL'}. Whether it is well is answered at port ${port} (/healthz).`,
  'connected to Slack': ({ mode }) =>
    `Connected to Slack, ${mode === 'socket' ? 'by Socket Mode' : 'over HTTP'}.`,
  'disconnected from Slack': () => 'Disconnected from Slack.',
  'commands are known; the manifest must declare them': () =>
    'Slack shows the commands that stand in the app’s manifest.',
  'connected to Discord': ({ servers }) =>
    `Connected to Discord: ${servers === 1 ? 'one server' : `${servers} servers`}.`,
  'discord commands checked': ({ changed }) =>
    changed === true ? 'Discord was given the commands.' : 'Discord has the commands already.',
  'database brought up to date': ({ migrations }) =>
    `The database was brought up to date: ${list(migrations)}.`,
  answered: (entry) => `Answered ${asked(entry)} in ${entry.ms} ms.`,
  'told why not': (entry) => `Said why not to ${asked(entry)}: ${entry.problem}.`,
  stopped: () => 'Stopped.',
}

/** The messages that are said in words of their own. */
export const SAID = Object.keys(SENTENCES)

/** What every line has, and what finds lines again: nothing to people. */
const UNSAID = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'trace', 'platform', 'err'])

/** A line of the log for people: when, and what, in a sentence. Of an error also where it came from, on lines below. */
export function logLine(json: string): string {
  const entry = parsed(json)
  if (!entry) return json
  const { time, level, msg, err } = entry
  const sentence = SENTENCES[String(msg)]?.(entry) ?? plain(entry)
  const below = Number(level) >= ERROR ? placesIn(err) : []
  const lines = [
    `${at(Number(time))} ${warning(Number(level))}${sentence}`,
    ...below.map((place) => `         ${place}`),
  ]
  return `${lines.map((line) => clean(line).replaceAll('\n', ' ')).join('\n')}\n`
}

function parsed(json: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(json)
    return typeof entry === 'object' && entry !== null ? { ...entry } : undefined
  } catch {
    return undefined
  }
}

function plain(entry: Entry): string {
  const facts = Object.entries(entry)
    .filter(([name, value]) => !UNSAID.has(name) && value !== undefined)
    .map(([name, value]) => `${wordsOf(name)} ${shown(value)}`)
  const all = [...facts, ...errorIn(entry.err), ...(Number(entry.level) >= WARN ? traceOf(entry) : [])]
  const message = String(entry.msg ?? '').replace(/^./, (first) => first.toUpperCase())
  const where = typeof entry.platform === 'string' ? ` (${named(entry.platform)})` : ''
  return `${message}${where}${all.length > 0 ? `: ${all.join(', ')}` : ''}.`
}

const asked = ({ platform, what }: Entry) => `${what} on ${named(platform)}`
const named = (platform: unknown) => String(platform).replace(/^./, (first) => first.toUpperCase())
const wordsOf = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
const list = (value: unknown, each: (one: unknown) => string = String) =>
  Array.isArray(value) ? value.map(each).join(' and ') : String(value)
const shown = (value: unknown): string => {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return list(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
const traceOf = ({ trace }: Entry) => (trace === undefined ? [] : [`trace ${trace}`])

function errorIn(err: unknown): string[] {
  if (typeof err !== 'object' || err === null) return []
  const { type, message } = { type: undefined, message: undefined, ...err }
  return [`${type ?? 'error'}${message === undefined ? '' : ` ${message}`}`]
}

function placesIn(err: unknown): string[] {
  const stack = typeof err === 'object' && err !== null && 'stack' in err ? String(err.stack) : ''
  return stack.split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []))
}

function warning(level: number): string {
  if (level >= FATAL) return 'It ends: '
  if (level >= ERROR) return 'Trouble: '
  return level >= WARN ? 'Note: ' : ''
}

/** The time of day where this runs, as `19:02:11`. */
function at(time: number): string {
  return new Date(time).toTimeString().slice(0, 8)
}
