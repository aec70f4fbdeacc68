import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { parseEnv } from 'node:util'
import { ConfigError } from '../../config.ts'

const OURS_ALONE = 0o600

/** The settings in a file, where there is one. Throws a `ConfigError` where it cannot be read. */
export function readSettings(path: string): Readonly<Record<string, string | undefined>> {
  return parseEnv(readText(path))
}

/**
 * Puts settings into a file, which is its owner's alone from then on. Other lines in it stay as they are. It is
 * there as a whole or as it was before.
 *
 * @throws ConfigError where it cannot be written
 */
export function writeSettings(path: string, settings: Readonly<Record<string, string>>): void {
  const text = withSettings(readText(path), settings)
  // Of a link, what it leads to.
  const file = existsSync(path) ? realpathSync(path) : path
  const draft = `${file}.${process.pid}.new`
  try {
    const handle = openSync(draft, 'wx', OURS_ALONE)
    try {
      writeSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw new ConfigError([
      `${path} cannot be written (${codeOf(error)}). Make it a file that this user may change.`,
    ])
  }
}

/** A file's text with those settings in it. */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = text === '' ? [HEAD] : text.replace(/\r?\n$/, '').split(/\r?\n/)
  for (const [name, value] of Object.entries(settings)) {
    const sets = new RegExp(`^\\s*(export\\s+)?${name}\\s*=`)
    const first = lines.findIndex((line) => sets.test(line))
    const line = `${name}=${value}`
    if (first === -1) lines.push(line)
    else
      lines.splice(
        0,
        lines.length,
        ...lines.flatMap((old, at) => (at === first ? [line] : sets.test(old) ? [] : [old])),
      )
  }
  const made = `${lines.join(end)}${end}`
  holds(made, { ...parseEnv(text), ...settings })
  return made
}

const HEAD = '# Made by npm run setup. What else can be set stands in .env.example.'

/** A value over several lines can hold what looks like a setting. */
function holds(text: string, wanted: Readonly<Record<string, string | undefined>>): void {
  const now = parseEnv(text)
  const lost = Object.keys(wanted).filter((name) => now[name] !== wanted[name])
  if (lost.length === 0) return
  throw new ConfigError([
    `.env is written in a way that this cannot change (${lost.join(', ')}): set it by hand.`,
  ])
}

function readText(path: string): string {
  if (!existsSync(path)) return ''
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConfigError([
      `${path} cannot be read (${codeOf(error)}). Make it a file that this user may read.`,
    ])
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
