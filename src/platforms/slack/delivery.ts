/** Something that Slack sent, by a socket or a signed request. */
export interface Delivery {
  readonly body: unknown
  /** Tells Slack that we have it, with what it is to do at once (show errors, suggest), within three seconds. */
  ack(answer?: object): Promise<void>
}

/** Where what Slack sends goes. Never rejects; what it does not acknowledge is sent again. */
export type Take = (delivery: Delivery) => Promise<void>
