import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, onTestFinished } from 'vitest'
import { type Bodies, createBodies } from '../../src/http/body.ts'
import { BOUNDS, type Bounds } from '../../src/http/bounds.ts'
import { bare, type Handler, serve } from '../../src/http/serve.ts'
import { asking, exchange, statusOf } from './raw.ts'

const QUICK: Bounds = {
  ...BOUNDS,
  connections: 8,
  headMs: 200,
  requestMs: 300,
  keptMs: 200,
  silentMs: 500,
  everyMs: 50,
}

async function opened(take: Handler, bounds = QUICK) {
  const refused: number[] = []
  const failed: unknown[] = []
  const served = await serve(take, {
    port: 0,
    bounds,
    watch: {
      refused: (status) => refused.push(status),
      failed: (error) => failed.push(error),
    },
  })
  onTestFinished(() => served.close())
  return { ...served, refused, failed }
}

/** A connection that says this and then nothing. */
function saying(port: number, words: string | Buffer): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write(words)
  onTestFinished(() => void socket.destroy())
  return socket
}

const ended = (socket: Socket) =>
  new Promise<void>((resolve) => socket.resume().once('close', () => resolve()))

const well: Handler = (_request, response) => bare(response, 204)

const reading =
  (bodies: Bodies): Handler =>
  async (request, response) => {
    const body = await bodies.read(request)
    const status = typeof body === 'string' ? { 'too-large': 413, 'no-room': 503, 'cut-off': 400 }[body] : 200
    response.writeHead(status, { 'x-size': body.length }).end()
  }

it.each([
  ['nonsense', 'hello\r\n\r\n', 400],
  ['a binary greeting', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0]), 400],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['too many headers', asking('/', 'GET', [`X: ${'x'.repeat(17_000)}`]), 431],
  ['a target without an end', `GET /${'a'.repeat(17_000)}`, 431],
  ['two lengths', asking('/', 'POST', ['Content-Length: 1', 'Content-Length: 2']), 400],
  ['a length and chunks', asking('/', 'POST', ['Content-Length: 1', 'Transfer-Encoding: chunked']), 400],
  ['a negative length', asking('/', 'POST', ['Content-Length: -1']), 400],
  ['a null in a header', asking('/', 'GET', ['X: a\0b']), 400],
  ['a way to elsewhere', asking('example.org:443', 'CONNECT'), 405],
  ['an expectation', asking('/', 'GET', ['Expect: miracles']), 417],
])('answers %s, and tells it once', async (_, words, status) => {
  const { port, refused, failed } = await opened(well)
  expect(await statusOf(port, words)).toBe(status)
  expect(refused).toEqual([status])
  expect(failed).toEqual([])
  expect(await statusOf(port, asking('/'))).toBe(204)
})

it.each([
  ['the head', 'POST / HTTP/1.1\r\nHost: x\r\nX-'],
  ['the body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf'],
])('gives up on a request of which only half comes: %s', async (_, words) => {
  const { port, refused } = await opened(reading(createBodies(1_000, 10_000)))
  expect(await exchange(port, words)).toMatch(/^HTTP\/1\.1 408 /)
  expect(refused).toEqual([408])
})

// Node takes the first silence for progress of what it wrote.
it('cuts a connection that never reads its answer', async () => {
  const { port } = await opened((_request, response) => void response.end(Buffer.alloc(50_000_000)))
  const socket = saying(port, asking('/')).pause()
  await new Promise((resolve) => setTimeout(resolve, 3 * QUICK.silentMs))
  let size = 0
  socket.on('data', (part) => {
    size += part.length
  })
  await ended(socket)
  expect(size).toBeLessThan(20_000_000)
})

it('answers somebody new where others hold all places with half requests', async () => {
  const { port } = await opened(well, { ...QUICK, headMs: 20_000, requestMs: 20_000 })
  const slow = Array.from({ length: 50 }, () => saying(port, 'GET / HTTP/1.1\r\n'))
  const gone = Promise.all(slow.slice(0, 40).map(ended))
  expect(await statusOf(port, asking('/'))).toBe(204)
  await gone
})

it('takes no place from those who are being answered', async () => {
  const release: (() => void)[] = []
  const { port } = await opened(async (_request, response) => {
    await new Promise<void>((resolve) => release.push(resolve))
    bare(response, 204)
  })
  const waiting = Array.from({ length: 8 }, () => statusOf(port, asking('/')))
  await expect.poll(() => release.length).toBe(8)
  expect(await exchange(port, asking('/'))).toBe('')
  for (const go of release) go()
  expect(await Promise.all(waiting)).toEqual(Array(8).fill(204))
})

it('keeps little of a hundred bodies that come by half, and nothing of them afterwards', async () => {
  const bodies = createBodies(500_000, 2_000_000)
  const { port } = await opened(reading(bodies), { ...QUICK, connections: 200 })
  let most = 0
  const looking = setInterval(() => {
    most = Math.max(most, bodies.held())
  }, 5)
  onTestFinished(() => clearInterval(looking))
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n'
  const half = Array.from({ length: 100 }, () => ended(saying(port, `${head}${'x'.repeat(200_000)}`)))
  await Promise.all(half)
  expect(most).toBeGreaterThan(1_000_000)
  expect(most).toBeLessThanOrEqual(2_500_000)
  expect(bodies.held()).toBe(0)
})

it('gives back what a thousand bodies took that came by half', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const held = () => {
    collect()
    return process.memoryUsage().arrayBuffers
  }
  const bodies = createBodies(500_000, 2_000_000)
  const { port } = await opened(reading(bodies), { ...QUICK, connections: 200 })
  const before = held()
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n'
  for (let round = 0; round < 10; round++) {
    const half = Array.from({ length: 100 }, () => ended(saying(port, `${head}${'x'.repeat(100_000)}`)))
    await Promise.all(half)
  }
  await expect.poll(held, { timeout: 5_000 }).toBeLessThan(before + 2_000_000)
})

it('reads a whole body as it came, in parts or not', async () => {
  const { port } = await opened(reading(createBodies(1_000, 10_000)))
  expect(await exchange(port, asking('/', 'POST', [], 'x'.repeat(1_000)))).toContain('x-size: 1000')
  const parts = `${'1\r\nx\r\n'.repeat(999)}0\r\n\r\n`
  const chunked = asking('/', 'POST', ['Transfer-Encoding: chunked'])
  expect(await exchange(port, chunked + parts)).toContain('x-size: 999')
  expect(await statusOf(port, asking('/', 'POST', [], 'x'.repeat(1_001)))).toBe(413)
  expect(await statusOf(port, `${chunked}${'1\r\nx\r\n'.repeat(1_001)}0\r\n\r\n`)).toBe(413)
})

it('leaves no connection behind that asks to become something else', async () => {
  const { port, server, close } = await opened(well)
  const headers = ['Connection: upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x']
  expect(await statusOf(port, asking('/', 'GET', headers).replace('Connection: close\r\n', ''))).toBe(204)
  const count = () => new Promise((resolve) => server.getConnections((_, open) => resolve(open)))
  await expect.poll(count).toBe(0)
  await close()
})

it('goes on where a connection cannot be accepted', async () => {
  const { port, server, failed } = await opened(well)
  const none = Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' })
  server.emit('error', none)
  server.emit('error', none)
  expect(failed).toEqual([none, none])
  expect(await statusOf(port, asking('/'))).toBe(204)
})
