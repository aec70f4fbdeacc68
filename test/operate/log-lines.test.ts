import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/operate/log.ts'
import { logLine, SAID } from '../../src/operate/log-lines.ts'

const src = join(import.meta.dirname, '../../src')

/** What people read of what is logged, without the time of day. */
function read(say: (log: ReturnType<typeof createLog>) => void): string[] {
  const written: string[] = []
  const destination = { write: (line: string) => void written.push(line) }
  say(createLog('trace', { destination, format: 'lines' }))
  const all = written.join('').split('\n')
  expect(all.pop()).toBe('')
  return all.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''))
}

describe('the log for people', () => {
  it.each<[object, string, string]>([
    [
      { port: 3000, database: 'embedded', platforms: ['slack', 'discord'] },
      'started',
      'Started: connected to Slack and Discord, with the embedded database. Whether it is well is answered at port 3000 (/healthz).',
    ],
    [
      { platform: 'slack', team: 'T1', mode: 'socket' },
      'connected to Slack',
      'Connected to Slack, by Socket Mode.',
    ],
    [{ servers: 1 }, 'connected to Discord', 'Connected to Discord: one server.'],
    [
      { platform: 'slack', what: 'join', account: 'a1', ms: 12, answer: 'say' },
      'answered',
      'Answered join on Slack in 12 ms.',
    ],
    [
      { platform: 'slack', step: 'ticket', failure: { kind: 'lost' } },
      'a file could not be brought to Slack',
      'A file could not be brought to Slack (Slack): step ticket, failure {"kind":"lost"}.',
    ],
  ])('says %j, %s in a sentence', (facts, message, line) => {
    expect(read((log) => log.info(facts, message))).toEqual([line])
  })

  it('says what is a warning and what is trouble, with what went wrong and where', () => {
    const [note, trouble, ...places] = read((log) => {
      log.warn({ missing: ['files:write'] }, 'the Slack app lacks scopes')
      log.error({ err: new TypeError('not a function') }, 'tick failed')
    })
    expect(note).toBe('Note: The Slack app lacks scopes: missing files:write.')
    expect(trouble).toBe('Trouble: Tick failed: TypeError not a function.')
    expect(places.length).toBeGreaterThan(0)
    for (const place of places) expect(place).toMatch(/^ {9}at /)
  })

  it('stays in its line, and gives a terminal no orders', () => {
    expect(read((log) => log.info({ detail: 'one\n\u001b[2Jtwo' }, 'the scheduler reported'))).toEqual([
      'The scheduler reported: detail one [2Jtwo.',
    ])
    expect(logLine('no object\n')).toBe('no object\n')
  })

  it('has words of its own for nothing that is not logged', () => {
    const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('log-lines.ts'))
      .map((name) => readFileSync(join(src, name), 'utf8'))
      .join('\n')
    expect(SAID.filter((message) => !code.includes(`'${message}'`))).toEqual([])
  })
})
