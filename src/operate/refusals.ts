import type { Logger } from 'pino'
import { againstFloods } from '../http/flood.ts'
import type { Watch } from '../http/serve.ts'

/** How many refusals have a line of their own in a minute. */
const TOLD = 60

/** Tells the log of requests that were refused or that could not be answered; of a flood, how many. */
export function tellRefusals(log: Logger): Watch {
  const mayTell = againstFloods(TOLD, (requests) => log.warn({ requests }, 'more requests were refused'))
  return {
    refused(status, method) {
      if (mayTell()) log.warn({ status, method }, 'a request was refused')
    },
    failed: (error) => log.error({ err: error }, 'a request could not be answered'),
  }
}
