/** Counts what changes for each person, and lets callers wait for the next change. */
export class News {
  // Starts at the clock, so that a number from before a restart is never ahead of those after it.
  #sequence = Date.now()
  readonly #last = new Map<string, number>()
  readonly #waiting = new Map<string, Set<() => void>>()

  /** Tells that something changed for these people; returns the change's number. */
  tell(team: string, users: Iterable<string>): number {
    this.#sequence += 1
    for (const user of users) {
      const key = `${team}/${user}`
      this.#last.set(key, this.#sequence)
      const waiting = this.#waiting.get(key)
      if (waiting === undefined) continue
      this.#waiting.delete(key)
      for (const wake of waiting) wake()
    }
    return this.#sequence
  }

  of(team: string, user: string): number {
    return this.#last.get(`${team}/${user}`) ?? 0
  }

  /** Resolves when something newer than `after` is there for the person, after `ms`, or when the caller is gone. */
  wait(team: string, user: string, after: number, ms: number, gone?: AbortSignal): Promise<number> {
    if (this.of(team, user) > after || ms <= 0) return Promise.resolve(this.of(team, user))
    const key = `${team}/${user}`
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(key) ?? new Set()
      this.#waiting.set(key, waiting)
      const done = () => {
        clearTimeout(timer)
        gone?.removeEventListener('abort', done)
        waiting.delete(done)
        resolve(this.of(team, user))
      }
      const timer = setTimeout(done, ms)
      waiting.add(done)
      gone?.addEventListener('abort', done)
    })
  }

  /** Lets all waiting callers go, for a stop. */
  release(): void {
    for (const waiting of this.#waiting.values()) for (const wake of waiting) wake()
    this.#waiting.clear()
  }
}
