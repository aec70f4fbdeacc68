import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { type Checks, serveHealth } from '../../src/operate/health.ts'
import { asking, statusOf } from '../http/raw.ts'

const CHECKS: Checks = {
  database: async () => undefined,
  connected: () => ({ slack: true }),
  metrics: async () => ({ type: 'text/plain', body: 'one 1\n' }),
}

async function door(handlers = {}, checks: Partial<Checks> = {}) {
  const lines: { level: number; msg: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const health = await serveHealth({ port: 0, log, checks: { ...CHECKS, ...checks }, handlers })
  onTestFinished(() => health.close())
  return { ...health, lines }
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

it('asks the database once for a crowd that wants to know how it is', async () => {
  let pings = 0
  const { port } = await door(
    {},
    {
      database: async () => {
        pings += 1
      },
    },
  )
  const paths = ['/healthz', '/readyz']
  const asked = Array.from({ length: 200 }, (_, at) => statusOf(port, asking(paths[at % 2] ?? '')))
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
  expect(pings).toBeLessThanOrEqual(3)
})

it('does not fill the log with what a flood of requests is refused for', async () => {
  const { port, lines } = await door()
  for (let sent = 0; sent < 100; sent++) await statusOf(port, asking('//'))
  expect(lines).toHaveLength(60)
})

it('takes nothing but a question for how it is', async () => {
  const { port } = await door()
  expect(await statusOf(port, asking('/healthz', 'POST', [], 'x'))).toBe(405)
  expect(await statusOf(port, asking('/healthz', 'HEAD'))).toBe(200)
})

it('says in a sentence why it cannot be opened', async () => {
  const { port } = await door()
  const again = { log: pino({ level: 'silent' }), checks: CHECKS }
  await expect(serveHealth({ ...again, port })).rejects.toThrow(`PORT: ${port} is in use`)
  await expect(serveHealth({ ...again, port: 0, host: '192.0.2.1' })).rejects.toThrow('HOST: 192.0.2.1')
})

it('is reached from this machine alone, unless told otherwise', async () => {
  const { server } = await door()
  expect(server.address()).toMatchObject({ address: '127.0.0.1' })
})
