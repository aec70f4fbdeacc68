import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/database/root.ts'
import { serveHealth } from '../../src/operate/health.ts'
import { createMetrics } from '../../src/operate/metrics.ts'
import { routeOf } from '../../src/platforms/discord/observe.ts'
import { ANSWERED, CALL_MADE, ROOM, type Room, WAITED } from '../../src/port/observed.ts'
import { recordDeeds } from '../outbox/deeds.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

const NOW = Date.UTC(2026, 10, 24, 12)

/** The samples of Prometheus' text format: name and labels, and the value. */
function samples(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )
}

describe('what is measured', () => {
  it('counts what is not done, by kind, platform and state, and how old it is', async () => {
    const { programme, workspace } = await programmeOn(deskOn(database, { at: NOW }), 'TMETRICS')
    const of = { programmeId: programme.id, workspaceId: workspace.id }
    const record = (kind: string, key: string, at: number) =>
      recordDeeds(database, [{ ...of, kind, key, at }])
    await record('prompt', '1', NOW - 90_000)
    await record('prompt', '2', NOW - 30_000)
    await record('space', '1', NOW - 10_000)
    await record('space', '2', NOW - 500_000)
    await record('space', '3', NOW - 900_000)
    await database.prisma.effect.updateMany({ where: { kind: 'space', key: '2' }, data: { state: 'failed' } })
    await database.prisma.effect.updateMany({ where: { kind: 'space', key: '3' }, data: { state: 'done' } })
    const metrics = createMetrics(database.prisma, () => NOW)
    const found = samples((await metrics.text()).body)
    expect(found.get('counterpart_effects{kind="prompt",platform="slack",state="ready"}')).toBe(2)
    expect(found.get('counterpart_effects{kind="space",platform="slack",state="ready"}')).toBe(1)
    expect(found.get('counterpart_effects{kind="space",platform="slack",state="failed"}')).toBe(1)
    expect([...found.keys()].filter((name) => name.includes('"done"'))).toEqual([])
    expect(found.get('counterpart_oldest_effect_age_seconds{kind="prompt",platform="slack"}')).toBe(90)
    // One that failed waits for an organiser, not for us.
    expect(found.get('counterpart_oldest_effect_age_seconds{kind="space",platform="slack"}')).toBe(10)
    metrics.stop()
  })

  it('has calls, answers, waits and turns', async () => {
    const metrics = createMetrics(database.prisma, () => NOW)
    CALL_MADE.publish({ platform: 'slack', method: 'chat.postMessage', outcome: 'ok', ms: 120 })
    CALL_MADE.publish({ platform: 'slack', method: 'chat.postMessage', outcome: 'later', ms: 20 })
    ANSWERED.publish({ platform: 'discord', what: '/join', outcome: 'answered', ms: 40 })
    WAITED.publish({ platform: 'slack', ms: 700, sentAway: false })
    WAITED.publish({ platform: 'slack', ms: 0, sentAway: true })
    const room = { platform: 'slack', method: 'chat.update', left: -2, most: 3, at: NOW - 10_000 }
    ROOM.publish({ ...room, fullAt: NOW + 10_000, gradual: true } satisfies Room)
    ROOM.publish({ ...room, method: 'chat.delete', fullAt: NOW - 1, gradual: true } satisfies Room)
    ROOM.publish({ ...room, platform: 'discord', left: 1, fullAt: NOW + 1, gradual: false } satisfies Room)
    metrics.ticked(30, 2000)
    const found = samples((await metrics.text()).body)
    const call = 'platform="slack",method="chat.postMessage"'
    expect(found.get(`counterpart_platform_call_seconds_count{${call},outcome="ok"}`)).toBe(1)
    expect(found.get(`counterpart_platform_call_seconds_sum{${call},outcome="ok"}`)).toBe(0.12)
    expect(found.get(`counterpart_platform_call_seconds_count{${call},outcome="later"}`)).toBe(1)
    const answer = 'platform="discord",what="/join",outcome="answered"'
    expect(found.get(`counterpart_answer_seconds_bucket{le="0.025",${answer}}`)).toBe(0)
    expect(found.get(`counterpart_answer_seconds_bucket{le="0.05",${answer}}`)).toBe(1)
    expect(found.get('counterpart_rate_budget_wait_seconds_sum{platform="slack"}')).toBe(0.7)
    expect(found.get('counterpart_rate_budget_sent_away_total{platform="slack"}')).toBe(1)
    // Half of the time until it is full has passed since the last call.
    expect(found.get('counterpart_rate_budget_room{platform="slack",method="chat.update"}')).toBe(0.5)
    expect(found.get('counterpart_rate_budget_room{platform="slack",method="chat.delete"}')).toBe(3)
    expect(found.get('counterpart_rate_budget_room{platform="discord",method="chat.update"}')).toBe(1)
    expect(found.get('counterpart_tick_lag_seconds')).toBe(2)
    expect(found.get('process_resident_memory_bytes')).toBeGreaterThan(1e6)
    metrics.stop()
    CALL_MADE.publish({ platform: 'slack', method: 'chat.postMessage', outcome: 'ok', ms: 1 })
  })

  it('is all explained in docs/operate.md', async () => {
    const metrics = createMetrics(database.prisma, () => NOW)
    const names = [...(await metrics.text()).body.matchAll(/^# TYPE (counterpart_\w+)/gm)].map(
      ([, name]) => name,
    )
    metrics.stop()
    expect(names.length).toBe(9)
    const page = readFileSync(join(projectRoot, 'docs', 'operate.md'), 'utf8')
    expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([])
  })
})

describe('a route of Discord', () => {
  it.each([
    ['https://discord.com/api/v10/channels/1234567890/messages?limit=2', '/channels/:id/messages'],
    [
      'https://discord.com/api/v10/webhooks/12/aW50ZXJh-Y3Rpb246/messages/@original',
      '/webhooks/:id/:id/messages/@original',
    ],
    ['http://127.0.0.1:1/api/v10/interactions/1/abcDEF0123456789/callback', '/interactions/:id/:id/callback'],
    ['https://discord.com/api/v10/guilds/1/members/2', '/guilds/:id/members/:id'],
    ['https://discord.com/api/v10/gateway/bot', '/gateway/bot'],
  ])('%s', (url, route) => {
    expect(routeOf(url)).toBe(route)
  })
})

describe('the bot’s own HTTP', () => {
  const log = pino({ level: 'silent' })
  const checks = {
    database: (): Promise<void> => Promise.resolve(),
    connected: () => ({ slack: true, discord: true }),
    also: async () => ({ turns: true }),
    metrics: async () => ({ type: 'text/plain', body: 'one 1\n' }),
  }
  it.each([
    ['all is well', {}, { '/healthz': 200, '/readyz': 200, '/metrics': 200, '/other': 404 }],
    [
      'a platform is not connected',
      { connected: () => ({ slack: false }) },
      { '/healthz': 200, '/readyz': 503 },
    ],
    [
      'something else is not well',
      { also: async () => ({ turns: false }) },
      { '/healthz': 503, '/readyz': 503 },
    ],
    [
      'the database is down',
      {
        database: () => Promise.reject(new Error('postgresql://name:word@host is away')),
        metrics: () => Promise.reject(new Error('away')),
      },
      { '/healthz': 503, '/readyz': 503, '/metrics': 503 },
    ],
  ])('says whether %s', async (_, changed, expected) => {
    const health = await serveHealth({ port: 0, log, checks: { ...checks, ...changed } })
    try {
      for (const [path, status] of Object.entries(expected)) {
        const answer = await fetch(`http://127.0.0.1:${health.port}${path}`)
        expect([path, answer.status]).toEqual([path, status])
        expect(await answer.text()).not.toContain('word')
      }
    } finally {
      await health.close()
    }
  })
})
