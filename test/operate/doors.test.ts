import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { serveHealth } from '../../src/operate/health.ts'
import { asking, statusOf } from '../http/raw.ts'

async function door(handlers = {}) {
  const lines: { level: number; msg: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const checks = {
    database: async () => undefined,
    connected: () => ({ slack: true }),
    metrics: async () => ({ type: 'text/plain', body: 'one 1\n' }),
  }
  const health = await serveHealth(0, log, checks, handlers)
  onTestFinished(() => health.close())
  return { port: health.port, lines }
}

it.each(['//', '//[', 'http://[', '//:99999999', '//?', '*', '/%', '/%00', '/__proto__', '/constructor'])(
  'answers a request for %s, and goes on',
  async (target) => {
    const { port, lines } = await door()
    const status = await statusOf(port, asking(target))
    expect([400, 404]).toContain(status)
    expect(lines).toMatchObject([{ level: 40, status }])
    expect(await statusOf(port, asking('/healthz'))).toBe(200)
    expect(lines).toHaveLength(1)
  },
)

it.each(['/healthz?now', 'http://127.0.0.1/healthz', 'http://127.0.0.1/healthz?now'])(
  'knows its path in %s',
  async (target) => {
    const { port } = await door()
    expect(await statusOf(port, asking(target))).toBe(200)
  },
)

it('answers for whoever throws, and goes on', async () => {
  const { port, lines } = await door({
    '/now': () => {
      throw new Error('now')
    },
    '/later': async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      throw new Error('later')
    },
  })
  expect(await statusOf(port, asking('/now'))).toBe(500)
  expect(await statusOf(port, asking('/later'))).toBe(500)
  expect(lines).toMatchObject([{ level: 50 }, { level: 50 }])
})
