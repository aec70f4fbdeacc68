/** A server that takes requests from outside, as the generator of hostile ones sees it. */
export interface Face {
  readonly name: string
  readonly port: number
  /** Real paths, with what makes them valid where there is no more than one such thing. */
  readonly paths: readonly string[]
  /** Headers that open doors: tokens that are good. */
  readonly keys: readonly string[]
  /** Real bodies. */
  readonly bodies: readonly object[]
  /** The headers that make a body one that is believed. */
  readonly sign?: (body: string) => readonly string[]
  /** What those send who connect with a WebSocket. */
  readonly messages?: readonly object[]
  /** A well-formed request, and what is answered to it. */
  probe(): Promise<string>
}
