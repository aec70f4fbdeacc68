/** Wakes one who waits. A ring that comes while nobody waits is not lost: the next wait ends at once. */
export interface Bell {
  ring(): void
  /** Forgets rings: whoever looks for work after this needs none of those before. */
  hush(): void
  /** Until it rings, or so many ms have passed. */
  wait(ms: number): Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    hush() {
      rung = false
    },
    async wait(ms) {
      if (rung) return
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms)
        wake = resolve
      })
      clearTimeout(timer)
      wake = undefined
    },
  }
}
