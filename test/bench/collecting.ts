// Loaded into a bot that is measured (`--expose-gc --import`): says, when asked, what it holds once all garbage is gone.
import { setTimeout as pause } from 'node:timers/promises'

/** Collections after which what others let go of in their turn is gone, too. */
const TIMES = 4

process.on('message', async () => {
  for (let time = 0; time < TIMES; time++) {
    globalThis.gc?.()
    await pause(50)
  }
  const { heapUsed, external } = process.memoryUsage()
  process.send?.(heapUsed + external)
})
// Being listened to is no reason to stay.
process.channel?.unref()
