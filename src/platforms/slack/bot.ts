import type { Logger } from 'pino'
import type { Marks } from '../../port/marks.ts'
import type { Call } from './web-api.ts'

/** Who we are in the workspace, as Slack told at the start. */
export interface Identity {
  readonly team: string
  readonly teamName: string
  readonly user: string
  readonly botId?: string
  /** The workspace's address, with a slash at its end; empty where Slack told none. */
  readonly url: string
}

/** What the outbound verbs work with. */
export interface Bot {
  readonly call: Call
  readonly marks: Marks
  readonly log: Logger
  /** Wall time, epoch ms. */
  readonly wall: () => number
  readonly me: () => Identity
  /** How much faster than the real Slack the one we talk to runs; 1 for the real one. */
  readonly scale: number
}
