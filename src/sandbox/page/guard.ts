import type { IncomingMessage } from 'node:http'

/**
 * Whether a request comes from this page, or from somebody at this machine. A page elsewhere must not reach
 * in: not by a name that it points here, and not by a form or a script of its own.
 */
export function fromHere({ headers, method }: IncomingMessage, port: number): boolean {
  const { host = '', origin } = headers
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return false
  if (method === 'GET' || method === 'HEAD') return true
  return (
    origin === undefined || origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`
  )
}

/** What every answer says to the browser: run and load nothing that is not this server's own. */
export const SAFETY: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}
