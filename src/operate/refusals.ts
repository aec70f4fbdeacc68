import type { Logger } from 'pino'
import { againstFloods } from '../http/flood.ts'
import type { Watch } from '../http/serve.ts'

/** How many refusals have a line of their own in a minute, and how many failures. */
const TOLD = { refused: 60, failed: 20 }

/** Tells the log of requests that were refused or that could not be answered; of a flood, how many. */
export function tellRefusals(log: Logger): Watch {
  const mayTell = againstFloods(TOLD.refused, (requests) =>
    log.warn({ requests }, 'more requests were refused'),
  )
  const mayComplain = againstFloods(TOLD.failed, (requests) =>
    log.error({ requests }, 'more requests could not be answered'),
  )
  return {
    refused(status, method) {
      if (mayTell()) log.warn({ status, method }, 'a request was refused')
    },
    failed(error) {
      if (mayComplain()) log.error({ err: error }, 'a request could not be answered')
    },
  }
}
