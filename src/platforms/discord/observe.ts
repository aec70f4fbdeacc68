import { DefaultRestOptions, type RESTOptions } from 'discord.js'
import { CALL_MADE, type CallMade, ROOM, type Room } from '../../port/observed.ts'

/** Sends a request of discord.js' client, and tells whoever measures. */
export const observedRequest: RESTOptions['makeRequest'] = async (url, init) => {
  const began = Date.now()
  const made = (outcome: string) =>
    CALL_MADE.publish({
      platform: 'discord',
      method: `${init.method ?? 'GET'} ${routeOf(url)}`,
      outcome,
      ms: Date.now() - began,
    } satisfies CallMade)
  try {
    const answer = await DefaultRestOptions.makeRequest(url, init)
    made(answer.ok ? 'ok' : String(answer.status))
    tellRoom(`${init.method ?? 'GET'} ${routeOf(url)}`, answer.headers)
    return answer
  } catch (error) {
    made('no answer')
    throw error
  }
}

/** Of the last channel or server that was asked: Discord counts most routes for each. */
function tellRoom(method: string, headers: { get(name: string): string | null }): void {
  const [most, left, after] = ['limit', 'remaining', 'reset-after'].map((name) =>
    Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN),
  )
  if (most === undefined || left === undefined || after === undefined) return
  if (Number.isNaN(most + left + after)) return
  const at = Date.now()
  const fullAt = at + after * 1_000
  ROOM.publish({ platform: 'discord', method, left, most, fullAt, at, gradual: false } satisfies Room)
}

/** A request's path without its version, and with `:id` for all that is not a word of Discord's API: ids and tokens. */
export function routeOf(url: string): string {
  const parts = new URL(url).pathname.split('/').filter((part) => part !== '')
  const version = parts.findIndex((part) => /^v\d+$/.test(part))
  return `/${parts
    .slice(version + 1)
    .map((part) => (/^(@[a-z]+|[a-z][a-z-]{2,23})$/.test(part) ? part : ':id'))
    .join('/')}`
}
