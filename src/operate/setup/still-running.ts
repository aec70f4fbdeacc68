import { createServer } from 'node:net'
import { StartError } from '../../port/platform.ts'

/** How long whoever listens there may take to say who they are, ms. */
const PATIENCE_MS = 2_000

/**
 * A bot that runs already keeps the port that the next one needs, and would know nothing of what is written now.
 *
 * @throws StartError where somebody listens there, with what to do
 */
export async function refuseBesideAnother({
  host = '127.0.0.1',
  port,
}: {
  readonly host?: string
  readonly port: number
}): Promise<void> {
  if (!(await isTaken(host, port))) return
  throw new StartError(
    (await isBot(host, port))
      ? 'The bot runs already. Stop it first (Ctrl-C where it runs, or as it was started), then run this again.'
      : `PORT: ${port} is in use by another process. Stop that one, or choose another PORT in .env, then run this again.`,
  )
}

/** Whatever else is wrong with the address, the bot says when it starts. */
function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'EADDRINUSE'))
    server.listen({ host, port }, () => server.close(() => resolve(false)))
  })
}

/** Whether it answers as our `/healthz` does. */
async function isBot(host: string, port: number): Promise<boolean> {
  const near =
    host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer: unknown = await (await fetch(`http://${near}:${port}/healthz`, { signal })).json()
    return typeof answer === 'object' && answer !== null && 'database' in answer && 'platforms' in answer
  } catch {
    return false
  }
}
