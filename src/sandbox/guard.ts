import type { IncomingMessage } from 'node:http'

/**
 * Whether a request comes from this server's own page, or from a program of this machine. A page elsewhere must
 * not reach in: not by a name that it points here (it stands in `Host`), not by a script or a form of its own
 * (`Origin`), not by a picture's address (`Sec-Fetch-Site`, where there is no `Origin`). Following a link to here is
 * no more than looking.
 */
export function fromHere({ headers, method }: IncomingMessage, port: number): boolean {
  const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host)) return false
  const own = [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
  if (origin !== undefined && !own.includes(origin)) return false
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return method === 'GET' && mode === 'navigate'
}
