import { connect } from 'node:net'

/** Says these bytes to a server, and gives all that it says until it hangs up or falls silent. */
export async function exchange(port: number, bytes: string | Buffer, silenceMs = 2_000): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const heard: Buffer[] = []
  return new Promise((resolve, reject) => {
    const end = () => {
      socket.destroy()
      resolve(Buffer.concat(heard).toString('latin1'))
    }
    socket.setTimeout(silenceMs, end)
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk) => heard.push(chunk))
    socket.on('end', end)
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(error)
      else end()
    })
  })
}

/** The status that a server answers a request with; undefined where it answers nothing. */
export async function statusOf(port: number, bytes: string | Buffer): Promise<number | undefined> {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(await exchange(port, bytes))?.[1]
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
