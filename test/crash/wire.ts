import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a database that can be cut as networks are: nothing comes through, and nobody is told. */
export interface Wire {
  /** What to connect to instead. */
  readonly url: string
  cut(): void
  /** Lets through all that was sent meanwhile, however late it is by now. */
  heal(): void
  close(): Promise<void>
}

/** @param target a `postgresql://` address */
export async function openWire(target: string): Promise<Wire> {
  const to = new URL(target)
  const sockets = new Set<Socket>()
  let through = true

  const server = createServer((near) => {
    const far = connect(Number(to.port || 5432), to.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('data', (bytes) => other.write(bytes))
      one.once('end', () => other.end())
      one.once('error', () => other.destroy())
      one.once('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      if (!through) one.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cut() {
      through = false
      for (const socket of sockets) socket.pause()
    },
    heal() {
      through = true
      for (const socket of sockets) socket.resume()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
