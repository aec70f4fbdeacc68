import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { traceInLog } from '../../src/port/trace.ts'
import { startAProgramme } from '../support/acts.ts'
import { discordPlace, slackPlace } from './places.ts'

type Line = Readonly<Record<string, unknown>>

it.each([
  ['slack', slackPlace, 'conversations.create'],
  ['discord', discordPlace, 'POST /guilds/:id/channels'],
] as const)(
  'on %s a command can be followed to its effects, their calls, and no further',
  async (_, open, method) => {
    const lines: Line[] = []
    const log = pino({ level: 'debug', mixin: traceInLog }, { write: (line) => lines.push(JSON.parse(line)) })
    const place = await open(log)
    onTestFinished(() => place.close())
    await startAProgramme(place.owner, 'Secretive Librarians')
    await place.quiet()

    const saved = lines.find((line) => line.msg === 'answered' && line.answer === 'saved')
    expect(saved?.trace).toMatch(/^[0-9a-f]{8}$/)
    const effects = await place.bot.database.prisma.effect.findMany({ where: { kind: 'channel' } })
    expect(effects.map(({ trace }) => trace)).toEqual([saved?.trace, saved?.trace, saved?.trace])
    const calls = lines.filter((line) => line.msg === 'called' && line.method === method)
    expect(calls.length).toBeGreaterThanOrEqual(3)
    expect(calls.map(({ trace }) => trace)).toEqual(calls.map(() => saved?.trace))
    const commands = lines.filter((line) => line.msg === 'answered').map(({ trace }) => trace)
    expect(new Set(commands).size).toBe(commands.length)
    // What was typed, and who typed it, is nobody's business who reads a log.
    expect(JSON.stringify(lines)).not.toMatch(/Secretive|Olive|xoxb-|xapp-/)
  },
)
