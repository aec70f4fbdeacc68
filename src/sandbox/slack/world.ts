import type { Wire } from '../wire.ts'
import type { Faults } from './faults.ts'
import type { FileBytes } from './file-bytes.ts'
import type { Index } from './index-of.ts'
import type { Journal } from './journal.ts'
import type { Links } from './links.ts'
import type { News } from './news.ts'
import type { Limits } from './rate.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { State } from './state.ts'
import type { Stats } from './stats.ts'
import type { Triggers } from './triggers.ts'
import type { Windows } from './windows.ts'

/** Everything that one running local Slack consists of. */
export interface World {
  readonly journal: Journal
  readonly state: State
  readonly index: Index
  readonly news: News
  readonly limits: Limits
  readonly faults: Faults
  readonly stats: Stats
  readonly windows: Windows
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly links: Links
  readonly bytes: FileBytes
  readonly wire: Wire
  /** The last `ts` of each workspace, in microseconds. */
  readonly lastTs: Map<string, number>
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  url: string
  /** How long an app has to acknowledge, in milliseconds; Slack gives 3,000. */
  readonly ackWithin: number
  /** Epoch milliseconds by the sandbox's calendar. */
  now(): number
}
