import type { Json } from './state.ts'

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api'

/** What became of something sent to an app. */
export type Ack =
  | { readonly kind: 'acked'; readonly payload: Json }
  /** Not acknowledged in time. */
  | { readonly kind: 'timeout' }
  /** No socket, nobody listening, or an answer that is none. */
  | { readonly kind: 'failed' }

export interface Retry {
  readonly attempt: number
  readonly reason: string
}
