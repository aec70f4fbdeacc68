/** How much of a server its visitors may take up. */
export interface Bounds {
  /** Connections that are open at once. */
  readonly connections: number
  /** A request's line and headers together, bytes. */
  readonly headBytes: number
  /** How long the line and the headers may take to come, ms. */
  readonly headMs: number
  /** How long a whole request may take to come, ms; not less than the head. */
  readonly requestMs: number
  /** How long a connection without a request is kept for the next one, ms. */
  readonly keptMs: number
  /** After how long without a byte in either direction a connection is cut, ms: whoever does not read. */
  readonly silentMs: number
  /** How often it is looked which of them are over, ms. */
  readonly everyMs: number
}

/**
 * For a server to which machines speak: a proxy, a monitor, a platform. Each takes milliseconds for its request, so
 * that seconds are for a network that falters. The head is Node's own default: a proxy adds headers of its own.
 */
export const BOUNDS: Bounds = {
  connections: 256,
  headBytes: 16 * 1024,
  headMs: 5_000,
  requestMs: 10_000,
  keptMs: 5_000,
  silentMs: 30_000,
  everyMs: 1_000,
}
