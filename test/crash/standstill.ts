import type { Platform } from '../../src/port/platform.ts'

/** Where a bot stands still, to be killed there: at a request of the outbox to a platform. */
export interface Standstill {
  /** The outbox has saved that it calls, and nothing was sent; or all is answered, and nothing saved. */
  readonly when: 'before' | 'answered'
  /** A method of the port, such as `ensurePost`. */
  readonly verb: string
  /** What the request's arguments, as JSON, contain. */
  readonly words: string
}

export interface Standing {
  /** The platform with that in it. */
  within(platform: Platform): Platform
  /** Stands still there, too, once. */
  next(at: Standstill): void
}

/** @param stands called when the place is reached */
export function stoppingAt(first: Standstill | undefined, stands: () => void): Standing {
  let wanted = first

  const reached = (when: Standstill['when'], verb: string, args: readonly unknown[]): boolean => {
    if (wanted?.when !== when || wanted.verb !== verb) return false
    if (!JSON.stringify(args).includes(wanted.words)) return false
    wanted = undefined
    return true
  }
  const forever = () => {
    stands()
    return new Promise<never>(() => {})
  }

  return {
    next(at) {
      wanted = at
    },
    within: (platform) =>
      new Proxy(platform, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name)
          if (typeof member !== 'function') return member
          return (...args: unknown[]) => {
            const verb = String(name)
            if (reached('before', verb, args)) return forever()
            const result: unknown = member.apply(target, args)
            if (!(result instanceof Promise)) return result
            return result.then((value) => (reached('answered', verb, args) ? forever() : value))
          }
        },
      }),
  }
}
