import { connect } from 'node:net'

export interface Patience {
  /** After how long without a word it is given up, ms. */
  readonly silenceMs?: number
  /** What is waited for; else until the server hangs up. */
  readonly until?: RegExp
}

/** Says these bytes to a server, and gives what it says. */
export async function exchange(
  port: number,
  bytes: string | Buffer,
  { silenceMs = 2_000, until }: Patience = {},
): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  return new Promise((resolve, reject) => {
    const end = () => {
      socket.destroy()
      resolve(heard)
    }
    socket.setTimeout(silenceMs, end)
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1')
      if (until?.test(heard)) end()
    })
    socket.on('end', end)
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(error)
      else end()
    })
  })
}

const STATUS = /^HTTP\/1\.1 (\d{3})/

/** The status that a server answers a request with; undefined where it answers nothing. */
export async function statusOf(port: number, bytes: string | Buffer): Promise<number | undefined> {
  const status = STATUS.exec(await exchange(port, bytes, { until: STATUS }))?.[1]
  return status === undefined ? undefined : Number(status)
}

/** A request that asks the server to hang up after its answer. */
export const asking = (target: string, method = 'GET', headers: readonly string[] = [], body = ''): string =>
  [
    `${method} ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: close',
    ...headers,
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    '',
    body,
  ].join('\r\n')
