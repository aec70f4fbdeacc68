/** Slack sends nothing again after this many others; triggers live three seconds. */
const REMEMBERED = 1_000

/** What came of something, and whether it was done now. */
export interface Done<T> {
  readonly value: T
  readonly isNew: boolean
}

/**
 * Does something once for each key, however often it comes: where there are several connections the same may come
 * over each. Whoever comes again gets what the first got. What has no key is done each time, and so is what failed.
 */
export function createOnce<T>(): (key: string | undefined, work: () => Promise<T> | T) => Promise<Done<T>> {
  const known = new Map<string, Promise<T>>()
  return async (key, work) => {
    const there = key === undefined ? undefined : known.get(key)
    if (there) return { value: await there, isNew: false }
    const doing = Promise.resolve(work())
    if (key === undefined) return { value: await doing, isNew: true }
    known.set(key, doing)
    const [oldest] = known.keys()
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
    try {
      return { value: await doing, isNew: true }
    } catch (error) {
      known.delete(key)
      throw error
    }
  }
}
