import { createHash } from 'node:crypto'
import type { Route } from './call.ts'

/** What the limits say of one call. */
export type Verdict =
  | { readonly kind: 'pass'; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly kind: 'limited'
      /** Seconds. */
      readonly retryAfter: number
      readonly scope: 'user' | 'global' | 'shared'
      readonly headers: Readonly<Record<string, string>>
    }

interface Bucket {
  used: number
  /** Epoch ms. */
  resets: number
}

const USUAL: readonly [number, number] = [10, 5_000]
const GLOBAL = 50

/**
 * Fixed windows by route and top-level id (channel, guild, webhook with token), and 50 requests a second
 * for each bot. `scale` makes all windows that many times shorter.
 */
export function createLimits(scale: number) {
  const buckets = new Map<string, Bucket>()
  const globals = new Map<string, Bucket>()
  const take = (held: Map<string, Bucket>, key: string, ms: number, now: number): Bucket => {
    let bucket = held.get(key)
    if (!bucket || bucket.resets <= now) {
      bucket = { used: 0, resets: now + ms / scale }
      held.set(key, bucket)
    }
    return bucket
  }

  return {
    check(route: Route, params: Readonly<Record<string, string>>, app: string | undefined): Verdict {
      const now = Date.now()
      if (buckets.size > 20_000)
        for (const [key, bucket] of buckets) if (bucket.resets <= now) buckets.delete(key)
      const [count, ms] = route.limit ?? USUAL
      const name = createHash('md5').update(`${route.method} ${route.path}`).digest('hex')
      const major = params.channel ?? params.guild ?? webhookKey(params)
      const bucket = take(buckets, `${app ?? ''}:${name}:${major}`, ms, now)
      const after = Math.max(bucket.resets - now, 0) / 1000
      const headers = (remaining: number) => ({
        'X-RateLimit-Limit': String(count),
        'X-RateLimit-Remaining': String(remaining),
        'X-RateLimit-Reset': (bucket.resets / 1000).toFixed(3),
        'X-RateLimit-Reset-After': after.toFixed(3),
        'X-RateLimit-Bucket': name,
      })
      if (bucket.used >= count)
        return { kind: 'limited', retryAfter: after, scope: 'user', headers: headers(0) }
      if (!route.open && app !== undefined) {
        const whole = take(globals, app, 1_000, now)
        if (whole.used >= GLOBAL) {
          const retryAfter = Math.max(whole.resets - now, 1) / 1000
          return { kind: 'limited', retryAfter, scope: 'global', headers: { 'X-RateLimit-Global': 'true' } }
        }
        whole.used++
      }
      bucket.used++
      return { kind: 'pass', headers: headers(count - bucket.used) }
    },
  }
}

function webhookKey(params: Readonly<Record<string, string>>): string {
  return params.webhook === undefined ? '' : `${params.webhook}:${params.token ?? ''}`
}

/** 10,000 answers of 401, 403 or 429 in ten minutes shut the address out until the ten minutes are over. */
export function createInvalidCounter(scale: number, most: number) {
  let window: Bucket = { used: 0, resets: 0 }
  const current = () => {
    const now = Date.now()
    if (window.resets <= now) window = { used: 0, resets: now + 600_000 / scale }
    return window
  }
  return {
    count: (status: number) => {
      if (status === 401 || status === 403 || status === 429) current().used++
    },
    banned: () => current().used >= most,
    used: () => current().used,
  }
}
