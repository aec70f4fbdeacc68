import type { Logger } from 'pino'
import type { Watch } from '../http/serve.ts'

/** How many refusals have a line of their own in a minute: a flood of them must not fill the disk. */
const TOLD = 60
const MINUTE = 60_000

/** Tells the log of requests that were refused or that could not be answered; of a flood, how many. */
export function tellRefusals(log: Logger): Watch {
  let told = 0
  let untold = 0

  function turnOfMinute(): void {
    if (untold > 0) log.warn({ requests: untold }, 'more requests were refused')
    told = 0
    untold = 0
  }
  return {
    refused(status, method) {
      if (told === 0) setTimeout(turnOfMinute, MINUTE).unref()
      if (told >= TOLD) untold += 1
      else {
        told += 1
        log.warn({ status, method }, 'a request was refused')
      }
    },
    failed: (error) => log.error({ err: error }, 'a request could not be answered'),
  }
}
