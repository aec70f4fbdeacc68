import type { Ground } from '../crash/ground.ts'
import { groundOn, type Life, openLife, type PlatformName, STEPS, type Step } from '../crash/life.ts'

/** What goes wrong in a life, and when. */
export interface Disturbance {
  /** Done before a step is. */
  readonly before?: Readonly<Partial<Record<Step, () => Promise<void>>>>
  /** Done after a step, when nothing is under way any more; what it begins is waited for too. */
  readonly after?: Readonly<Partial<Record<Step, () => Promise<void>>>>
  /** A request of the publication, and what is done while it is held (`METHOD /path` and body); `release` lets it go on. */
  readonly held?: RegExp
  readonly during?: (release: () => void, request: string) => Promise<void>
  /** Done after each step. */
  readonly between?: () => Promise<void>
  /** The last step. */
  readonly until?: Step
}

/** A life with that in it: what is on the platform in the end, and the effects by `kind:state`. */
export async function live(life: Life, disturbance: Disturbance = {}) {
  const { before, after, held, during, between, until } = disturbance
  let counts: Readonly<Record<string, number>> = {}
  for (const [name, step] of STEPS) {
    await before?.[name]?.()
    const trap = name === 'publish' && held ? life.gate.hold('request', held) : undefined
    await step(life)
    if (trap) await during?.(trap.release, await trap.held)
    counts = await life.quiet()
    if (after?.[name]) {
      await after[name]()
      counts = await life.quiet()
    }
    await between?.()
    if (name === until) break
  }
  // How many are let into a channel with one request depends on when the minute turns.
  const { 'channel-access:done': _, 'channel-access:dropped': __, ...effects } = counts
  return { picture: await life.ground.picture(), effects }
}

/** Does `work` with a life on that ground, on the embedded database, and ends it. */
export async function within<G extends Ground, T>(
  ground: G,
  work: (life: Life, ground: G) => Promise<T>,
): Promise<T> {
  const life = await openLife(ground, 'embedded', undefined)
  let failed = true
  try {
    await life.start()
    const result = await work(life, ground)
    failed = false
    return result
  } finally {
    await life.close(failed)
  }
}

const references = new Map<PlatformName, ReturnType<typeof live>>()

/** What such a life leaves where nothing goes wrong. */
export function undisturbed(platform: PlatformName): ReturnType<typeof live> {
  const known =
    references.get(platform) ?? groundOn(platform).then((ground) => within(ground, (life) => live(life)))
  references.set(platform, known)
  return known
}
